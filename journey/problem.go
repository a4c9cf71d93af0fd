package journey

import (
	"fmt"
	"sort"
	"strings"
)

// Args are the named arguments of a message. Values are strings, numbers, booleans or text
// marshalers; the message's sentence is elsewhere, in one file per language.
type Args map[string]any

// Problem is something a user can put right: a wrong field, a rule that does not parse, a file that
// is not ours. Code is the id of a message ("journey.share_out_of_range"); the sentence itself, which
// names the place and the remedy, is in the language files. Problem implements error; its Error is
// for logs and tests, never for users.
type Problem struct {
	Code string `json:"code"`
	Args Args   `json:"args,omitempty"`
	// Record is what the problem is about; zero when it is about the whole map or file.
	Record Ref `json:"record,omitzero"`
	// Field is the JSON path inside the record ("message.rates.opened.per"), "" for the whole record.
	Field string `json:"field,omitempty"`
	// Line and Column (from 1) place the problem in a text that was read; 0 when there is none.
	Line   int `json:"line,omitempty"`
	Column int `json:"column,omitempty"`
}

// Error returns the code with its arguments in a stable order.
func (p Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.Code)
	if !p.Record.IsZero() {
		fmt.Fprintf(&b, " %s/%s", p.Record.Kind, p.Record.ID)
	}
	if p.Field != "" {
		fmt.Fprintf(&b, " .%s", p.Field)
	}
	if p.Line > 0 {
		fmt.Fprintf(&b, " line %d:%d", p.Line, p.Column)
	}
	names := make([]string, 0, len(p.Args))
	for name := range p.Args {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Fprintf(&b, " %s=%v", name, p.Args[name])
	}
	return b.String()
}

// Problems is a list of problems that is an error when it is not empty.
type Problems []Problem

// Error lists every problem, one a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// OrNil returns the list as an error, or nil when it is empty.
func (ps Problems) OrNil() error {
	if len(ps) == 0 {
		return nil
	}
	return ps
}

// Word is an argument that is itself a message id: it is looked up in the user's language.
type Word string
