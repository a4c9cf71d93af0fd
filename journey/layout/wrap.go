package layout

import (
	"strings"
	"unicode/utf8"
)

const ellipsis = "…"

// Wrap breaks a text into at most so many lines of this width, at spaces where it can, inside a word
// where it must. What does not fit ends with an ellipsis. Line breaks of the text are kept.
func Wrap(text string, width, size float64, bold bool, lines int, measure Measurer) []string {
	if lines < 1 {
		return nil
	}
	var paragraphs, out []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		if words := strings.Join(strings.FieldsFunc(paragraph, breakable), " "); words != "" {
			paragraphs = append(paragraphs, words)
		}
	}
	for i, rest := range paragraphs {
		for rest != "" {
			if len(out) == lines {
				// More text than lines: the last line goes on as far as there is room, and says so.
				all := append([]string{out[lines-1], rest}, paragraphs[i+1:]...)
				out[lines-1] = Fit(strings.Join(all, " "), width, size, bold, measure)
				return out
			}
			var line string
			line, rest = breakLine(rest, width, size, bold, measure)
			out = append(out, line)
		}
	}
	return out
}

// breakable are the spaces at which a line may break; no-break spaces are letters.
func breakable(r rune) bool { return r == ' ' || r == '\t' || r == '\r' }

// breakLine takes the longest beginning that fits, and at least one letter.
func breakLine(text string, width, size float64, bold bool, measure Measurer) (line, rest string) {
	if measure.Width(text, size, bold) <= width {
		return text, ""
	}
	end := 0
	for at := 0; at < len(text); {
		next := strings.IndexByte(text[at:], ' ')
		stop := len(text)
		if next >= 0 {
			stop = at + next
		}
		if measure.Width(text[:stop], size, bold) > width {
			break
		}
		end, at = stop, stop+1
	}
	if end > 0 {
		return text[:end], strings.TrimLeft(text[end:], " ")
	}
	// One word longer than the line: break it between letters.
	cut := longestFit(text, width, size, bold, measure)
	if cut == 0 {
		_, cut = utf8.DecodeRuneInString(text)
	}
	return text[:cut], strings.TrimLeft(text[cut:], " ")
}

// Fit shortens one line to the width, with an ellipsis when something had to go.
func Fit(text string, width, size float64, bold bool, measure Measurer) string {
	if measure.Width(text, size, bold) <= width {
		return text
	}
	cut := longestFit(text, width-measure.Width(ellipsis, size, bold), size, bold, measure)
	return strings.TrimRight(text[:cut], " ,.;:–—-") + ellipsis
}

// longestFit is the number of bytes of the longest beginning that fits, found by halving.
func longestFit(text string, width, size float64, bold bool, measure Measurer) int {
	starts := make([]int, 0, len(text)+1)
	for i := range text {
		starts = append(starts, i)
	}
	starts = append(starts, len(text))
	low, high := 0, len(starts)-1
	for low < high {
		middle := (low + high + 1) / 2
		if measure.Width(text[:starts[middle]], size, bold) <= width {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return starts[low]
}
