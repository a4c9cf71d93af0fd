package specimen

import (
	"fmt"

	"rehearse/journey"
)

// Hard are maps whose links are hard to draw, by name: what goes wrong first in a drawing goes wrong here.
func Hard() map[string]*journey.Map {
	return map[string]*journey.Map{
		"loop back over six": loopBack(), "five outcomes": outcomes(), "three links between a pair": parallel(),
		"steps very near": near(), "reversed order": reversed(), "hub of twelve": hub(), "self-loops": selfLoops(),
	}
}

// sketch makes a map of steps and links in a few words.
type sketch struct{ m *journey.Map }

func newSketch(name string) sketch {
	return sketch{&journey.Map{Settings: &journey.Settings{Name: name}, Policy: &journey.Policy{}, Channels: []*journey.Channel{
		{ID: "letters", Name: "E-mail", Medium: journey.MediumEmail},
	}}}
}

func (s sketch) step(id journey.ID, kind journey.StepKind, name string, x, y float64) *journey.Step {
	step := &journey.Step{ID: id, Kind: kind, Name: name, X: x, Y: y}
	switch kind {
	case journey.StepTouchpoint:
		step.Touchpoint = &journey.Touchpoint{}
	case journey.StepMessage:
		step.Message = &journey.Message{Channels: []journey.ID{"letters"}}
	case journey.StepWait:
		step.Wait = &journey.Wait{For: journey.Fixed(journey.Day)}
	case journey.StepBranch:
		step.Branch = &journey.Branch{}
	case journey.StepEntry:
		step.Entry = &journey.Entry{}
	case journey.StepGoal:
		step.Goal = &journey.Goal{}
	}
	s.m.Steps = append(s.m.Steps, step)
	return step
}

func (s sketch) link(from journey.ID, port journey.Port, to journey.ID, label string) *journey.Link {
	l := &journey.Link{ID: journey.ID(fmt.Sprintf("k%d", len(s.m.Links))), From: from, Port: port, To: to, Label: label}
	s.m.Links = append(s.m.Links, l)
	return l
}

func loopBack() *journey.Map {
	s := newSketch("A loop back over six steps")
	for i := range 7 {
		s.step(journey.ID(fmt.Sprintf("s%d", i)), journey.StepTouchpoint, fmt.Sprintf("Step %d", i+1), float64(i)*300, 0)
		if i > 0 {
			s.link(s.m.Steps[i-1].ID, journey.PortOut, s.m.Steps[i].ID, "")
		}
	}
	s.link("s6", journey.PortOut, "s0", "once more")
	s.link("s4", journey.PortOut, "s1", "not yet")
	s.link("s3", journey.PortOut, "s2", "unsure")
	return s.m
}

func outcomes() *journey.Map {
	s := newSketch("Five outcomes of one step")
	s.step("mail", journey.StepMessage, "A letter with five ways on", 0, 150)
	for i, port := range []journey.Port{journey.PortClicked, journey.PortOpened, journey.PortNotOpened, journey.PortNotSent, journey.PortOut} {
		id := journey.ID(fmt.Sprintf("t%d", i))
		s.step(id, journey.StepTouchpoint, "After "+string(port), 420, float64(i)*130-60)
		s.link("mail", port, id, "")
	}
	s.link("t3", journey.PortOut, "mail", "again")
	return s.m
}

func parallel() *journey.Map {
	s := newSketch("Three links between a pair")
	s.step("a", journey.StepTouchpoint, "Looks around", 0, 0)
	s.step("b", journey.StepTouchpoint, "Asks for a price", 500, 60)
	for _, words := range []string{"new ones 20 %", "regulars 45 %", "investors 5 %"} {
		s.link("a", journey.PortOut, "b", words)
	}
	s.link("b", journey.PortOut, "a", "back")
	s.link("b", journey.PortOut, "a", "back as well")
	return s.m
}

func near() *journey.Map {
	s := newSketch("Steps very near each other")
	for row := range 3 {
		for column := range 4 {
			s.step(journey.ID(fmt.Sprintf("n%d%d", row, column)), journey.StepTouchpoint, fmt.Sprintf("Step %d.%d", row+1, column+1),
				float64(column)*232, float64(row)*120)
		}
	}
	for row := range 3 {
		for column := range 3 {
			s.link(journey.ID(fmt.Sprintf("n%d%d", row, column)), journey.PortOut, journey.ID(fmt.Sprintf("n%d%d", row, column+1)), "60 %")
		}
	}
	s.link("n03", journey.PortOut, "n10", "on")
	s.link("n13", journey.PortOut, "n20", "on")
	s.link("n00", journey.PortOut, "n23", "skips all")
	s.link("n21", journey.PortOut, "n01", "back up")
	return s.m
}

func reversed() *journey.Map {
	s := newSketch("Drawn from right to left")
	for i := range 5 {
		s.step(journey.ID(fmt.Sprintf("r%d", i)), journey.StepTouchpoint, fmt.Sprintf("Step %d", i+1), float64(4-i)*320, float64(i%2)*40)
		if i > 0 {
			s.link(s.m.Steps[i-1].ID, journey.PortOut, s.m.Steps[i].ID, fmt.Sprintf("%d0 %%", i))
		}
	}
	return s.m
}

func hub() *journey.Map {
	s := newSketch("A hub with twelve links")
	s.step("hub", journey.StepTouchpoint, "The page all come to", 500, 480)
	for i := range 6 {
		in, out := journey.ID(fmt.Sprintf("in%d", i)), journey.ID(fmt.Sprintf("out%d", i))
		s.step(in, journey.StepTouchpoint, fmt.Sprintf("From %d", i+1), 0, float64(i)*190)
		s.step(out, journey.StepTouchpoint, fmt.Sprintf("To %d", i+1), 1000, float64(i)*190)
		s.link(in, journey.PortOut, "hub", fmt.Sprintf("%d1 %%", i))
		s.link("hub", journey.PortOut, out, fmt.Sprintf("%d5 %%", i))
		s.link(out, journey.PortOut, "hub", "")
	}
	return s.m
}

func selfLoops() *journey.Map {
	s := newSketch("Links from a step to itself")
	s.step("mail", journey.StepMessage, "Reminder", 0, 0)
	s.step("wait", journey.StepWait, "A day", 320, 0)
	s.step("page", journey.StepTouchpoint, "The page", 620, 0)
	s.link("mail", journey.PortOut, "wait", "")
	s.link("mail", journey.PortNotOpened, "mail", "again")
	s.link("wait", journey.PortOut, "page", "")
	s.link("page", journey.PortOut, "page", "reloads")
	s.link("page", journey.PortOut, "page", "reloads twice")
	return s.m
}
