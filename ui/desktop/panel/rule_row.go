package panel

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/rule"
	"rehearse/ui/phrase"
)

// ruleRow is one condition: its question and the blanks it has.
type ruleRow struct {
	f       *ruleForm
	row     *rule.Row
	asked   rule.Question
	object  fyne.CanvasObject
	problem *widget.Label

	question, of, op, value, window *chooser
	number                          *entry
	cancel                          func()
}

// choosers are the blanks that are chosen, always in the same order; nil for those the row does not have.
func (r *ruleRow) choosers() [5]*chooser {
	return [5]*chooser{r.question, r.of, r.op, r.value, r.window}
}

func (f *ruleForm) newRow(row *rule.Row, remove func()) *ruleRow {
	r := &ruleRow{f: f, row: row, problem: newComplaint()}
	r.asked, _ = row.Question.Find()
	t := f.e.o.Text
	r.question = f.chooser(t.T("rule.form."+string(row.Question), nil), t.T("words.find_condition", nil), func(typed string) []Choice {
		return matching(f.questions(func(next rule.Row) { *row = next; f.changed() }, *row), typed)
	})
	blanks := []fyne.CanvasObject{framed(r.question)}
	weights := []float32{3}
	put := func(o fyne.CanvasObject, weight float32) {
		if c, ok := o.(*chooser); ok {
			o = framed(c)
		}
		blanks, weights = append(blanks, o), append(weights, weight)
	}
	if len(r.asked.Of) > 0 {
		put(r.subject(), 3)
	}
	put(r.operator(), 2)
	switch r.asked.Value {
	case rule.AskNames:
		put(r.names(), 4)
	case rule.AskDuration:
		put(r.duration(), 2)
	case rule.AskGrade, rule.AskLevel:
		put(r.level(), 1.2)
	case rule.AskWhole, rule.AskNumber:
		put(r.amount(), 1.2)
	}
	if r.asked.Windowed {
		put(r.within(), 2.2)
	}
	line := container.NewBorder(nil, nil, nil, f.tool(theme.DeleteIcon(), remove), container.New(shares{weights}, blanks...))
	r.object = container.New(layout.NewCustomPaddedVBoxLayout(2), line, r.problem)
	r.judge()
	return r
}

// key is where a number that was refused is kept: at the rule, by what the condition says without it.
func (r *ruleRow) key() draftKey {
	return draftKey{r.f.e.o.Of, r.f.e.o.Key + "#" + rule.Format(r.row.Expr(), rule.English)}
}

// judge says what is wrong with this row alone: a name the map does not have, a number that is none.
func (r *ruleRow) judge() {
	sentence := ""
	if refused, waiting := r.f.e.o.Drafts[r.key()]; waiting && r.number != nil {
		sentence = refused.sentence
	} else if faults := r.row.Faults(r.f.e.vocabulary); len(faults) > 0 {
		sentence = r.f.e.o.Text.T(faults[0].Code, faults[0].Args)
	}
	r.complain(sentence)
}

func (r *ruleRow) complain(sentence string) {
	r.problem.SetText(sentence)
	r.problem.Hidden = sentence == ""
	r.problem.Refresh()
}

// set changes the row and shows the form anew.
func (r *ruleRow) set(change func(*rule.Row)) func() {
	return func() {
		change(r.row)
		r.f.changed()
	}
}

// subject is what the row is about.
func (r *ruleRow) subject() fyne.CanvasObject {
	e := r.f.e
	show := func(of rule.Ref) string {
		if of.Kind == rule.ScoreName && of.Name == "" {
			return e.o.Text.T("words.first_score", nil)
		}
		return subjectTitle(e, of)
	}
	r.of = r.f.chooser(show(r.row.Of), e.o.Text.T("words.find_name", nil), func(typed string) []Choice {
		var list []Choice
		for _, of := range r.asked.Subjects(e.vocabulary) {
			list = append(list, Choice{Title: show(of), Detail: e.o.Text.T("words.kind."+kindName[of.Kind], nil), Do: r.set(func(row *rule.Row) {
				if row.Of.ID != of.ID && r.asked.Values == rule.ChoiceName {
					row.Values = r.asked.Choices(e.vocabulary, of)[:1] // the values of another property mean nothing for this one
				}
				row.Of = of
			})})
		}
		return matching(list, typed)
	})
	return r.of
}

// subjectTitle is the name of what a row is about, without quotes.
func subjectTitle(e *RuleEditor, of rule.Ref) string {
	if of.Kind.IsMessageEvent() {
		return phrase.Subject(e.o.Text, e.vocabulary, of)
	}
	return e.vocabulary.Called(of)
}

// kindName are kinds of names as parts of message ids.
var kindName = map[rule.Kind]string{
	rule.EventName: "event", rule.GoalName: "goal", rule.ChannelName: "channel", rule.TopicName: "topic", rule.PersonaName: "persona",
	rule.EntryName: "entry", rule.SegmentName: "segment", rule.PropertyName: "property", rule.NamedDateName: "date", rule.ScoreName: "score",
	rule.MarkName: "mark", rule.LanguageName: "language", rule.ChoiceName: "choice", rule.GradeName: "grade",
	rule.ReceivedMessage: "message", rule.OpenedMessage: "message", rule.ClickedMessage: "message",
}

