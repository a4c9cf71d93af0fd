package rule

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"rehearse/journey"
)

// Error is a fault in a rule's text. Code is the id of a message ("rule.unknown_event"), Args are its
// arguments; the sentence, which names the remedy, is in the language files. Codes that end in "_hint"
// carry a Suggestion: the name or keyword that was probably meant. The span is the place in the text
// as byte offsets, empty at the end when something is missing there.
type Error struct {
	Code string
	Args journey.Args
	Span
	// wants is the kind of name that was expected, and of the property whose value it is: for Complete.
	wants Kind
	of    string
}

// Error returns the code, the place and the arguments, for logs and tests.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s at %d-%d", e.Code, e.Start, e.End)
	for _, name := range slices.Sorted(maps.Keys(e.Args)) {
		fmt.Fprintf(&b, " %s=%v", name, e.Args[name])
	}
	return b.String()
}

// Problem returns the fault as a problem of the record and field that hold the rule; its Line and
// Column (in characters, from 1) are those inside the rule's text.
func (e *Error) Problem(record journey.Ref, field, text string) journey.Problem {
	start := min(e.Start, len(text))
	before := text[:start]
	lineStart := strings.LastIndexByte(before, '\n') + 1
	return journey.Problem{
		Code: e.Code, Args: e.Args, Record: record, Field: field,
		Line:   strings.Count(before, "\n") + 1,
		Column: len([]rune(before[lineStart:])) + 1,
	}
}

// Suggestion is what was probably meant, "" where there is no guess.
func (e *Error) Suggestion() string {
	s, _ := e.Args["Suggestion"].(string)
	return s
}

// unknown makes the fault of a word or name that does not exist, with a suggestion if there is one.
func unknown(code string, at Span, args journey.Args, suggestion string) *Error {
	if suggestion != "" {
		code += "_hint"
		args["Suggestion"] = suggestion
	}
	return &Error{Code: code, Args: args, Span: at}
}

// nearest returns the candidate closest to the word by edit distance, "" when none is close: at most
// one edit in three characters. Among equals the first wins.
func nearest(word string, candidates []string) string {
	best, bestDistance := "", len([]rune(word))/3+1
	folded := []rune(foldWord(word))
	for _, candidate := range candidates {
		if d := distance(folded, []rune(foldWord(candidate)), bestDistance); d < bestDistance {
			best, bestDistance = candidate, d
		}
	}
	return best
}

// distance is the number of insertions, deletions, replacements and swaps of neighbours that turn a
// into b (optimal string alignment), or limit when it is not below limit.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	var before []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next := make([]int, len(b)+1)
		next[0] = i
		for j := 1; j <= len(b); j++ {
			replace := row[j-1]
			if a[i-1] != b[j-1] {
				replace++
			}
			next[j] = min(replace, row[j]+1, next[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, row = row, next
	}
	return min(row[len(b)], limit)
}
