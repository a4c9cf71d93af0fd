package calendar

import (
	"fmt"
	"sort"
	"strings"
)

// Problem is something a user can put right: Code is the id of a message and Args are its arguments,
// ready to be taken over by a problem that also names the record and field. The sentences are in the
// language files (calendar.json).
type Problem struct {
	Code string
	Args map[string]any
}

// Error returns the code with its arguments in a stable order, for logs and tests.
func (p *Problem) Error() string {
	names := make([]string, 0, len(p.Args))
	for name := range p.Args {
		names = append(names, name)
	}
	sort.Strings(names)
	var b strings.Builder
	b.WriteString(p.Code)
	for _, name := range names {
		fmt.Fprintf(&b, " %s=%v", name, p.Args[name])
	}
	return b.String()
}