// operator is the sign of a comparison, or whether a fact holds.
func (r *ruleRow) operator() fyne.CanvasObject {
	t := r.f.e.o.Text
	type sign struct {
		op      rule.Op
		negated bool
	}
	var signs []sign
	name := func(s sign) string {
		switch {
		case len(r.asked.Ops) > 0:
			return phrase.Op(t, r.asked, s.op, s.negated)
		case r.asked.Value == rule.AskNames && s.negated:
			return t.T("words.none_of", nil)
		case r.asked.Value == rule.AskNames:
			return t.T("words.one_of", nil)
		case s.negated:
			return t.T("words.no", nil)
		}
		return t.T("words.yes", nil)
	}
	for _, negated := range []bool{false, true} {
		if len(r.asked.Ops) == 0 {
			signs = append(signs, sign{r.row.Op, negated})
		}
		for _, op := range r.asked.Ops {
			// The negation of a sign differs from its opposite only where the value can be missing.
			if !negated || canMiss(r.asked) && op >= rule.Less {
				signs = append(signs, sign{op, negated})
			}
		}
	}
	r.op = r.f.chooser(name(sign{r.row.Op, r.row.Negated}), "", func(typed string) []Choice {
		var list []Choice
		for _, s := range signs {
			c := Choice{Title: name(s), Do: r.set(func(row *rule.Row) { row.Op, row.Negated = s.op, s.negated })}
			if s.negated && len(r.asked.Ops) > 0 {
				c.Detail = t.T("words.or_missing", nil)
			}
			list = append(list, c)
		}
		return matching(list, typed)
	})
	return r.op
}

// canMiss reports whether somebody may have no such value: what never happened has no last time.
func canMiss(q rule.Question) bool {
	return q.Value == rule.AskDuration || q.ID == "property_number"
}

// names are the values a choice is compared with; a click adds or takes one away, the last one stays.
func (r *ruleRow) names() fyne.CanvasObject {
	e := r.f.e
	show := func() string {
		names := make([]string, len(r.row.Values))
		for i, v := range r.row.Values {
			names[i] = e.vocabulary.Called(v)
		}
		return strings.Join(names, ", ")
	}
	r.value = r.f.chooser(show(), e.o.Text.T("words.find_values", nil), func(typed string) []Choice {
		var list []Choice
		offered := r.asked.Choices(e.vocabulary, r.row.Of)
		for _, gone := range r.row.Values { // names the map does not have (any more) can be taken away
			if gone.ID == "" {
				offered = append(offered, gone)
			}
		}
		for _, v := range offered {
			is := func(o rule.Ref) bool { return o.ID == v.ID && (v.ID != "" || o.Name == v.Name) }
			chosen := slices.ContainsFunc(r.row.Values, is)
			c := Choice{Title: e.vocabulary.Called(v), Do: r.set(func(row *rule.Row) {
				switch {
				case !chosen:
					row.Values = append(slices.Clone(row.Values), v)
				case len(row.Values) > 1:
					row.Values = slices.DeleteFunc(slices.Clone(row.Values), is)
				}
			})}
			if chosen {
				c.Icon, c.Detail = widget.NewIcon(theme.ConfirmIcon()), e.o.Text.T("words.chosen", nil)
			}
			list = append(list, c)
		}
		return matching(list, typed)
	})
	return r.value
}

// usualDurations are offered; any other is typed.
var usualDurations = []rule.Duration{{N: 1, Unit: rule.Hour}, {N: 24, Unit: rule.Hour}, {N: 3, Unit: rule.Day}, {N: 7, Unit: rule.Day}, {N: 14, Unit: rule.Day}, {N: 30, Unit: rule.Day}, {N: 90, Unit: rule.Day}}

func (r *ruleRow) durations(typed string, take func(*rule.Row, rule.Duration)) []Choice {
	t := r.f.e.o.Text
	var list []Choice
	if d, ok := rule.ParseDuration(typed); ok {
		list = append(list, Choice{Title: phrase.Duration(t, d), Do: r.set(func(row *rule.Row) { take(row, d) })})
	}
	var usual []Choice
	for _, d := range usualDurations {
		usual = append(usual, Choice{Title: phrase.Duration(t, d), Do: r.set(func(row *rule.Row) { take(row, d) })})
	}
	if n, err := strconv.ParseInt(strings.TrimSpace(typed), 10, 64); err == nil && len(list) == 0 { // a number waits for its unit
		for _, unit := range []rule.Unit{rule.Day, rule.Hour, rule.Week, rule.Minute} {
			d := rule.Duration{N: n, Unit: unit}
			if _, ok := rule.ParseDuration(strconv.FormatInt(n, 10) + [...]string{"s", "m", "h", "d", "w"}[unit]); ok {
				list = append(list, Choice{Title: phrase.Duration(t, d), Do: r.set(func(row *rule.Row) { take(row, d) })})
			}
		}
		return list
	}
	return append(list, matching(usual, typed)...)
}

