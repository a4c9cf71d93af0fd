package rule

import (
	"slices"
	"strings"

	"rehearse/journey"
)

// Suggestion is a way to go on with a text: Text replaces the bytes from Start to End.
type Suggestion struct {
	Text string
	Span
	// Name is set where Text is a name in quotes: what it stands for. Its Kind is Unresolved otherwise.
	Name Ref
}

// Complete lists what can stand at a place of a text (a byte offset), given what is typed of it so far:
// names of the map, keywords, signs, usual durations. Keywords come in lang, or in the language that was begun. The text before
// the place must be right so far; else there is nothing to suggest.
func Complete(text string, at int, vocabulary *Vocabulary, lang Lang) []Suggestion {
	at = min(max(at, 0), len(text))
	place, typed := begun(text, at)
	_, err := Parse(text[:place.Start])
	c := &completer{vocabulary: vocabulary, lang: lang, place: place, typed: foldWord(typed)}
	if before, fault := scan(text[:place.Start]); fault == nil && len(before) > 1 {
		c.before = before[:len(before)-1]
	}
	switch {
	case err == nil:
		c.afterCondition()
	case err.End < place.Start && err.Code != "rule.unclosed_parenthesis" && err.Code != "rule.duration_without_unit":
		return nil
	default:
		c.missing(err)
	}
	return c.found
}

// begun finds the word or name that is being typed at a place: what to replace, and what is typed.
func begun(text string, at int) (Span, string) {
	place := Span{at, at}
	tokens, err := scan(text[:at])
	switch {
	case err != nil && err.Code == "rule.unclosed_name":
		place.Start = err.Start
	case err == nil && len(tokens) > 1:
		if last := tokens[len(tokens)-2]; last.End == at && last.kind == tokenWord {
			place.Start = last.Start
		}
	}
	typed := strings.TrimLeft(text[place.Start:at], `"'«“„`)
	if whole, err := scan(text); err == nil {
		for _, tok := range whole {
			if tok.Start == place.Start && tok.End > at && place.Start < at {
				place.End = tok.End
			}
		}
	}
	return place, typed
}

type completer struct {
	vocabulary *Vocabulary
	lang       Lang
	place      Span
	typed      string // folded
	before     []token
	found      []Suggestion
}

// previous is the keyword nearest before the place.
func (c *completer) previous() keyword {
	for _, tok := range slices.Backward(c.before) {
		if tok.keyword != notAKeyword {
			return tok.keyword
		}
	}
	return notAKeyword
}

// missing suggests what the parser missed.
func (c *completer) missing(err *Error) {
	switch strings.TrimSuffix(strings.TrimPrefix(err.Code, "rule."), "_at_end") {
	case "empty", "expected_condition":
		for _, row := range keywords {
			if row.keyword >= kwTrue && row.keyword != kwFalse || row.keyword == kwNot {
				c.keyword(row.keyword)
			}
		}
		c.signs("(")
	case "unclosed_parenthesis":
		c.afterCondition()
		c.signs(")")
	case "expected_open", "expected_list":
		c.signs("(")
	case "expected_close":
		c.signs(")")
	case "expected_name":
		c.names(err)
	case "expected_operator":
		signs := []string{"<", "<=", ">", ">=", "=", "!="}
		if k := c.previous(); k == kwLast || k == kwSince || k == kwUntil {
			signs = signs[:4]
		}
		c.signs(signs...)
	case "expected_choice_operator":
		c.choiceOperators()
		if c.previous() == kwPayGrade {
			c.signs("<", "<=", ">", ">=")
		}
	case "expected_duration":
		for _, d := range []Duration{{1, Hour}, {24, Hour}, {3, Day}, {7, Day}, {14, Day}, {30, Day}, {90, Day}} {
			f := formatter{lang: c.lang}
			f.duration(d)
			c.add(f.String(), Ref{})
		}
	case "duration_without_unit":
		for _, row := range units {
			c.word(row.english[0], row.russian[0])
		}
	case "expected_value":
		c.values(err.of)
	}
}

