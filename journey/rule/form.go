package rule

// Group is a rule as a form shows it: rows and smaller groups of which all, or any, must hold. FormOf and
// Expr turn a rule into a form and back without loss of meaning; only doubled negations disappear.
type Group struct {
	// Any joins the parts by or, else by and; Negated turns the whole group round.
	Any, Negated bool
	Parts        []Part
}

// Part is a row or a group; the other is nil.
type Part struct {
	Row   *Row
	Group *Group
}

// Row is one line of a form: a question with its blanks filled in. Which blanks count says the question.
type Row struct {
	Question QuestionID
	Negated  bool
	Of       Ref
	Window   Duration
	Op       Op
	Number   float64
	Duration Duration
	Values   []Ref
}

// QuestionID names a question; its label is the message "rule.form." + ID.
type QuestionID string

// Question says what blanks a row has.
type Question struct {
	ID QuestionID
	// Of are the kinds of name the question is about; empty for none.
	Of []Kind
	// Optional: Of may stay empty (the first score).
	Optional bool
	// OfType is the type a property must have, "" for any other name.
	OfType string
	// Windowed questions may have a Window.
	Windowed bool
	// Ops are the signs to choose from; empty for none.
	Ops   []Op
	Value Value
	// Values is the kind of name Value AskNames chooses from.
	Values Kind
}

// Value is what a question compares with.
type Value uint8

// The values.
const (
	AskNothing  Value = iota
	AskDuration       // Row.Duration
	AskWhole          // Row.Number, whole, 0 or more
	AskNumber         // Row.Number
	AskLevel          // Row.Number, 1–4
	AskGrade          // Row.Number, 1 (A) to 5 (E)
	AskNames          // Row.Values, at least one
)

var (
	allOps     = []Op{Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual}
	orderOps   = allOps[Less:]
	anyEvent   = []Kind{EventName, GoalName, ReceivedMessage, OpenedMessage, ClickedMessage}
	questions  = questionList()
	noQuestion = QuestionID("always")
)

// Questions lists every question in the order in which a form offers them.
func Questions() []Question { return questions }

func questionList() []Question {
	return []Question{
		{ID: "persona", Value: AskNames, Values: PersonaName},
		{ID: "language", Value: AskNames, Values: LanguageName},
		{ID: "entry", Value: AskNames, Values: EntryName},
		{ID: "channel", Value: AskNames, Values: ChannelName},
		{ID: "known", Of: []Kind{ChannelName}},
		{ID: "allowed", Of: []Kind{ChannelName}},
		{ID: "subscribed", Of: subscribeKinds},
		{ID: "in_segment", Of: []Kind{SegmentName}},
		{ID: "never", Of: anyEvent},
		{ID: "last", Of: anyEvent, Ops: orderOps, Value: AskDuration},
		{ID: "count", Of: anyEvent, Windowed: true, Ops: allOps, Value: AskWhole},
		{ID: "score", Of: []Kind{ScoreName}, Optional: true, Ops: allOps, Value: AskNumber},
		{ID: "interest", Of: []Kind{ScoreName}, Optional: true, Ops: allOps, Value: AskLevel},
		{ID: "pay_grade", Ops: orderOps, Value: AskGrade},
		{ID: "pay_grade_in", Value: AskNames, Values: GradeName},
		{ID: "property_choice", Of: []Kind{PropertyName}, OfType: "choice", Value: AskNames, Values: ChoiceName},
		{ID: "property_number", Of: []Kind{PropertyName}, OfType: "number", Ops: allOps, Value: AskNumber},
		{ID: "property_yes", Of: []Kind{PropertyName}, OfType: "yes_no"},
		{ID: "since", Of: dateKinds, OfType: "date", Ops: orderOps, Value: AskDuration},
		{ID: "until", Of: dateKinds, OfType: "date", Ops: orderOps, Value: AskDuration},
		{ID: "mark", Of: []Kind{MarkName}},
		{ID: noQuestion},
	}
}

