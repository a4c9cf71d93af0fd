package panel

import (
	"rehearse/journey"
	"rehearse/ui/review"
	"rehearse/ui/text"
)

// Name is what a record is called; one without a name is called by its kind.
func Name(p *text.Printer, r journey.Record) string { return review.Name(p, r) }

// Shorten cuts a text to so many characters, with an ellipsis when something is left out.
func Shorten(s string, most int) string {
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return s
}

// Sentence is a problem of a map in words, with the names of its records in place of their IDs and the
// name of the record it is about before it, if that is another one than shown.
func Sentence(p *text.Printer, m *journey.Map, problem journey.Problem, shown journey.Ref) string {
	if m == nil {
		return p.T(problem.Code, problem.Args)
	}
	ix := journey.NewIndex(m)
	args := make(journey.Args, len(problem.Args))
	for name, value := range problem.Args {
		args[name] = value
		if id, ok := value.(string); ok {
			if r := ix.Get(journey.ID(id)); r != nil {
				args[name] = Name(p, r)
			}
		}
	}
	sentence := p.T(problem.Code, args)
	if r := ix.Get(problem.Record.ID); r != nil && problem.Record != shown && !mentions(args, Name(p, r)) {
		return p.T("window.about", journey.Args{"Name": Name(p, r), "Sentence": sentence})
	}
	return sentence
}

func mentions(args journey.Args, name string) bool {
	for _, value := range args {
		if value == name {
			return true
		}
	}
	return false
}
