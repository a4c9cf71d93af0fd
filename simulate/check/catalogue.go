package check

import (
	"cmp"
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate"
)

// criterion is one entry of the catalogue. find gets the study with limit set to the rule's threshold; a measured rule is
// asked only when there is a result.
type criterion struct {
	finding.RuleInfo
	find func(*study) []finding.Finding
	// needs tells that there is what the rule looks at besides the map; nil: a measured rule needs a result.
	needs func(seen Seen) bool
}

// asked reports whether a rule can say anything about what was seen.
func (c criterion) asked(seen Seen) bool {
	if c.needs != nil {
		return c.needs(seen)
	}
	return !c.Measured || seen.Result != nil
}

// catalogue lists the rules in the order of their ids, which are never reused. The useless silence is apart: it looks at
// what the others found.
func catalogue() []criterion {
	return []criterion{
		// structure
		cannotRun, unreachableStep, deadEnd, weightsOverOne, loopWithoutTime, goalOutOfReach, forgottenPersona, ruleNeverHolds,
		eventNeverHappens, exitBeforeFirstMessage, peopleStopped, noGoal, decisionDelays, neverSet, forgottenPeople, goalForEverybody, repeatsOnce,
		// flooding and duplicates
		sameMessageTwice, sameMessagePossible, flooded, floodingPossible, afterTheGoal, twinScenarios, burstAfterQuietHours, leftAlone, reentryRepeats, gapInQuietWeek,
		receivesEverything, pressure,
		// audience
		segmentsOverlap, missingLanguage, unreachableByChannel, dislikedChannel, notMeantFor, offerExpires, segmentsGap, segmentsContradict,
		// load and cost
		agentsOverloaded, answerTargetMissed, costAboveValue,
		// assumptions
		guessCarries, staleSource, denominators, observedDisagrees,
		// plan and content
		tooManyAtOnce, tooManyScenarios, scenarioWithoutGoal, noOwner, changedSinceSignOff, missingTerm, welcomeLength, callsToAction, noPersonalisation,
		uselessThreshold, noText,
	}
}

// Seen is what the rules may look at besides the map.
type Seen struct {
	// Today is the day of the check, for rules about age; "" keeps them silent.
	Today journey.Date
	// Result is what a run of this map showed; nil keeps the measured rules silent.
	Result *simulate.Result
	// Sensitivity is how far the assumptions of this map move its goal; nil keeps the rule about guesses silent.
	Sensitivity *simulate.Sensitivity
	// Signed is what was agreed last; nil when nothing was.
	Signed *Signed
}

// Rules documents every rule.
func Rules() []finding.RuleInfo {
	var list []finding.RuleInfo
	for _, r := range catalogue() {
		list = append(list, r.RuleInfo)
	}
	list = append(list, uselessSilence)
	slices.SortFunc(list, func(a, b finding.RuleInfo) int { return cmp.Compare(a.ID, b.ID) })
	return list
}

// Rule documents the rule with this id; false when there is none.
func Rule(id string) (finding.RuleInfo, bool) {
	for _, info := range Rules() {
		if info.ID == id {
			return info, true
		}
	}
	return finding.RuleInfo{}, false
}

// Find applies the rules to a map and to what was seen of it, worst findings first; within a severity the rules keep
// their order. Silenced findings stay in the list, marked.
func Find(m *journey.Map, seen Seen) []finding.Finding {
	s := newStudy(m, seen)
	var all []finding.Finding
	for _, r := range catalogue() {
		if !r.asked(seen) {
			continue
		}
		one := *s
		one.limit = s.threshold(r.RuleInfo)
		all = append(all, filled(r.RuleInfo, r.find(&one))...)
	}
	silence(m, all)
	all = append(all, filled(uselessSilence, useless(s, all))...)
	slices.SortStableFunc(all, func(a, b finding.Finding) int { return cmp.Compare(rank(a.Severity), rank(b.Severity)) })
	return all
}

// times is how often a rule speaks of a study.
func times(s *study, id string) int {
	for _, r := range catalogue() {
		if r.ID == id {
			one := *s
			one.limit = s.threshold(r.RuleInfo)
			return len(r.find(&one))
		}
	}
	return 0
}

// filled gives findings what their rule knows.
func filled(r finding.RuleInfo, list []finding.Finding) []finding.Finding {
	for i := range list {
		list[i].Rule = r.ID
		if list[i].Severity == "" {
			list[i].Severity = r.Severity
		}
		if list[i].Message == "" {
			list[i].Message = "finding." + r.ID + ".message"
		}
	}
	return list
}

// silence marks what the map silences.
func silence(m *journey.Map, list []finding.Finding) {
	for i := range list {
		for _, s := range m.Silences {
			if list[i].SilencedBy(s) {
				list[i].Silenced = s.Reason
			}
		}
	}
}

func rank(s finding.Severity) int {
	switch s {
	case finding.Error:
		return 0
	case finding.Warning:
		return 1
	default:
		return 2
	}
}
