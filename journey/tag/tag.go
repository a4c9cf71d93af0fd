// Package tag finds merge tags in the texts of messages: what mailing systems replace by something of the person.
package tag

import (
	"regexp"
	"strings"
	"unicode"
)

// form is what a tag looks like: {{first_name}}, {% if %}, ${name}, *|FNAME|*, %NAME%, %%name%%, [[name]], [first name],
// {имя}, <%= name %>, #NAME#.
var form = regexp.MustCompile(`\{\{[^{}]*\}\}|\{%[^{}]*%\}|\$\{[^{}]*\}|\*\|[^|]*\|\*|%%?[\p{L}_][\p{L}\d_.:]*%%?|\[\[[^\[\]]*\]\]|\[[^\[\]]*(?i:name|имя|имени)[^\[\]]*\]|\{[\p{L}_][\p{L}\d_. ]*\}|<%[^%]*%>|#[\p{Lu}_]{3,}#`)

// Has reports whether a text has a tag. Every tag has one of these signs, and most texts have none of them: looking for
// those is a hundred times quicker than the expression.
func Has(text string) bool { return strings.ContainsAny(text, "{%*[<#") && form.MatchString(text) }

// Replace puts something in the place of every tag.
func Replace(text, with string) string { return form.ReplaceAllString(text, with) }

// Piece is a part of a text: plain, or a tag.
type Piece struct {
	// Text is the part as it stands there.
	Text string
	// Name is what the tag asks for, in lower case with words joined by "_": "first_name"; "" for plain text.
	Name string
}

// Split cuts a text into its plain parts and tags, in order; together they are the text.
func Split(text string) []Piece {
	var list []Piece
	at := 0
	for _, place := range form.FindAllStringIndex(text, -1) {
		if place[0] > at {
			list = append(list, Piece{Text: text[at:place[0]]})
		}
		found := text[place[0]:place[1]]
		list = append(list, Piece{Text: found, Name: name(found)})
		at = place[1]
	}
	if at < len(text) {
		list = append(list, Piece{Text: text[at:]})
	}
	return list
}

// name is what is asked for inside of a tag: without brackets, filters and defaults.
func name(found string) string {
	inner := strings.TrimFunc(found, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' })
	inner, _, _ = strings.Cut(inner, "|")
	inner = strings.Join(strings.Fields(strings.ToLower(inner)), "_")
	if i := strings.LastIndexByte(inner, '.'); i >= 0 {
		inner = inner[i+1:] // {{ customer.first_name }}
	}
	if inner == "" {
		return "?"
	}
	return inner
}