// duration is the length of time a row compares with.
func (r *ruleRow) duration() fyne.CanvasObject {
	t := r.f.e.o.Text
	r.value = r.f.chooser(phrase.Duration(t, r.row.Duration), t.T("words.type_duration", nil), func(typed string) []Choice {
		return r.durations(typed, func(row *rule.Row, d rule.Duration) { row.Duration = d })
	})
	return r.value
}

// within is how far back is counted.
func (r *ruleRow) within() fyne.CanvasObject {
	t := r.f.e.o.Text
	shown := t.T("phrase.ever", nil)
	if r.row.Window != (rule.Duration{}) {
		shown = phrase.Window(t, r.row.Window)
	}
	r.window = r.f.chooser(shown, t.T("words.type_duration", nil), func(typed string) []Choice {
		list := r.durations(typed, func(row *rule.Row, d rule.Duration) { row.Window = d })
		ever := Choice{Title: t.T("phrase.ever", nil), Do: r.set(func(row *rule.Row) { row.Window = rule.Duration{} })}
		return append(matching([]Choice{ever}, typed), list...)
	})
	return r.window
}

// level is a pay grade or a level of interest.
func (r *ruleRow) level() fyne.CanvasObject {
	levels := []string{"A", "B", "C", "D", "E"}
	if r.asked.Value == rule.AskLevel {
		levels = []string{"1", "2", "3", "4"}
	}
	shown := ""
	if n := int(r.row.Number); n >= 1 && n <= len(levels) {
		shown = levels[n-1]
	}
	r.value = r.f.chooser(shown, "", func(typed string) []Choice {
		var list []Choice
		for i, word := range levels {
			list = append(list, Choice{Title: word, Do: r.set(func(row *rule.Row) { row.Number = float64(i + 1) })})
		}
		return matching(list, typed)
	})
	return r.value
}

// amount is a number that is typed; it is taken when typing rests, like every field.
func (r *ruleRow) amount() fyne.CanvasObject {
	e := r.f.e
	r.number = newEntry(false, func() { r.leave(); e.o.Left() }, r.restore)
	r.number.cover = newCover(r.number, e.scroll, e.o.Focus)
	r.number.command = func(s fyne.Shortcut) { r.leave(); e.o.Command(s) }
	r.number.SetText(r.written())
	if refused, waiting := r.f.e.o.Drafts[r.key()]; waiting {
		r.number.SetText(refused.text)
	}
	r.number.OnChanged = func(string) {
		if r.cancel != nil {
			r.cancel()
		}
		r.cancel = e.o.Later(r.leave)
	}
	r.number.OnSubmitted = func(string) { r.leave() }
	if e.o.ReadOnly {
		r.number.Disable()
	}
	return container.NewStack(r.number, r.number.cover)
}

// written is the number as people of the language write it.
func (r *ruleRow) written() string {
	return strings.Replace(strconv.FormatFloat(r.row.Number, 'f', -1, 64), ".", r.f.e.o.Text.T("step.decimal", nil), 1)
}

func (r *ruleRow) restore() {
	r.stop()
	delete(r.f.e.o.Drafts, r.key())
	r.number.SetText(r.written())
	r.stop()
	r.judge()
}

func (r *ruleRow) stop() {
	if r.cancel != nil {
		r.cancel()
		r.cancel = nil
	}
}

// leave takes the number that was typed, or says what is wrong with it.
func (r *ruleRow) leave() {
	r.stop()
	n, ok := ruleNumber(r.number.Text, r.asked)
	if !ok {
		id := "step.not_number"
		if r.asked.Value == rule.AskWhole {
			id = "step.not_whole"
		}
		sentence := r.f.e.o.Text.T(id, journey.Args{"Value": r.number.Text})
		r.complain(sentence)
		if r.f.e.o.Drafts != nil {
			r.f.e.o.Drafts[r.key()] = draft{r.number.Text, sentence}
		}
		return
	}
	delete(r.f.e.o.Drafts, r.key())
	r.judge()
	if n != r.row.Number {
		r.row.Number = n
		r.number.entered = r.number.Text
		r.f.e.takeForm()
	}
}

// shares lays objects side by side by weight.
type shares struct{ weights []float32 }

const sharesGap = 5

// Layout is part of fyne.Layout.
func (l shares) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	sum, x := float32(0), float32(0)
	for _, w := range l.weights {
		sum += w
	}
	room := size.Width - sharesGap*float32(len(objects)-1)
	for i, o := range objects {
		width := room * l.weights[i] / max(sum, 7) // a short row does not grow to the whole width
		o.Resize(fyne.NewSize(width, size.Height))
		o.Move(fyne.NewPos(x, 0))
		x += width + sharesGap
	}
}

// MinSize is part of fyne.Layout.
func (l shares) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		m := o.MinSize()
		s.Width += m.Width + sharesGap
		s.Height = max(s.Height, m.Height)
	}
	return s
}
