package cli

import (
	"fmt"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/ui/story"
)

// tell prints a story, a moment a line, day by day on the person's clock. policy is the preset the run was under.
func (s *session) tell(m *journey.Map, policy string, told *simulate.Story) {
	tale := story.Tell(s.text, m, policy, told)
	fmt.Fprintln(s.Out, tale.Title)
	if len(tale.Past) > 0 {
		fmt.Fprintln(s.Out)
	}
	for _, line := range tale.Past {
		fmt.Fprintln(s.Out, "  "+line)
	}
	day := ""
	for _, line := range tale.Lines {
		if line.Day != day {
			day = line.Day
			fmt.Fprintf(s.Out, "\n%s\n", day)
		}
		fmt.Fprintf(s.Out, "  %s  %s\n", line.Time, line.Words)
	}
}