// The questions of facts, quantities and qualities, by their constants.
var (
	factQuestion     = [...]QuestionID{"known", "allowed", "subscribed", "mark", "in_segment", "never", "property_yes"}
	quantityQuestion = [...]QuestionID{"last", "since", "until", "count", "score", "interest", "pay_grade", "property_number"}
	qualityQuestion  = [...]QuestionID{"persona", "language", "entry", "channel", "pay_grade_in", "property_choice"}
)

// FormOf shows a rule as a form.
func FormOf(x Expr) Group {
	part := partOf(x, false)
	if part.Group != nil {
		return *part.Group
	}
	return Group{Parts: []Part{part}}
}

func partOf(x Expr, negated bool) Part {
	switch x := x.(type) {
	case *Not:
		return partOf(x.X, !negated)
	case *And:
		return groupOf(x.Terms, false, negated)
	case *Or:
		return groupOf(x.Terms, true, negated)
	case *Const:
		return Part{Row: &Row{Question: noQuestion, Negated: negated == x.Value}}
	case *Is:
		return Part{Row: &Row{Question: factQuestion[x.Fact], Negated: negated, Of: x.Of}}
	case *Compare:
		return Part{Row: &Row{
			Question: quantityQuestion[x.Quantity], Negated: negated,
			Of: x.Of, Window: x.Window, Op: x.Op, Number: x.Number, Duration: x.Duration,
		}}
	default:
		one := x.(*OneOf)
		return Part{Row: &Row{Question: qualityQuestion[one.Quality], Negated: negated, Of: one.Of, Values: one.Values}}
	}
}

func groupOf(terms []Expr, any, negated bool) Part {
	group := &Group{Any: any, Negated: negated}
	for _, term := range terms {
		group.Parts = append(group.Parts, partOf(term, false))
	}
	return Part{Group: group}
}

// Expr is the rule a form shows. A group without parts is left out by its parent; an empty form is true.
// Names the user chose carry their IDs, so that the rule is checked already if all blanks are filled;
// read the printed text again to be sure.
func (g Group) Expr() Expr {
	var terms []Expr
	for _, part := range g.Parts {
		switch {
		case part.Row != nil:
			terms = append(terms, part.Row.Expr())
		case part.Group != nil && len(part.Group.Parts) > 0:
			terms = append(terms, part.Group.Expr())
		}
	}
	x := All(terms...)
	if g.Any && len(terms) > 0 {
		x = Any(terms...)
	}
	if g.Negated {
		return &Not{X: x}
	}
	return x
}

// Expr is the atom of a row, in a Not when the row is negated.
func (r Row) Expr() Expr {
	x := r.atom()
	switch constant, ok := x.(*Const); {
	case ok:
		return &Const{Value: constant.Value != r.Negated}
	case r.Negated:
		return &Not{X: x}
	}
	return x
}

func (r Row) atom() Expr {
	for fact, question := range factQuestion {
		if question == r.Question {
			return &Is{Fact: Fact(fact), Of: r.Of}
		}
	}
	for quantity, question := range quantityQuestion {
		if question == r.Question {
			return r.compare(Quantity(quantity))
		}
	}
	for quality, question := range qualityQuestion {
		if question == r.Question {
			return &OneOf{Quality: Quality(quality), Of: r.Of, Values: r.Values}
		}
	}
	return &Const{Value: true}
}

// compare takes from the row what the quantity asks for; the other blanks may hold what an earlier
// question left there.
func (r Row) compare(quantity Quantity) Expr {
	x := &Compare{Quantity: quantity, Op: r.Op}
	if quantity != PayGrade {
		x.Of = r.Of
	}
	if quantity == Count {
		x.Window = r.Window
	}
	if quantity.IsTime() {
		x.Duration = r.Duration
	} else {
		x.Number = r.Number
	}
	return x
}
