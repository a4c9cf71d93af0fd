package phrase

import (
	"strconv"
	"strings"

	"rehearse/journey"
	"rehearse/journey/rule"
	"rehearse/ui/text"
)

// Rule is what a rule means, as part of a sentence. Names are those of the vocabulary where it knows them.
func Rule(p *text.Printer, v *rule.Vocabulary, x rule.Expr) string {
	return speaker{p, v}.group(rule.FormOf(x), true)
}

// Rows is what each part of a rule means that must hold, for a list; a rule of alternatives is one part.
func Rows(p *text.Printer, v *rule.Vocabulary, x rule.Expr) []string {
	s, g := speaker{p, v}, rule.FormOf(x)
	if g.Any || g.Negated {
		return []string{s.group(g, true)}
	}
	var list []string
	for _, part := range g.Parts {
		list = append(list, s.part(part))
	}
	return list
}

// Row is what one row of a form means.
func Row(p *text.Printer, v *rule.Vocabulary, r rule.Row) string { return speaker{p, v}.row(r) }

// Op is the sign of a row in words: "less than"; negated rows take in also whoever has no value.
func Op(p *text.Printer, q rule.Question, op rule.Op, negated bool) string {
	id := "phrase.op."
	if q.ID == "pay_grade" {
		id = "phrase.grade."
	}
	id += opName[op]
	if negated {
		return p.T("phrase.op.negated", journey.Args{"Op": p.T(id, nil)})
	}
	return p.T(id, nil)
}

// opName are the signs as parts of message ids.
var opName = [...]string{"equal", "not_equal", "less", "less_or_equal", "greater", "greater_or_equal"}

type speaker struct {
	text       *text.Printer
	vocabulary *rule.Vocabulary
}

// group joins its parts; inside another group it stands in parentheses.
func (s speaker) group(g rule.Group, outermost bool) string {
	var parts []string
	for _, part := range g.Parts {
		parts = append(parts, s.part(part))
	}
	joint := "phrase.and"
	if g.Any {
		joint = "phrase.or"
	}
	words := strings.Join(parts, s.text.T(joint, nil))
	switch {
	case g.Negated:
		return s.text.T("phrase.not", journey.Args{"Rule": words})
	case !outermost && len(parts) > 1:
		return "(" + words + ")"
	}
	return words
}

func (s speaker) part(p rule.Part) string {
	if p.Row != nil {
		return s.row(*p.Row)
	}
	return s.group(*p.Group, false)
}

func (s speaker) row(r rule.Row) string {
	q, _ := r.Question.Find()
	args := journey.Args{"Of": s.of(r.Of), "Op": Op(s.text, q, r.Op, false)}
	id := "phrase.rule." + string(q.ID)
	switch q.Value {
	case rule.AskNames:
		args["Values"] = s.values(r.Values)
	case rule.AskDuration:
		args["Time"], args["Ago"] = Duration(s.text, r.Duration), s.timed("phrase.ago.", r.Duration)
	case rule.AskWhole:
		return s.count(r, args)
	case rule.AskNumber:
		args["Number"] = s.number(r.Number)
	case rule.AskLevel:
		args["Number"] = s.number(r.Number)
	case rule.AskGrade:
		args["Number"] = string(rune('A' + int(r.Number) - 1))
	}
	if (q.ID == "score" || q.ID == "interest") && r.Of.Name == "" {
		id += ".first"
	}
	if r.Negated {
		if not := id + ".not"; s.text.Has(not) {
			return s.text.T(not, args)
		}
		return s.text.T("phrase.not", journey.Args{"Rule": s.text.T(id, args)})
	}
	return s.text.T(id, args)
}

// count says how often something happened: never and at all have words of their own.
func (s speaker) count(r rule.Row, args journey.Args) string {
	args["When"] = s.text.T("phrase.ever", nil)
	if r.Window != (rule.Duration{}) {
		args["When"] = s.timed("phrase.window.", r.Window)
	}
	op, n := r.Op, r.Number
	if r.Negated && op <= rule.GreaterOrEqual { // a count is never missing
		op = op.Negated()
	}
	switch {
	case op == rule.Equal && n == 0, op == rule.Less && n == 1, op == rule.LessOrEqual && n == 0:
		return s.text.T("phrase.rule.count.none", args)
	case op == rule.GreaterOrEqual && n == 1, op == rule.Greater && n == 0, op == rule.NotEqual && n == 0:
		return s.text.T("phrase.rule.count.some", args)
	}
	args["Op"] = s.text.T("phrase.op."+opName[op], nil)
	args["Count"] = int(n)
	return s.text.T("phrase.rule.count", args)
}

// of names what a row is about.
func (s speaker) of(r rule.Ref) string { return Subject(s.text, s.vocabulary, r) }

// Subject names what a row is about: a record by its name, what happens to messages in words.
func Subject(p *text.Printer, v *rule.Vocabulary, r rule.Ref) string {
	name := p.T("text.quoted", journey.Args{"Name": v.Called(r)})
	if !r.Kind.IsMessageEvent() {
		return name
	}
	id := [...]string{"phrase.received", "phrase.opened", "phrase.clicked"}[r.Kind-rule.ReceivedMessage]
	if r.Name == "" {
		return p.T(id+"_any", nil)
	}
	return p.T(id, journey.Args{"Name": name})
}

func (s speaker) values(list []rule.Ref) string {
	names := make([]string, len(list))
	for i, r := range list {
		switch r.Kind {
		case rule.LanguageName, rule.GradeName:
			names[i] = r.Name
		default:
			names[i] = s.text.T("text.quoted", journey.Args{"Name": s.vocabulary.Called(r)})
		}
	}
	if last := len(names) - 1; last > 0 {
		return strings.Join(names[:last], ", ") + s.text.T("phrase.or_short", nil) + names[last]
	}
	return strings.Join(names, "")
}

func (s speaker) number(n float64) string {
	return strings.Replace(strconv.FormatFloat(n, 'f', -1, 64), ".", s.text.T("step.decimal", nil), 1)
}

// timed is a length of time in a phrase; it keeps the unit as it was written: 14 days are not 2 weeks.
func (s speaker) timed(phrase string, d rule.Duration) string {
	return s.text.T(phrase+unitName[d.Unit], journey.Args{"Count": int(d.N)})
}

// Window is how far back is looked: "within the last 30 days".
func Window(p *text.Printer, d rule.Duration) string {
	return speaker{text: p}.timed("phrase.window.", d)
}

// Duration is a length of time with its unit in words: "30 days".
func Duration(p *text.Printer, d rule.Duration) string {
	return p.T("phrase.unit."+unitName[d.Unit], journey.Args{"Count": int(d.N)})
}

// unitName are the units as parts of message ids.
var unitName = [...]string{"second", "minute", "hour", "day", "week"}
