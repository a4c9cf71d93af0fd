package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"rehearse/journey"
	"rehearse/journey/finding"
)

// callsToAction finds marketing e-mails with nothing to do in them, or with several things to choose from. Who is asked to
// answer or to call has something to do; letters with something to read may have many links.
var callsToAction = criterion{
	RuleInfo: finding.RuleInfo{ID: "J608", Name: "calls_to_action", Class: "plan", Severity: finding.Information, Threshold: &finding.Threshold{Usual: 1, Min: 1, Max: 20, Unit: finding.UnitCount}},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, step := range s.m.Steps {
			m := step.Message
			if m == nil || m.Class != journey.ClassMarketing || !s.goesBy(m, journey.MediumEmail) {
				continue
			}
			switch m.Role {
			case journey.RoleContent, journey.RoleFeedback, journey.RoleReceipt:
				continue
			}
			for i, content := range m.Contents {
				if strings.TrimSpace(content.Body) == "" {
					continue
				}
				f := finding.Finding{
					Targets: []journey.Ref{stepRef(step.ID)}, Field: "message.contents." + strconv.Itoa(i) + ".calls",
					Args: journey.Args{"Step": s.name(step.ID)},
				}
				calls := different(content.Calls)
				switch {
				case len(calls) == 0 && !deed.MatchString(content.Body):
				case len(calls) > int(s.limit):
					f.Message, f.Args["Count"], f.Args["Calls"] = "finding.J608.message_several", len(calls), calls
				default:
					continue
				}
				list = append(list, f)
				break // what is so in one language mostly is in the others: one letter, one finding
			}
		}
		return list
	},
}

// deed is something to do that stands in the text itself: a link, an answer, a call.
var deed = regexp.MustCompile(`(?i)https?:|www\.|\]\(|\{[^{}]*(link|url|button|ссылк|кнопк)[^{}]*\}|\breply\b|\banswer\b|\bcall us\b|\bwrite to us\b|ответьте|отвечайте|позвоните|звоните|напишите|пишите|\S@\S+\.\S`)

// different are the calls to action that are not the same twice, without the way out.
func different(calls []string) finding.Names {
	var list finding.Names
	var seen []string
	for _, call := range calls {
		plain := strings.ToLower(strings.Trim(strings.TrimSpace(call), " .!→»«\"“”"))
		if plain == "" || slices.Contains(seen, plain) || strings.Contains(plain, "unsubscribe") || strings.Contains(plain, "отпис") {
			continue
		}
		seen = append(seen, plain)
		list = append(list, finding.Name{Name: strings.TrimSpace(call)})
	}
	return list
}