// afterCondition suggests what can follow a whole condition.
func (c *completer) afterCondition() {
	if of := c.propertyBefore(); of != nil {
		switch of.Type {
		case journey.PropertyChoice:
			c.choiceOperators()
			return
		case journey.PropertyNumber:
			c.signs("=", "!=", "<", "<=", ">", ">=")
			return
		}
	}
	c.keyword(kwAnd)
	c.keyword(kwOr)
}

// propertyBefore is the property when `property("name")` stands just before the place.
func (c *completer) propertyBefore() *Property {
	n := len(c.before)
	if n < 4 || c.before[n-4].keyword != kwProperty || c.before[n-2].kind != tokenName || c.before[n-1].kind != tokenClose {
		return nil
	}
	return c.propertyNamed(c.before[n-2].text)
}

func (c *completer) propertyNamed(name string) *Property {
	found := meant(name, []Kind{PropertyName}, c.vocabulary.names)
	if len(found) != 1 {
		return nil
	}
	return c.vocabulary.property(found[0].ID)
}

func (c *completer) choiceOperators() {
	c.signs("=", "!=")
	c.keyword(kwIn)
}

// values suggests what a property can be compared with.
func (c *completer) values(property string) {
	p := c.propertyNamed(property)
	switch {
	case p == nil:
	case p.Type == journey.PropertyChoice:
		c.choices(p)
	case p.Type == journey.PropertyYesNo:
		c.keyword(kwTrue)
		c.keyword(kwFalse)
	}
}

// names suggests the names that can stand where the parser missed one.
func (c *completer) names(err *Error) {
	kinds := []Kind{err.wants}
	switch {
	case err.wants == ChoiceName:
		if p := c.propertyNamed(err.of); p != nil {
			c.choices(p)
		}
		return
	case err.wants == Unresolved && c.previous() == kwSubscribed:
		kinds = subscribeKinds
	case err.wants == Unresolved:
		for _, p := range c.vocabulary.Properties {
			if p.Type == journey.PropertyDate {
				c.name(PropertyName, p.Name)
			}
		}
		kinds = []Kind{NamedDateName}
	case err.wants == EventName:
		for _, k := range messageKeyword {
			c.keyword(k)
		}
		kinds = eventKinds
	}
	addressed := c.previous() != kwChannel // people come by any channel
	for _, kind := range kinds {
		for _, name := range c.vocabulary.names(kind) {
			if kind == ChannelName && addressed && slices.Contains(c.vocabulary.EntryOnly, name.ID) {
				continue // nobody has an address there, nor subscribes to it
			}
			c.name(kind, name)
		}
	}
}

func (c *completer) choices(p *Property) {
	for _, choice := range p.Choices {
		c.name(ChoiceName, word(choice))
	}
}

// name suggests a name if it contains what is typed; the ID stands in for a name that several share.
func (c *completer) name(kind Kind, name Name) {
	if !strings.Contains(foldWord(name.Name), c.typed) {
		return
	}
	text := name.Name
	if kind != ChoiceName && len(meant(text, []Kind{kind}, c.vocabulary.names)) > 1 {
		text = name.ID
	}
	c.add(`"`+nameEscapes.Replace(text)+`"`, Ref{Kind: kind, ID: name.ID, Name: name.Name})
}

func (c *completer) keyword(k keyword) { c.word(k.spelling(English), k.spelling(Russian)) }

// word suggests a keyword or unit in the language asked for, or in the other if that was begun.
func (c *completer) word(english, russian string) {
	first, second := english, russian
	if c.lang == Russian {
		first, second = russian, english
	}
	switch {
	case strings.HasPrefix(foldWord(first), c.typed):
		c.add(first, Ref{})
	case strings.HasPrefix(foldWord(second), c.typed):
		c.add(second, Ref{})
	}
}

func (c *completer) signs(signs ...string) {
	for _, sign := range signs {
		if c.typed == "" {
			c.add(sign, Ref{})
		}
	}
}

func (c *completer) add(text string, name Ref) {
	c.found = append(c.found, Suggestion{Text: text, Span: c.place, Name: name})
}
