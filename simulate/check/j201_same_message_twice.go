package check

import (
	"cmp"
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/journey/alike"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/simulate"
)

// sameMessageTwice tells of people who got the same topic, or nearly the same text, from two scenarios, or the same text, within the
// duplicate window. Alike messages with one cause are one finding: scenarios that repeat each other, or one that sends the same text
// again. What a repeated entry repeats is another rule's; a message that may be repeated (repeat_ok) is nobody's.
var sameMessageTwice = criterion{
	RuleInfo: finding.RuleInfo{
		ID: "J201", Name: "same_message_twice", Class: "flooding", Severity: finding.Warning, Measured: true,
		Threshold: &finding.Threshold{Usual: 0.01, Min: 0, Max: 1, Unit: finding.UnitShare},
	},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, cause := range s.repeats("between", "within") {
			worst := s.worst(cause)
			f := finding.Finding{
				Targets: s.targetsOf(cause.Messages),
				Args: journey.Args{
					"A": s.name(worst.A), "B": s.name(worst.B), "Count": len(cause.Messages), "Share": finding.Percent(cause.People.Share), "People": cause.People.Num,
					"Window": s.duplicateWindow(), "Messages": s.steps(cause.Messages), "Pair": worst.People,
					"ScenarioA": s.sender(s.scenarioOf(worst.A)), "ScenarioB": s.sender(s.scenarioOf(worst.B)), "Alike": s.alikeBy(worst),
				},
				Numbers: []finding.Number{number("finding.number.got", cause.People, s.limit)},
				Witness: s.witnessOf(worst),
			}
			switch {
			case cause.How == "within":
				f.Message = "finding.J201.message_self"
				f.Fixes = append(s.skipRepeats(cause), s.merge(cause.Messages, s.hadForSure)...)
			case len(cause.Messages) == 2:
				f.Fixes = s.keepApart(cause)
				if a, b := s.subjects(worst); worst.Code == "near_content" && a != "" && b != "" {
					f.Message, f.Args["SubjectA"], f.Args["SubjectB"] = "finding.J201.message_near", a, b
				}
			default:
				f.Message = "finding.J201.message_several"
				f.Fixes = s.keepApart(cause)
			}
			list = append(list, f)
		}
		return list
	},
}

// alikeBy says in what two messages are alike: results count one offer with one topic.
func (s *study) alikeBy(p simulate.PairResult) journey.Word {
	if a, b := s.step(p.A).Message, s.step(p.B).Message; p.Code == "same_topic" && (a.Topic == "" || a.Topic != b.Topic) {
		return "finding.alike.offer"
	}
	return alikeWords[p.Code]
}

// alikeWords is what results call the ways to be alike, in words.
var alikeWords = map[string]journey.Word{
	"same_topic": "finding.alike.topic", "same_content": "finding.alike.text", "near_content": "finding.alike.near",
}

// worst is the pair of a cause that most people met; of what two messages have in common, the weightiest.
func (s *study) worst(cause simulate.RepeatResult) simulate.PairResult {
	worst := s.seen.Result.Pairs[cause.Pairs[0]]
	for _, code := range []string{"same_content", "near_content"} {
		for _, at := range cause.Pairs {
			if p := s.seen.Result.Pairs[at]; p.Code == code && p.A == worst.A && p.B == worst.B && p.People == worst.People {
				return p
			}
		}
	}
	return worst
}

// subjects are those of two messages in the first language in which they are nearly the same, if both are written.
func (s *study) subjects(pair simulate.PairResult) (a, b string) {
	for _, one := range s.step(pair.A).Message.Contents {
		for _, two := range s.step(pair.B).Message.Contents {
			if strings.EqualFold(one.Language, two.Language) && nearlySame(one, two) {
				return one.Subject, two.Subject
			}
		}
	}
	return "", ""
}

// nearlySame tells that readers take two contents for nearly the same, as the engine does.
func nearlySame(a, b journey.Content) bool {
	one, two := alike.ReadContent(a.Subject, a.Body), alike.ReadContent(b.Subject, b.Body)
	subjects, bodies := alike.Contents(one, two)
	return one.Key() != two.Key() && (subjects.Degree != alike.Different || bodies.Degree != alike.Different)
}

// repeats are the causes of repetition that hit enough people to speak of, the worst first.
func (s *study) repeats(how ...string) []simulate.RepeatResult {
	var list []simulate.RepeatResult
	for _, cause := range s.seen.Result.Repeats {
		if slices.Contains(how, cause.How) && cause.People.Num > 0 && cause.People.Share >= s.limit && s.allThere(cause.Messages) {
			list = append(list, cause)
		}
	}
	slices.SortStableFunc(list, func(a, b simulate.RepeatResult) int { return cmp.Compare(b.People.Share, a.People.Share) })
	return list
}

// allThere tells that the messages of a result are still messages of the map, and none of them may be repeated.
func (s *study) allThere(messages []journey.ID) bool {
	return !slices.ContainsFunc(messages, func(id journey.ID) bool {
		step := s.step(id)
		return step == nil || step.Message == nil || step.Message.RepeatOK
	})
}

