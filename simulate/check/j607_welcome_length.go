package check

import (
	"slices"
	"strconv"
	"strings"

	"rehearse/journey"
	"rehearse/journey/finding"
)

// fewestWords is below what a welcome e-mail says hardly anything.
const fewestWords = 50

// welcomeLength finds welcome e-mails that are much shorter or longer than good ones are, in any of their languages.
var welcomeLength = criterion{
	RuleInfo: finding.RuleInfo{ID: "J607", Name: "welcome_length", Class: "plan", Severity: finding.Information, Threshold: &finding.Threshold{Usual: 150, Min: 60, Max: 2000, Unit: finding.UnitCount}},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, step := range s.m.Steps {
			if step.Message == nil || step.Message.Role != journey.RoleWelcome || !s.goesBy(step.Message, journey.MediumEmail) {
				continue
			}
			f := finding.Finding{Targets: []journey.Ref{stepRef(step.ID)}, Args: journey.Args{"Step": s.name(step.ID), "Least": fewestWords, "Most": int(s.limit)}}
			var counts []string
			short := false
			for i, content := range step.Message.Contents {
				n := words(content.Body)
				if n == 0 || n >= fewestWords && n <= int(s.limit) {
					continue
				}
				if len(counts) == 0 {
					f.Field, f.Args["Count"], short = "message.contents."+strconv.Itoa(i)+".body", n, n < fewestWords
				}
				counts = append(counts, content.Language+" "+strconv.Itoa(n))
			}
			if len(counts) == 0 {
				continue
			}
			slices.Sort(counts)
			switch {
			case len(written(step.Message)) > 1:
				f.Message, f.Args["Counts"] = "finding.J607.message_languages", strings.Join(counts, ", ")
			case short:
				f.Message = "finding.J607.message_short"
			}
			list = append(list, f)
		}
		return list
	},
}
