package exact

import (
	"math"
	"slices"
	"sort"

	"rehearse/journey"
	"rehearse/journey/rule"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// aspect is something about a person that never changes and on which the way depends.
type aspect struct {
	what aspectKind
	of   int32 // property, channel or step
}

type aspectKind uint8

const (
	language aspectKind = iota
	payGrade
	property
	known
	allowed
	arm // which arm of a split in a loop: splits are sticky
)

// variant is one value of an aspect and the share of people who have it. Mean is the mean of what lies
// behind the value, where a value stands for a range.
type variant struct {
	share float64
	value int64
	mean  float64
}

// person is a kind of people: everybody in it has the same chances everywhere.
type person struct {
	persona, entry int32
	share          float64 // of all who arrive
	values         []variant
}

// aspects lists what branches, looped splits and values of goals ask for.
func aspects(p *program.Program, g *graph) []aspect {
	var list []aspect
	add := func(what aspectKind, of int32) {
		if a := (aspect{what, of}); !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	for s := range p.Steps {
		if !g.reached[s] {
			continue
		}
		switch step := &p.Steps[s]; step.Kind {
		case program.KindBranch:
			for _, r := range p.Branches[step.Index].Rules {
				for i := range r.Code {
					switch in := &r.Code[i]; in.Op {
					case program.OpKnown:
						add(known, in.Of)
					case program.OpAllowed:
						add(allowed, in.Of)
					case program.OpYes, program.OpNumber, program.OpChoice:
						add(property, in.Of)
					case program.OpLanguage:
						add(language, 0)
					case program.OpPayGrade, program.OpPayGradeIn:
						add(payGrade, 0)
					}
				}
			}
		case program.KindSplit:
			if g.inLoop(int32(s)) {
				add(arm, int32(s))
			}
		case program.KindGoal:
			if of := p.Goals[step.Index].Property; of != program.None {
				add(property, of)
			}
		}
	}
	return list
}

// variants are the values of an aspect among people of a persona.
func variants(p *program.Program, g *graph, a aspect, persona int32) []variant {
	who := &p.Personas[persona]
	switch a.what {
	case language:
		return mixed(&who.Languages)
	case payGrade:
		return mixed(&who.PayGrades)
	case known:
		return yesNo(who.Reach[a.of].Known)
	case allowed:
		return yesNo(who.Reach[a.of].Allowed)
	case arm:
		cuts := p.Splits[p.Steps[a.of].Index].Cuts
		var list []variant
		for i := range cuts {
			list = append(list, variant{share: width(cuts, i).Probability(), value: int64(i)})
		}
		return list
	default:
		return ofProperty(p, g, a.of, &who.Properties[a.of])
	}
}

func yesNo(t random.Threshold) []variant {
	yes := t.Probability()
	return []variant{{share: yes, value: 1}, {share: 1 - yes}}
}

// mixed is a mix as variants; draws beyond its cuts give its last value.
func mixed(m *program.Mix) []variant {
	if len(m.Values) == 1 {
		return []variant{{share: 1, value: int64(m.Values[0])}}
	}
	list := make([]variant, len(m.Values))
	left := 1.0
	for i, v := range m.Values {
		share := left
		if i < len(m.Values)-1 {
			share = width(m.Cuts, i).Probability()
			left -= share
		}
		list[i] = variant{share: share, value: int64(v)}
	}
	return list
}

// ofProperty is a property's distribution; a range of numbers is cut where some branch compares.
func ofProperty(p *program.Program, g *graph, of int32, mix *program.PropertyMix) []variant {
	plain := func(share float64, value int64) variant {
		v := variant{share: share, value: value, mean: float64(value)}
		if value == program.NotSet {
			v.mean = 0
		}
		return v
	}
	if mix.Ranged {
		if p.Properties[of].Type == journey.PropertyDate {
			return []variant{{share: 1, value: program.NotSet}} // nothing that asks for it is answered
		}
		return ranges(mix.Low, mix.High, compared(p, g, of))
	}
	var list []variant
	left := 1.0
	for i, v := range mix.Values {
		if i < len(mix.Cuts) {
			share := width(mix.Cuts, i).Probability()
			left -= share
			list = append(list, plain(share, v))
		}
	}
	if left > 0 || len(list) == 0 {
		list = append(list, plain(left, mix.Default))
	}
	return list
}

// compared lists the numbers with which branches compare a property, rising.
func compared(p *program.Program, g *graph, of int32) []float64 {
	var list []float64
	for s := range p.Steps {
		if !g.reached[s] || p.Steps[s].Kind != program.KindBranch {
			continue
		}
		for _, r := range p.Branches[p.Steps[s].Index].Rules {
			for i := range r.Code {
				if in := &r.Code[i]; in.Op == program.OpNumber && in.Of == of {
					list = append(list, in.Number)
				}
			}
		}
	}
	sort.Float64s(list)
	return slices.Compact(list)
}

// ranges cuts the whole numbers from low to high, all equally likely, below, at and above each of the
// numbers: within a part every comparison has one answer.
func ranges(low, high int64, numbers []float64) []variant {
	var list []variant
	from := low
	total := float64(high-low) + 1
	upTo := func(to int64) { // the part from … to
		if to = min(to, high); to < from {
			return
		}
		mean := (float64(from) + float64(to)) / 2 * program.Millionths
		list = append(list, variant{share: (float64(to-from) + 1) / total, value: from * program.Millionths, mean: mean})
		from = to + 1
	}
	for _, n := range numbers {
		if n < float64(low) || n > float64(high) {
			continue
		}
		upTo(int64(math.Ceil(n)) - 1)
		upTo(int64(math.Floor(n)))
	}
	upTo(high)
	return list
}

// find returns the person's variant of an aspect.
func (k *person) find(list []aspect, what aspectKind, of int32) variant {
	return k.values[slices.Index(list, aspect{what, of})]
}

// holds answers a rule about the person.
func (x *solver) holds(r *program.Rule, k *person) bool {
	answer := false
	for i := 0; i < len(r.Code); i++ {
		in := &r.Code[i]
		switch in.Op {
		case program.OpNot:
			answer = !answer
		case program.OpJumpFalse:
			if !answer {
				i = int(in.Jump) - 1
			}
		case program.OpJumpTrue:
			if answer {
				i = int(in.Jump) - 1
			}
		default:
			answer = x.atom(in, k)
		}
	}
	return answer
}

func (x *solver) atom(in *program.Instruction, k *person) bool {
	value := func(what aspectKind, of int32) int64 { return k.find(x.aspects, what, of).value }
	switch in.Op {
	case program.OpConst:
		return in.Number != 0
	case program.OpKnown:
		return value(known, in.Of) == 1
	case program.OpAllowed:
		return value(allowed, in.Of) == 1
	case program.OpSubChannel, program.OpSubTopic:
		return true
	case program.OpYes:
		return value(property, in.Of) == 1
	case program.OpPersona:
		return slices.Contains(in.Set, k.persona)
	case program.OpEntry:
		return slices.Contains(in.Set, k.entry)
	case program.OpEntryChannel:
		channel := x.p.Entries[k.entry].Channel
		return channel != program.None && slices.Contains(in.Set, channel)
	case program.OpLanguage:
		return slices.Contains(in.Set, int32(value(language, 0)))
	case program.OpPayGradeIn:
		return slices.Contains(in.Set, int32(value(payGrade, 0)))
	case program.OpPayGrade:
		return compare(in.Cmp, float64(value(payGrade, 0)), in.Number)
	case program.OpChoice:
		v := value(property, in.Of)
		return v != program.NotSet && slices.Contains(in.Set, int32(v))
	default: // OpNumber
		v := value(property, in.Of)
		if v == program.NotSet {
			return in.Cmp == rule.NotEqual
		}
		return compare(in.Cmp, float64(v)/program.Millionths, in.Number)
	}
}

func compare(op rule.Op, a, b float64) bool {
	switch op {
	case rule.Equal:
		return a == b
	case rule.NotEqual:
		return a != b
	case rule.Less:
		return a < b
	case rule.LessOrEqual:
		return a <= b
	case rule.Greater:
		return a > b
	default:
		return a >= b
	}
}
