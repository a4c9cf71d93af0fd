package check

import (
	"fmt"
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// gapInQuietWeek finds hours that are not quiet though they look as if they were meant to be: quiet at that time of day on five
// days of the week or more, but not on this one; or an hour or less between two windows.
var gapInQuietWeek = criterion{
	RuleInfo: finding.RuleInfo{ID: "J210", Name: "gap_in_quiet_week", Class: "flooding", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		if s.m.Policy == nil || s.m.Policy.QuietHours == nil {
			return nil
		}
		gaps := quietGaps(s.m.Policy.QuietHours.Hours)
		if len(gaps) == 0 {
			return nil
		}
		first := gaps[0]
		f := finding.Finding{
			Targets: []journey.Ref{{Kind: journey.KindPolicy, ID: journey.PolicyID}}, Field: "quiet_hours.hours",
			Args: journey.Args{
				"Day": journey.Word("draw.weekday." + string(first.Day)), "From": clock(first.From), "Until": clock(first.Until), "Count": len(gaps),
			},
		}
		hours := append([]journey.Hours{}, s.m.Policy.QuietHours.Hours...)
		f.Fixes = []finding.Fix{{
			Message: "fix.close_quiet_gap", Args: journey.Args{"Day": f.Args["Day"], "From": f.Args["From"], "Until": f.Args["Until"], "Count": len(gaps)},
			Edit: fix.SetQuietHours{Hours: append(hours, gaps...)},
		}}
		return []finding.Finding{f}
	},
}

// minutesOfDay and the days of a week; quiet hours are compared minute by minute.
const (
	minutesOfDay = 24 * 60
	daysOfWeek   = 7
	// likeOthers is on how many days a time of day must be quiet to be missed on the others; shortGap how many minutes between two
	// windows are an oversight.
	likeOthers = 5
	shortGap   = 60
)

// quietGaps are the gaps of a week, from Monday on. A night is one gap, of the day it begins on as windows are; longer ones are cut at
// midnight.
func quietGaps(hours []journey.Hours) []journey.Hours {
	days := journey.Weekday("").Words()
	place := map[journey.Weekday]int{}
	for i, day := range days {
		place[journey.Weekday(day)] = i
	}
	const week = daysOfWeek * minutesOfDay
	var quiet, gap [week]bool
	for _, h := range hours {
		from, until := int(h.From)/60, (int(h.Until)+59)/60
		if h.Until <= h.From {
			until += minutesOfDay
		}
		for m := from; m < until; m++ {
			quiet[(place[h.Day]*minutesOfDay+m)%week] = true
		}
	}
	for t := range minutesOfDay {
		n := 0
		for d := range daysOfWeek {
			if quiet[d*minutesOfDay+t] {
				n++
			}
		}
		for d := range daysOfWeek {
			gap[d*minutesOfDay+t] = n >= likeOthers && !quiet[d*minutesOfDay+t]
		}
	}
	for m := range week { // short ones, which may be there every day
		if quiet[m] || !quiet[(m+week-1)%week] {
			continue
		}
		length := 0
		for length <= shortGap && !quiet[(m+length)%week] {
			length++
		}
		for i := 0; length <= shortGap && i < length; i++ {
			gap[(m+i)%week] = true
		}
	}
	var list []journey.Hours
	for d := range daysOfWeek {
		for t := 0; t < minutesOfDay; t++ {
			from := t
			for t < minutesOfDay && gap[d*minutesOfDay+t] {
				t++
			}
			if t > from {
				list = append(list, journey.Hours{Day: journey.Weekday(days[d]), From: journey.TimeOfDay(from * 60), Until: journey.TimeOfDay(t * 60)})
			}
		}
	}
	return overMidnight(list, place)
}

// overMidnight joins what is left of a night before and after midnight, where both together are less than a day.
func overMidnight(list []journey.Hours, place map[journey.Weekday]int) []journey.Hours {
	var morning []journey.Hours
	for i := range list {
		evening := &list[i]
		for _, h := range list {
			next := (place[evening.Day] + 1) % daysOfWeek
			if evening.Until == minutesOfDay*60 && place[h.Day] == next && h.From == 0 && h.Until < evening.From {
				evening.Until = h.Until
				morning = append(morning, h)
			}
		}
	}
	return slices.DeleteFunc(list, func(h journey.Hours) bool { return slices.Contains(morning, h) })
}

// clock writes a time of day.
func clock(t journey.TimeOfDay) string { return fmt.Sprintf("%02d:%02d", int(t)/3600, int(t)/60%60) }
