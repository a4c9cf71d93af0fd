package rule

// Expr is a rule as a tree. The set of nodes is closed: *Const, *Not, *And, *Or, *Is, *Compare, *OneOf. Nodes
// are immutable once built and may be shared between trees.
type Expr interface {
	// Place is the part of the text the node was read from, as byte offsets; zero for a node that was
	// built otherwise. Places play no part in Equal.
	Place() Span
	isExpr()
}

// Span is a half-open range of byte offsets in the rule's text.
type Span struct{ Start, End int }

// Place returns the span itself; nodes get the method by embedding.
func (s Span) Place() Span { return s }

// Const is `true` or `false`.
type Const struct {
	Span
	Value bool
}

// Not holds when X does not.
type Not struct {
	Span
	X Expr
}

// And holds when all Terms do: at least two, none of them an *And.
type And struct {
	Span
	Terms []Expr
}

// Or holds when any of Terms does: at least two, none of them an *Or.
type Or struct {
	Span
	Terms []Expr
}

// Is is an atom that holds or not: Fact of Of.
type Is struct {
	Span
	Fact Fact
	Of   Ref
}

// Compare is an atom that compares a quantity with a number. A missing quantity (never happened, not
// set) makes every operator false but NotEqual, which is the exact negation of Equal.
type Compare struct {
	Span
	Quantity Quantity
	// Of is what the quantity belongs to; zero for PayGrade. For Points and Interest an empty Name means
	// the map's first score, whose ID Check fills in.
	Of Ref
	// Window bounds Count to events younger than it; zero is "ever". Unused otherwise.
	Window Duration
	Op     Op
	// Number is what Count, Points, Interest (1–4), PayGrade (1 = A … 5 = E) and NumberProperty are
	// compared with.
	Number float64
	// Span of time that Last, Since and Until are compared with.
	Duration Duration
}

// OneOf is an atom that holds when the person's Quality is one of Values (at least one).
type OneOf struct {
	Span
	Quality Quality
	// Of is the property of ChoiceProperty; zero otherwise.
	Of     Ref
	Values []Ref
}

func (*Const) isExpr()   {}
func (*Not) isExpr()     {}
func (*And) isExpr()     {}
func (*Or) isExpr()      {}
func (*Is) isExpr()      {}
func (*Compare) isExpr() {}
func (*OneOf) isExpr()   {}

// Fact is what an Is atom asks.
type Fact uint8

// The facts.
const (
	Known       Fact = iota // of a channel: the address exists
	Allowed                 // of a channel: there is consent
	Subscribed              // of a channel or topic: not unsubscribed
	Mark                    // of a mark: it is set
	InSegment               // of a segment: its rule holds now
	Never                   // of an event, goal or message event: it has not happened
	YesProperty             // of a yes/no property: it is yes
)

// Quantity is what a Compare atom measures.
type Quantity uint8

// The quantities; the first three are lengths of time.
const (
	Last           Quantity = iota // of an event, goal or message event: time since it happened last
	Since                          // of a date property or named date: time since it, once it has come
	Until                          // of a date property or named date: time until it, up to its moment
	Count                          // of an event, goal or message event: how often within Window
	Points                         // of a score: its points
	Interest                       // of a score: its level of interest, 1–4
	PayGrade                       // 1 = A … 5 = E
	NumberProperty                 // of a number property: its value
)

// IsTime reports whether the quantity is a length of time, compared with Compare.Duration.
func (q Quantity) IsTime() bool { return q <= Until }

// Quality is what a OneOf atom looks at.
type Quality uint8

// The qualities.
const (
	Persona        Quality = iota // the person's persona
	Language                      // the person's language
	Entry                         // the entry step by which the person came
	EntryChannel                  // the entry channel by which the person came
	PayGradeSet                   // the pay grade; its values are the letters A–E
	ChoiceProperty                // of a choice property: its value
)

// Op is an operator of comparison.
type Op uint8

// The operators.
const (
	Equal Op = iota
	NotEqual
	Less
	LessOrEqual
	Greater
	GreaterOrEqual
)

// String returns the operator as the canonical text writes it.
func (op Op) String() string { return [...]string{"=", "!=", "<", "<=", ">", ">="}[op] }

// Negated returns the operator that holds exactly when op does not, for values that are not missing.
func (op Op) Negated() Op {
	return [...]Op{NotEqual, Equal, GreaterOrEqual, Greater, LessOrEqual, Less}[op]
}

// holds applies the operator.
func holds[N int64 | float64](op Op, a, b N) bool {
	switch op {
	case Equal:
		return a == b
	case NotEqual:
		return a != b
	case Less:
		return a < b
	case LessOrEqual:
		return a <= b
	case Greater:
		return a > b
	default:
		return a >= b
	}
}

// Kind is the kind of thing a name in a rule stands for.
type Kind uint8

// The kinds. Unresolved is the kind of a name that Parse alone cannot tell (a channel or a topic, a
// property or a named date).
const (
	Unresolved Kind = iota
	EventName
	GoalName // a goal step, which is an event too
	ChannelName
	TopicName
	PersonaName
	EntryName
	SegmentName
	PropertyName
	NamedDateName
	ScoreName
	MarkName
	LanguageName
	ChoiceName
	GradeName
	// Events of messages; ID and Name are those of the message step, or empty for any message.
	ReceivedMessage
	OpenedMessage
	ClickedMessage
)

// IsMessageEvent reports whether the kind is an event of messages rather than one of the map's own.
func (k Kind) IsMessageEvent() bool { return k >= ReceivedMessage }

// Ref is a name in a rule and what it stands for.
type Ref struct {
	Span
	Kind Kind
	// ID is the record's ID, set by Check. Marks, languages (BCP 47), choices and grades (A–E) are no records: their
	// ID is the value itself.
	ID string
	// Name is the name as the text has it: a record's name or its ID.
	Name string
}

// same reports whether two names mean the same: by ID where both have one, else by kind and text.
func (r Ref) same(other Ref) bool {
	if r.ID != "" && other.ID != "" {
		return r.Kind == other.Kind && r.ID == other.ID
	}
	return r.Kind == other.Kind && r.Name == other.Name && r.ID == other.ID
}

// Unit is a unit of time as written.
type Unit uint8

// The units.
const (
	Second Unit = iota
	Minute
	Hour
	Day
	Week
)

var unitSeconds = [...]int64{1, 60, 3600, 86400, 604800}

// Duration is a length of time as written: 14d stays 14d and does not become 2w. The zero Duration
// means "no window".
type Duration struct {
	// N is the number of units, 0 or more; at most MaxDurationSeconds in all.
	N    int64
	Unit Unit
}

// MaxDurationSeconds bounds a duration: a hundred years.
const MaxDurationSeconds = 36525 * 86400

// Milliseconds is the length in engine ticks.
func (d Duration) Milliseconds() int64 { return d.N * unitSeconds[d.Unit] * 1000 }
