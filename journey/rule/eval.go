package rule

import "slices"

// Facts is what is known of one person at one moment. Names are IDs as in Ref.ID. The engine does not
// use it: it compiles rules. It serves tests, example persons and the slow check of the engine.
type Facts interface {
	Known(channel string) bool
	Allowed(channel string) bool
	// Subscribed is asked of a channel or a topic.
	Subscribed(to Ref) bool
	Marked(mark string) bool
	InSegment(segment string) bool
	// Last is the age of the last occurrence in milliseconds; false when it never happened. The event is of
	// kind EventName or an event of messages.
	Last(event Ref) (age int64, ok bool)
	// Count is how many occurrences are younger than the window in milliseconds; 0 counts all.
	Count(event Ref, window int64) int64
	// Since is the time in milliseconds since the last such date that is not after now; false when there is none.
	Since(date Ref) (age int64, ok bool)
	// Until is the time in milliseconds until the next such date that is not before now; false when there is none.
	Until(date Ref) (left int64, ok bool)
	Points(score string) float64
	// Interest is 1–4.
	Interest(score string) int
	// PayGrade is 1 (A) to 5 (E).
	PayGrade() int
	Persona() string
	Language() string
	// Entry is the entry step; EntryChannel its channel, "" for none.
	Entry() string
	EntryChannel() string
	// Yes, Number and Choice are values of properties; false or not ok when not set.
	Yes(property string) bool
	Number(property string) (value float64, ok bool)
	Choice(property string) (value string, ok bool)
}

// Eval says whether a checked rule holds.
func Eval(x Expr, facts Facts) bool {
	switch x := x.(type) {
	case *Const:
		return x.Value
	case *Not:
		return !Eval(x.X, facts)
	case *And:
		for _, term := range x.Terms {
			if !Eval(term, facts) {
				return false
			}
		}
		return true
	case *Or:
		for _, term := range x.Terms {
			if Eval(term, facts) {
				return true
			}
		}
		return false
	case *Is:
		return x.holds(facts)
	case *Compare:
		return x.holds(facts)
	default:
		return x.(*OneOf).holds(facts)
	}
}

func (x *Is) holds(facts Facts) bool {
	switch x.Fact {
	case Known:
		return facts.Known(x.Of.ID)
	case Allowed:
		return facts.Allowed(x.Of.ID)
	case Subscribed:
		return facts.Subscribed(x.Of)
	case Mark:
		return facts.Marked(x.Of.ID)
	case InSegment:
		return facts.InSegment(x.Of.ID)
	case Never:
		return facts.Count(x.Of, 0) == 0
	default:
		return facts.Yes(x.Of.ID)
	}
}

func (x *Compare) holds(facts Facts) bool {
	switch x.Quantity {
	case Last:
		return timeHolds(x)(facts.Last(x.Of))
	case Since:
		return timeHolds(x)(facts.Since(x.Of))
	case Until:
		return timeHolds(x)(facts.Until(x.Of))
	case Count:
		return holds(x.Op, facts.Count(x.Of, x.Window.Milliseconds()), int64(x.Number))
	case Points:
		return holds(x.Op, facts.Points(x.Of.ID), x.Number)
	case Interest:
		return holds(x.Op, int64(facts.Interest(x.Of.ID)), int64(x.Number))
	case PayGrade:
		return holds(x.Op, int64(facts.PayGrade()), int64(x.Number))
	default:
		value, ok := facts.Number(x.Of.ID)
		if !ok {
			return x.Op == NotEqual
		}
		return holds(x.Op, value, x.Number)
	}
}

// timeHolds compares a length of time that may not exist.
func timeHolds(x *Compare) func(length int64, ok bool) bool {
	return func(length int64, ok bool) bool {
		return ok && holds(x.Op, length, x.Duration.Milliseconds())
	}
}

func (x *OneOf) holds(facts Facts) bool {
	var value string
	switch x.Quality {
	case Persona:
		value = facts.Persona()
	case Language:
		value = facts.Language()
	case Entry:
		value = facts.Entry()
	case EntryChannel:
		value = facts.EntryChannel()
	case PayGradeSet:
		value = gradeLetter(facts.PayGrade())
	case ChoiceProperty:
		choice, ok := facts.Choice(x.Of.ID)
		if !ok {
			return false
		}
		value = choice
	}
	return slices.ContainsFunc(x.Values, func(v Ref) bool { return v.ID == value })
}
