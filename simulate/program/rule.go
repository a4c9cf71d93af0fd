package program

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/rule"
)

// Op is what an instruction of a rule does. The machine has one bit, the answer so far.
type Op uint8

// The instructions. Atoms set the answer; the last three steer.
const (
	OpConst         Op = iota // answer = Number != 0
	OpKnown                   // address of channel Of
	OpAllowed                 // consent for channel Of
	OpSubChannel              // subscription of channel Of
	OpSubTopic                // subscription of topic Of
	OpMark                    // mark Of
	OpNever                   // event Of has not happened
	OpYes                     // property Of is yes
	OpLast                    // time since event Of, Cmp, Window
	OpSinceProperty           // time since date property Of
	OpUntilProperty           //
	OpSinceDate               // time since named date Of
	OpUntilDate               //
	OpCount                   // events Of within Window (0: ever), Cmp, Number
	OpPoints                  // points of score Of
	OpInterest                // interest of score Of
	OpPayGrade                //
	OpNumber                  // number property Of
	OpPersona                 // persona is one of Set
	OpLanguage                //
	OpEntry                   //
	OpEntryChannel            //
	OpPayGradeIn              //
	OpChoice                  // choice property Of is one of Set
	OpNot                     // answer = not answer
	OpJumpFalse               // to Jump when the answer is no
	OpJumpTrue                // to Jump when the answer is yes
)

// Instruction is one step of a rule's program.
type Instruction struct {
	Op  Op
	Cmp rule.Op
	Of  int32
	// Jump is the number of the instruction to go on with.
	Jump int32
	// Window is a length of time in ms: a count's window or what a time is compared with.
	Window int64
	Number float64
	Set    []int32
}

// Rule is a compiled rule. in_segment has been replaced by the segment's own rule.
type Rule struct {
	// Code is the rule as it is written, Decisions what the engine runs, from First on; they give one answer.
	Code      []Instruction
	Decisions []Decision
	First     int32
	// Timed rules can change by time alone.
	Timed bool
}

// Innate tells that the rule asks only what people come with: who they are, how they can be reached, the values their
// properties have on arrival. Nothing but a change of these can change its answer.
func (r *Rule) Innate() bool {
	for i := range r.Code {
		switch r.Code[i].Op {
		case OpConst, OpKnown, OpAllowed, OpYes, OpPayGrade, OpNumber, OpPersona, OpLanguage, OpEntry, OpEntryChannel, OpPayGradeIn, OpChoice,
			OpNot, OpJumpFalse, OpJumpTrue:
		default:
			return false
		}
	}
	return true
}

// rule compiles a text; nil after a problem.
func (c *compiler) rule(text string, record journey.Ref, field string) *Rule {
	x, faults := rule.Read(text, c.vocabulary)
	for _, fault := range faults {
		c.problems = append(c.problems, fault.Problem(record, field, text))
	}
	if len(faults) > 0 {
		return nil
	}
	x, fault := rule.Inline(x, c.segmentRule)
	if fault != nil {
		c.problems = append(c.problems, fault.Problem(record, field, text))
		return nil
	}
	r := &Rule{}
	c.emit(r, x)
	r.decide()
	return r
}

// segmentRule is the checked rule of a segment, nil when it has faults (told once, with the segment).
func (c *compiler) segmentRule(id string) rule.Expr {
	i := slices.IndexFunc(c.m.Segments, func(s *journey.Segment) bool { return string(s.ID) == id })
	if i < 0 {
		return nil
	}
	x, faults := rule.Read(c.m.Segments[i].Rule, c.vocabulary)
	if len(faults) > 0 {
		return nil
	}
	return x
}

// segment compiles a segment by id; nil for "" and after a problem.
func (c *compiler) segment(id journey.ID, record journey.Ref, field string) *Rule {
	if id == "" {
		return nil
	}
	for _, s := range c.m.Segments {
		if s.ID == id {
			if done, ok := c.segments[id]; ok {
				return done
			}
			r := c.rule(s.Rule, journey.Ref{Kind: journey.KindSegment, ID: id}, "rule")
			c.segments[id] = r
			return r
		}
	}
	c.missing(record, field, id)
	return nil
}

// emit appends the instructions that compute x.
func (c *compiler) emit(r *Rule, x rule.Expr) {
	switch x := x.(type) {
	case *rule.Const:
		in := Instruction{Op: OpConst}
		if x.Value {
			in.Number = 1
		}
		r.Code = append(r.Code, in)
	case *rule.Not:
		c.emit(r, x.X)
		r.Code = append(r.Code, Instruction{Op: OpNot})
	case *rule.And:
		c.emitTerms(r, x.Terms, OpJumpFalse)
	case *rule.Or:
		c.emitTerms(r, x.Terms, OpJumpTrue)
	case *rule.Is:
		c.emitIs(r, x)
	case *rule.Compare:
		c.emitCompare(r, x)
	case *rule.OneOf:
		c.emitOneOf(r, x)
	}
}

