package engine

import "rehearse/simulate/program"

// stop ends the life of a person who met a limit.
func (x *life) stop() {
	if x.over {
		return
	}
	if x.story != nil {
		x.note(Moment{What: "stopped"})
		x.story.turns = x.story.turns[:0] // who is in line keeps the place there, but nobody comes
	}
	x.stopped = true
	x.endAll(EndStopped)
	if x.warm { // a fault of the map is told whenever it shows
		x.tally = x.home
	}
	x.tally.Stopped++
	x.witness(WitnessKey{Code: "stopped", A: program.None, B: program.None})
}

// endAll ends everything for the person: at an exit of the map, or at a limit.
func (x *life) endAll(end End) {
	for i := range x.tokens {
		tok := &x.tokens[i]
		switch tok.state {
		case tokenAtStep:
			x.cancelHeld(int32(i))
			c := &x.context(tok.by).Steps[tok.step]
			if end == EndStopped {
				c.Stopped++
			} else {
				c.Withdrawn++
			}
			if x.story != nil {
				x.noteToken("withdraw", tok, end.Code())
			}
		case tokenOnLink:
			x.lose(tok)
		}
		tok.state = tokenDead
	}
	for _, i := range x.running {
		inst := &x.instances[i]
		inst.alive = false
		x.tally.Scenarios[inst.scenario].Withdrawn[end]++
		if x.story != nil {
			x.note(Moment{What: "end", Scenario: inst.scenario + 1, Instance: inst.number, Reason: end.Code()})
		}
	}
	x.running = x.running[:0]
	x.live = 0
	x.over = true
}
