package text

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/journey/finding"
)

// Language is one the program speaks.
type Language struct {
	// Code is its BCP 47 tag; Name is what its speakers call it.
	Code, Name string
}

// Languages lists the languages the program speaks; the first is used when nothing else fits.
func Languages() []Language {
	return []Language{{"en", "English"}, {"ru", "Русский"}}
}

// Match chooses the language of the program that fits a wish such as "ru_RU.UTF-8" or "de" best.
func Match(wish string) string {
	wish, _, _ = strings.Cut(wish, ".")
	wish = strings.ReplaceAll(wish, "_", "-")
	tag, err := language.Parse(wish)
	if err != nil {
		return Languages()[0].Code
	}
	base, _ := tag.Base()
	for _, l := range Languages() {
		if l.Code == base.String() {
			return l.Code
		}
	}
	return Languages()[0].Code
}

// Speaks reports whether the program speaks the language of a wish.
func Speaks(wish string) bool {
	got := Match(wish)
	return got != Languages()[0].Code || strings.HasPrefix(strings.ToLower(wish), got)
}

// Printer speaks one language. It is safe for use by several goroutines.
type Printer struct {
	code      string
	localizer *i18n.Localizer
	ids       map[string]bool
}

var bundle = sync.OnceValue(loadBundle)

type loaded struct {
	bundle *i18n.Bundle
	ids    map[string]bool
}

// loadBundle reads the embedded sentences. They are part of the program, so a mistake in them is a
// mistake of the program and panics; a test reads them all.
func loadBundle() loaded {
	b := i18n.NewBundle(language.English)
	ids := map[string]bool{}
	for _, l := range Languages() {
		for _, file := range assets.TextFiles(l.Code) {
			messages, err := readMessages(file)
			if err != nil {
				panic(err)
			}
			if err := b.AddMessages(language.Make(l.Code), messages...); err != nil {
				panic(fmt.Errorf("%s: %w", file, err))
			}
			for _, m := range messages {
				ids[m.ID] = true
			}
		}
	}
	return loaded{b, ids}
}

func readMessages(file string) ([]*i18n.Message, error) {
	data, err := fs.ReadFile(assets.Texts(), file)
	if err != nil {
		return nil, err
	}
	var entries map[string]json.RawMessage
	if err := json.Unmarshal(data, &entries); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	messages := make([]*i18n.Message, 0, len(entries))
	for id, raw := range entries {
		m := &i18n.Message{ID: id}
		var plain string
		if json.Unmarshal(raw, &plain) == nil {
			m.Other = plain
		} else {
			var forms struct{ One, Few, Many, Other string }
			if err := json.Unmarshal(raw, &forms); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", file, id, err)
			}
			m.One, m.Few, m.Many, m.Other = forms.One, forms.Few, forms.Many, forms.Other
			if m.Other == "" {
				m.Other = m.Many
			}
		}
		messages = append(messages, m)
	}
	return messages, nil
}

// New returns the printer of a language; an unknown one falls back to English.
func New(code string) *Printer {
	code = Match(code)
	b := bundle()
	return &Printer{code: code, localizer: i18n.NewLocalizer(b.bundle, code), ids: b.ids}
}

// Code is the language's BCP 47 tag.
func (p *Printer) Code() string { return p.code }

// Has reports whether there is a sentence with this id.
func (p *Printer) Has(id string) bool { return p.ids[id] }

// T is the sentence with this id, filled with the arguments. Count chooses the plural form. An unknown
// id gives the id itself with its arguments, so that nothing said is lost; a test keeps ids known.
func (p *Printer) T(id string, args journey.Args) string {
	config := &i18n.LocalizeConfig{MessageID: id}
	data := make(map[string]any, len(args))
	for name, value := range args {
		data[name] = p.argument(value)
	}
	config.TemplateData = data
	if count, ok := args["Count"]; ok {
		config.PluralCount = whole(count)
		data["Count"] = p.argument(count)
		// go-i18n offers PluralCount to the template only when there is no data of our own.
		data["PluralCount"] = data["Count"]
	}
	s, err := p.localizer.Localize(config)
	if err != nil && s == "" {
		return journey.Problem{Code: id, Args: args}.Error()
	}
	return s
}