func (s *study) targetsOf(messages []journey.ID) []journey.Ref {
	var list []journey.Ref
	for _, id := range messages {
		list = append(list, stepRef(id))
	}
	return list
}

func (s *study) scenarioOf(message journey.ID) journey.ID {
	if step := s.step(message); step != nil {
		return step.Scenario
	}
	return ""
}

// witnessOf is somebody who got both messages of a pair.
func (s *study) witnessOf(pair simulate.PairResult) any {
	code := pair.Code
	if pair.How == "again" {
		code = "entered_again"
	}
	return witness(s.seen.Result, code, pair.A, pair.B)
}

// keepApart offers what keeps the messages of two or more scenarios from repeating each other.
func (s *study) keepApart(cause simulate.RepeatResult) []finding.Fix {
	var list []finding.Fix
	if topic := s.onlyTopic(cause); topic != "" {
		list = append(list, finding.Fix{
			Message: "fix.cap_topic", Args: journey.Args{"Topic": s.name(topic), "Window": s.duplicateWindow()},
			Edit: fix.AddCap{Max: 1, Window: journey.CapRolling, Length: s.duplicateWindow(), Hit: journey.CapSkip, Topics: []journey.ID{topic}},
		})
	}
	if first, then := s.order(cause); then != "" {
		var messages []journey.ID
		for _, id := range cause.Messages {
			if s.scenarioOf(id) == first {
				messages = append(messages, id)
			}
		}
		list = append(list, finding.Fix{
			Message: "fix.exclude_receivers",
			Args:    journey.Args{"Scenario": s.name(then), "Messages": s.steps(messages).Plain(), "Window": s.duplicateWindow()},
			Edit:    fix.Exclude{Scenario: then, Messages: messages, Within: s.duplicateWindow(), Name: s.name(then) + " − " + s.senderName(first)},
		})
	}
	list = append(list, s.skipRepeats(cause)...)
	list = append(list, s.merge(cause.Messages, s.hadIn(cause))...)
	if ways := s.ways(); ways != nil && len(cause.Messages) == 2 {
		if p, ok := ways.Pair(cause.Messages[0], cause.Messages[1]); ok {
			list = append(list, s.moveApart(p)...)
		}
	}
	return list
}

// skipRepeats offers to let people pass by a message when they have had one like it.
func (s *study) skipRepeats(cause simulate.RepeatResult) []finding.Fix {
	return s.skipAlike(cause.Messages)
}

func (s *study) skipAlike(messages []journey.ID) []finding.Fix {
	message := "fix.skip_repeats"
	if len(messages) > 3 {
		message = "fix.skip_repeats_of"
	}
	return []finding.Fix{{
		Message: message, Args: journey.Args{"Messages": s.steps(messages).Plain(), "Count": len(messages), "Window": s.duplicateWindow()},
		Edit: fix.SkipRepeats{Messages: messages, Within: s.duplicateWindow()},
	}}
}

// senderName is a scenario's name; the main flow has none.
func (s *study) senderName(id journey.ID) string {
	if id == "" {
		return s.m.Settings.Name
	}
	return s.name(id)
}

// onlyTopic is the one topic of a cause, when a cap for it holds nothing back but the repetition: no scenario has two messages
// about it, and none of them goes past caps.
func (s *study) onlyTopic(cause simulate.RepeatResult) journey.ID {
	topic := s.step(cause.Messages[0]).Message.Topic
	for _, at := range cause.Pairs {
		a, b := s.step(s.seen.Result.Pairs[at].A), s.step(s.seen.Result.Pairs[at].B)
		if a.Message.Topic != topic || b.Message.Topic != topic {
			return ""
		}
	}
	seen := map[journey.ID]bool{}
	for _, step := range s.m.Steps {
		if step.Message == nil || step.Message.Topic != topic {
			continue
		}
		if seen[step.Scenario] || step.Message.Class == journey.ClassTransactional {
			return ""
		}
		seen[step.Scenario] = true
	}
	return topic
}

// order tells which of two scenarios comes first for everybody; "" when there are more than two, or it differs.
func (s *study) order(cause simulate.RepeatResult) (first, then journey.ID) {
	if len(cause.Scenarios) != 2 {
		return "", ""
	}
	var people, firsts int64
	for _, at := range cause.Pairs {
		p := s.seen.Result.Pairs[at]
		people += p.People
		if n := p.AFirst; s.scenarioOf(p.A) == cause.Scenarios[0] {
			firsts += n
		} else {
			firsts += p.People - n
		}
	}
	switch {
	case firsts == people:
		return cause.Scenarios[0], cause.Scenarios[1]
	case firsts == 0 && cause.Scenarios[0] != "":
		return cause.Scenarios[1], cause.Scenarios[0]
	}
	return "", ""
}

func (s *study) duplicateWindow() journey.Duration { return s.m.Policy.RepeatsWithin() }

// number is a share as a finding shows it.
func number(name string, share simulate.Share, threshold float64) finding.Number {
	n := finding.Number{Name: name, Value: share.Share, Unit: finding.UnitShare, Threshold: threshold, Per: share.Per}
	if !share.Unsure() {
		n.Interval = &finding.Interval{Low: share.Low, High: share.High, Of: finding.Luck}
	}
	return n
}
