package rule

import "slices"

// Find is the question with this ID; false when there is none.
func (id QuestionID) Find() (Question, bool) {
	i := slices.IndexFunc(questions, func(q Question) bool { return q.ID == id })
	if i < 0 {
		return Question{}, false
	}
	return questions[i], true
}

// Subjects lists what a question can be about, in the order of the map: events, goals, then any message and each one,
// for what happens to messages. A name that several share is replaced by the ID, as a text must write it.
func (q Question) Subjects(v *Vocabulary) []Ref {
	var list []Ref
	if q.Optional && len(v.Scores) > 0 {
		list = append(list, Ref{Kind: ScoreName, ID: v.Scores[0].ID})
	}
	for _, kind := range q.Of {
		if kind.IsMessageEvent() && len(v.Messages) > 0 {
			list = append(list, Ref{Kind: kind})
		}
		for _, name := range v.names(kind) {
			if kind == PropertyName && string(v.property(name.ID).Type) != q.OfType {
				continue
			}
			if kind == ChannelName && slices.Contains(v.EntryOnly, name.ID) {
				continue // nobody has an address there, nor subscribes to it
			}
			list = append(list, v.ref(kind, name, q.Of))
		}
	}
	return list
}

// Choices lists what a row's Values can be; those of a choice property depend on which one the row is about.
func (q Question) Choices(v *Vocabulary, of Ref) []Ref {
	names := v.names(q.Values)
	if q.Values == ChoiceName {
		p := v.property(of.ID)
		if p == nil {
			return nil
		}
		names = nameOf(p.Choices, word)
	}
	list := make([]Ref, len(names))
	for i, name := range names {
		list[i] = v.ref(q.Values, name, nil)
	}
	return list
}

// ref is a name as a text must write it to be understood: the ID where several share the name.
func (v *Vocabulary) ref(kind Kind, name Name, among []Kind) Ref {
	r := Ref{Kind: kind, ID: name.ID, Name: name.Name}
	switch kind {
	case MarkName, LanguageName, ChoiceName, GradeName:
		return r
	}
	kinds := []Kind{kind}
	for _, shared := range [][]Kind{eventKinds, dateKinds, subscribeKinds} {
		if slices.Contains(shared, kind) && slices.Contains(among, shared[0]) {
			kinds = shared
		}
	}
	if len(meant(name.Name, kinds, v.names)) != 1 || name.Name == "" {
		r.Name = name.ID
	}
	return r
}

// Called is the name of what a reference of a rule stands for; the name in the rule when the map has no such thing.
func (v *Vocabulary) Called(r Ref) string {
	if r.ID != "" && r.Kind != ChoiceName && r.Kind != Unresolved {
		for _, name := range v.names(r.Kind) {
			if name.ID == r.ID && name.Name != "" {
				return name.Name
			}
		}
	}
	return r.Name
}

// Row is a new row that asks the question about the first thing the map offers; false when the map has nothing that it
// could be about. What it compares with is a number people begin at: 30 days, once, a score of 0.
func (q Question) Row(v *Vocabulary) (Row, bool) {
	r := Row{Question: q.ID, Duration: Duration{30, Day}, Number: 1}
	if len(q.Ops) > 0 {
		r.Op = q.Ops[0]
	}
	switch q.Value {
	case AskWhole, AskNumber, AskLevel:
		r.Op = GreaterOrEqual
	case AskGrade:
		r.Op, r.Number = LessOrEqual, 2
	}
	if len(q.Of) > 0 {
		subjects := q.Subjects(v)
		if len(subjects) == 0 {
			return Row{}, false
		}
		r.Of = subjects[0]
	}
	if q.Value == AskNames {
		choices := q.Choices(v, r.Of)
		if len(choices) == 0 {
			return Row{}, false
		}
		r.Values = choices[:1]
	}
	return r, true
}

// Asked is a row with another question: what both ask for stays.
func (r Row) Asked(q Question, v *Vocabulary) (Row, bool) {
	next, ok := q.Row(v)
	if !ok {
		return r, false
	}
	next.Negated = r.Negated
	if slices.ContainsFunc(q.Subjects(v), func(of Ref) bool { return of.same(r.Of) }) {
		next.Of = r.Of
	}
	was, known := r.Question.Find()
	if !known || was.Value != q.Value {
		return next, true
	}
	next.Number, next.Duration, next.Window = r.Number, r.Duration, r.Window
	if slices.Contains(q.Ops, r.Op) {
		next.Op = r.Op
	}
	return next, true
}

// LangOf tells in which language a text has its keywords: that of the first one; the usual one when there is none.
func LangOf(text string, usual Lang) Lang {
	tokens, _ := scan(text)
	for _, tok := range tokens {
		if tok.keyword == notAKeyword {
			continue
		}
		row := keywords[tok.keyword-1]
		if slices.ContainsFunc(row.russian, func(s string) bool { return foldWord(s) == foldWord(tok.text) }) {
			return Russian
		}
		return English
	}
	return usual
}

// Faults lists what is wrong with a row alone: a name that the map does not have (any more), a property of another type.
func (r Row) Faults(v *Vocabulary) []*Error {
	if r.Question == noQuestion {
		return nil
	}
	_, errs := Check(r.atom(), v)
	return errs
}

// Draft reads a rule as far as it goes: when it parses, the expression is there even if names are wrong, and the faults
// say which; what is wrong has no ID. A form shows such a rule so that another name can be chosen.
func Draft(text string, vocabulary *Vocabulary) (Expr, []*Error) {
	x, err := Parse(text)
	if err != nil {
		return nil, []*Error{err}
	}
	c := &checker{vocabulary: vocabulary}
	return c.expr(x), c.errors
}
