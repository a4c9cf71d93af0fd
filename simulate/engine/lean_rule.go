package engine

import (
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// leanRule is a rule by profile: what persona and entry decide is decided before anybody lives. Nil is no rule, which holds for
// everybody.
type leanRule []program.Rule

// leanRule makes the rules of the profiles. Fixed tells that nothing changes what is known of a person's addresses.
func (lean *leanProgram) rule(p *program.Program, r *program.Rule, fixed bool) leanRule {
	if r == nil {
		return nil
	}
	rules := make(leanRule, p.Profiles())
	for persona := range p.Personas {
		for entry := range p.Entries {
			rules[p.Profile(int32(persona), int32(entry))] = narrowed(p, r, int32(persona), int32(entry), fixed)
		}
	}
	return rules
}

// narrowed is a rule as it is for the people of a profile.
func narrowed(p *program.Program, r *program.Rule, persona, entry int32, fixed bool) program.Rule {
	known := func(d *program.Decision) (is, known bool) {
		reach := program.Reach{Known: 1, Allowed: 1}
		if d.Op == program.OpKnown || d.Op == program.OpAllowed {
			reach = p.Personas[persona].Reach[d.Of]
		}
		switch d.Op {
		case program.OpPersona:
			return among(d, persona), true
		case program.OpEntry:
			return among(d, entry), true
		case program.OpEntryChannel:
			return among(d, p.Entries[entry].Channel), true
		case program.OpKnown:
			return reach.Known == random.Always, fixed && (reach.Known == random.Always || reach.Known == random.Never)
		case program.OpAllowed:
			return reach.Allowed == random.Always, fixed && (reach.Allowed == random.Always || reach.Allowed == random.Never)
		}
		return false, false
	}
	follow := func(at int32) int32 {
		for at >= 0 {
			is, sure := known(&r.Decisions[at])
			switch {
			case !sure:
				return at
			case is:
				at = r.Decisions[at].Yes
			default:
				at = r.Decisions[at].No
			}
		}
		return at
	}
	n := program.Rule{Code: r.Code, First: follow(r.First), Timed: r.Timed}
	for _, d := range r.Decisions {
		d.Yes, d.No = follow(d.Yes), follow(d.No)
		n.Decisions = append(n.Decisions, d)
	}
	return n
}