func (c *compiler) emitTerms(r *Rule, terms []rule.Expr, jump Op) {
	var jumps []int
	for i, term := range cheapFirst(terms) {
		if i > 0 {
			jumps = append(jumps, len(r.Code))
			r.Code = append(r.Code, Instruction{Op: jump})
		}
		c.emit(r, term)
	}
	for _, at := range jumps {
		r.Code[at].Jump = int32(len(r.Code))
	}
}

func (c *compiler) emitIs(r *Rule, x *rule.Is) {
	in := Instruction{Of: None}
	id := journey.ID(x.Of.ID)
	switch x.Fact {
	case rule.Known:
		in.Op, in.Of = OpKnown, c.channels[id]
	case rule.Allowed:
		// Consent is to a known address.
		in.Op, in.Of = OpAllowed, c.channels[id]
		r.Code = append(r.Code, Instruction{Op: OpKnown, Of: in.Of}, Instruction{Op: OpJumpFalse, Jump: int32(len(r.Code) + 3), Of: None})
	case rule.Subscribed:
		in.Op, in.Of = OpSubChannel, c.channels[id]
		if x.Of.Kind == rule.TopicName {
			in.Op, in.Of = OpSubTopic, c.topics[id]
		}
	case rule.Mark:
		in.Op, in.Of = OpMark, c.mark(x.Of.ID)
	case rule.Never:
		in.Op, in.Of = OpNever, c.eventOf(x.Of)
	case rule.YesProperty:
		in.Op, in.Of = OpYes, c.properties[id]
	default: // a segment that could not be inlined has a problem of its own
		in.Op = OpConst
	}
	r.Code = append(r.Code, in)
}

func (c *compiler) emitCompare(r *Rule, x *rule.Compare) {
	in := Instruction{Cmp: x.Op, Number: x.Number, Window: x.Duration.Milliseconds(), Of: None}
	id := journey.ID(x.Of.ID)
	switch x.Quantity {
	case rule.Last:
		in.Op, in.Of = OpLast, c.eventOf(x.Of)
		r.Timed = true
	case rule.Since, rule.Until:
		in.Op, in.Of = OpSinceProperty, c.properties[id]
		if x.Of.Kind == rule.NamedDateName {
			in.Op, in.Of = OpSinceDate, c.dates[id]
		}
		if x.Quantity == rule.Until {
			in.Op++
		}
		r.Timed = true
	case rule.Count:
		in.Op, in.Of, in.Window = OpCount, c.eventOf(x.Of), x.Window.Milliseconds()
		if in.Window > 0 {
			r.Timed = true
			c.p.Events[in.Of].Timed = true
		}
	case rule.Points, rule.Interest:
		in.Op, in.Of = OpPoints, c.scores[id]
		if x.Quantity == rule.Interest {
			in.Op = OpInterest
		}
		if c.p.Scores[in.Of].DecayPoints > 0 {
			r.Timed = true
		}
	case rule.PayGrade:
		in.Op = OpPayGrade
	default:
		in.Op, in.Of = OpNumber, c.properties[id]
	}
	r.Code = append(r.Code, in)
}

func (c *compiler) emitOneOf(r *Rule, x *rule.OneOf) {
	in := Instruction{Of: None}
	for _, value := range x.Values {
		id := journey.ID(value.ID)
		switch x.Quality {
		case rule.Persona:
			in.Op = OpPersona
			in.Set = append(in.Set, c.personas[id])
		case rule.Language:
			in.Op = OpLanguage
			in.Set = append(in.Set, c.language(value.ID))
		case rule.Entry:
			in.Op = OpEntry
			in.Set = append(in.Set, c.entries[id])
		case rule.EntryChannel:
			in.Op = OpEntryChannel
			in.Set = append(in.Set, c.channels[id])
		case rule.PayGradeSet:
			in.Op = OpPayGradeIn
			in.Set = append(in.Set, grade(value.ID))
		case rule.ChoiceProperty:
			in.Op, in.Of = OpChoice, c.properties[journey.ID(x.Of.ID)]
			in.Set = append(in.Set, int32(slices.Index(c.p.Properties[in.Of].Choices, value.ID)))
		}
	}
	r.Code = append(r.Code, in)
}

// eventOf returns the event a rule speaks of, making one for events of messages.
func (c *compiler) eventOf(ref rule.Ref) int32 {
	switch ref.Kind {
	case rule.ReceivedMessage, rule.OpenedMessage, rule.ClickedMessage:
		return c.messageEvent(ref.Kind, journey.ID(ref.ID))
	default:
		return c.events[journey.ID(ref.ID)]
	}
}

// messageEvent returns the event of a message step ("" for any) being received, opened or clicked.
func (c *compiler) messageEvent(kind rule.Kind, step journey.ID) int32 {
	key := messageEvent{kind, step}
	if known, ok := c.messageEvents[key]; ok {
		return known
	}
	c.messageEvents[key] = int32(len(c.p.Events))
	c.p.Events = append(c.p.Events, Event{})
	return c.messageEvents[key]
}

type messageEvent struct {
	kind rule.Kind
	step journey.ID
}

// grade is 1 for A … 5 for E.
func grade(letter string) int32 {
	if len(letter) != 1 || letter[0] < 'A' || letter[0] > 'E' {
		return 0
	}
	return int32(letter[0]-'A') + 1
}