// argument writes an argument of a sentence the way the language does. A string that is a message id
// stays as it is: names of records are never looked up.
func (p *Printer) argument(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case int:
		return p.Int(int64(v))
	case int64:
		return p.Int(v)
	case int32:
		return p.Int(int64(v))
	case uint64:
		return p.Int(int64(v))
	case float64:
		return p.Number(v)
	case journey.Duration:
		return p.Duration(v)
	case finding.Percent:
		return p.Percent(float64(v))
	case journey.Date:
		if day, err := time.Parse(time.DateOnly, string(v)); err == nil {
			return p.Date(day)
		}
		return string(v)
	case finding.Measure:
		return p.Quantity(v.Value, v.Unit)
	case finding.Amount:
		return p.Money(v.Money, v.Currency)
	case finding.Names:
		return p.names(v)
	case finding.Rule:
		return v.In(p.Code())
	case journey.Word:
		return p.T(string(v), nil)
	case []string:
		return strings.Join(v, ", ")
	default:
		return fmt.Sprint(value)
	}
}

// mostNames are listed by name.
const mostNames = 4

// names lists names in quotes; those after the first few are only counted.
func (p *Printer) names(list finding.Names) string {
	var quoted []string
	for i, n := range list {
		if i == mostNames && len(list) > mostNames+1 { // "and 1 more" is longer than most names
			return p.T("text.and_more", journey.Args{"List": strings.Join(quoted, ", "), "Count": len(list) - i})
		}
		id, args := "text.quoted", journey.Args{"Name": n.Name}
		switch {
		case n.Name == "": // what there is only one of needs no name
			id = string(n.Part)
		case n.Part != "":
			id, args["Part"] = "text.quoted_part", n.Part
		}
		quoted = append(quoted, p.T(id, args))
	}
	return strings.Join(quoted, ", ")
}

func whole(count any) any {
	switch v := count.(type) {
	case int64:
		return int(v)
	case int32:
		return int(v)
	case uint64:
		return int(v)
	case float64:
		return int(v)
	default:
		return v
	}
}

// Problem is the sentence of a problem with its place before it: line and column of a text, name of
// the record's kind and its id, field.
func (p *Printer) Problem(problem journey.Problem) string {
	sentence := p.T(problem.Code, problem.Args)
	place := p.place(problem)
	if place == "" {
		return sentence
	}
	return p.T("text.placed", journey.Args{"Place": place, "Sentence": sentence})
}

func (p *Printer) place(problem journey.Problem) string {
	var parts []string
	if problem.Line > 0 {
		parts = append(parts, p.T("text.line", journey.Args{"Line": fmt.Sprint(problem.Line), "Column": fmt.Sprint(problem.Column)}))
	}
	if !problem.Record.IsZero() {
		if problem.Record.Kind == journey.KindSettings || problem.Record.Kind == journey.KindPolicy {
			parts = append(parts, p.T("text.kind."+string(problem.Record.Kind), nil))
		} else {
			parts = append(parts, p.T("text.kind."+string(problem.Record.Kind), nil)+" "+string(problem.Record.ID))
		}
	}
	if problem.Field != "" {
		parts = append(parts, problem.Field)
	}
	return strings.Join(parts, ", ")
}

// Error is the sentence of any error: problems in their own words, one a line; anything else in the
// words of whoever made it, introduced as unexpected.
func (p *Printer) Error(err error) string {
	switch e := err.(type) {
	case journey.Problem:
		return p.Problem(e)
	case *journey.Problem:
		return p.Problem(*e)
	case journey.Problems:
		lines := make([]string, len(e))
		for i, one := range e {
			lines[i] = p.Problem(one)
		}
		return strings.Join(lines, "\n")
	}
	if u, ok := err.(interface{ Unwrap() error }); ok && u.Unwrap() != nil {
		if known := u.Unwrap(); isProblem(known) {
			return p.Error(known)
		}
	}
	return p.T("text.unexpected", journey.Args{"Error": err.Error()})
}

func isProblem(err error) bool {
	for err != nil {
		switch err.(type) {
		case journey.Problem, *journey.Problem, journey.Problems:
			return true
		}
		u, ok := err.(interface{ Unwrap() error })
		if !ok {
			return false
		}
		err = u.Unwrap()
	}
	return false
}
