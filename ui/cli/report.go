package cli

import (
	"fmt"
	"strings"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/simulate"
	"rehearse/simulate/preset"
	"rehearse/ui/story"
)

// report prints a result for people: flow, goals, messages, touches, money.
func (s *session) report(m *journey.Map, r *simulate.Result) {
	fmt.Fprintln(s.Out, s.text.T("cli.report.title", journey.Args{
		"Map": r.Map, "Count": r.People, "Seed": fmt.Sprint(r.Spec.Seed), "Days": r.HorizonDays,
	}))
	s.reportChoice(m, r.Spec)
	s.reportSteps(m, r)
	s.reportMessages(m, r)
	s.reportAgents(m, r)
	s.reportGoals(m, r)
	s.reportMoney(m, r)
	s.reportTouches(m, r)
	s.reportSure(m, r)
}

// reportChoice says under whose rules it ran, when not the map's own, and which scenarios, when not all.
func (s *session) reportChoice(m *journey.Map, spec simulate.Spec) {
	if p := preset.Find(spec.Policy); p != nil {
		fmt.Fprintln(s.Out, "  "+s.text.T("cli.report.policy", journey.Args{"Name": p.Name, "Vendor": p.Vendor}))
	}
	if len(spec.Mute) > 0 {
		index := journey.NewIndex(m)
		names := make([]string, len(spec.Mute))
		for i, id := range spec.Mute {
			names[i] = nameOf(index, id)
		}
		fmt.Fprintln(s.Out, "  "+s.text.T("cli.report.muted", journey.Args{"Names": strings.Join(names, ", ")}))
	}
	if len(spec.Phases) > 0 {
		fmt.Fprintln(s.Out, "  "+s.text.T("cli.report.phases", journey.Args{"Phases": strings.Trim(fmt.Sprint(spec.Phases), "[]")}))
	}
	if len(spec.Statuses) > 0 {
		fmt.Fprintln(s.Out, "  "+s.text.T("cli.report.statuses", journey.Args{"Statuses": strings.Trim(fmt.Sprint(spec.Statuses), "[]")}))
	}
}

func (s *session) reportSteps(m *journey.Map, r *simulate.Result) {
	t := table{head: s.words("cli.report.step", "cli.report.people", "cli.report.of_entry", "cli.report.went_on", "cli.report.dropped", "cli.report.ended", "cli.report.in_progress")}
	for _, row := range r.Steps {
		step := m.Step(row.Step)
		if step == nil || !step.Kind.Simulated() {
			continue
		}
		k := row.Tokens
		ended := k.Completed + k.AtGoal + k.Exited + k.Withdrawn + k.Stopped
		t.add(s.stepName(m, step), s.text.Int(row.People), s.text.Percent(row.FromEntry.Share),
			s.text.Int(k.WentOn), s.text.Int(k.Dropped), s.text.Int(ended), s.text.Int(k.InProgress))
	}
	s.section("cli.report.flow")
	t.print(s.Out, s.Columns)
}

func (s *session) reportMessages(m *journey.Map, r *simulate.Result) {
	t := table{head: s.words("cli.report.message", "cli.report.wanted", "cli.report.sent", "cli.report.delivered", "cli.report.opened", "cli.report.clicked", "cli.report.unsubscribed", "cli.report.attributed")}
	for _, row := range r.Messages {
		name := string(row.Step)
		if step := m.Step(row.Step); step != nil {
			name = s.stepName(m, step)
		}
		if channel := m.Channel(row.Channel); channel != nil {
			name += " · " + channel.Name
		}
		opened := s.counted(row.Opened, row.OpenRate)
		if channel := m.Channel(row.Channel); channel != nil && channel.OpensUnmeasured {
			opened = "–"
		}
		t.add(name, s.text.Int(row.Wanted), s.text.Int(row.Sent), s.text.Int(row.Delivered),
			opened, s.counted(row.Clicked, row.ClickRate), s.text.Int(row.Unsubscribed), s.text.Int(row.Attributed))
	}
	if len(t.rows) == 0 {
		return
	}
	s.section("cli.report.messages")
	t.print(s.Out, s.Columns)
	caps := story.Caps(s.text, m, r.Spec.Policy)
	for _, row := range r.Messages {
		if len(row.Refused) == 0 {
			continue
		}
		parts := make([]string, len(row.Refused))
		for i, reason := range row.Refused {
			parts[i] = s.reasonUnder(caps, reason.Reason) + " " + s.text.Int(reason.Count)
		}
		name := string(row.Step)
		if step := m.Step(row.Step); step != nil {
			name = s.stepName(m, step)
		}
		fmt.Fprintln(s.Out, "  "+s.text.T("cli.report.not_sent", journey.Args{"Message": name, "Reasons": strings.Join(parts, ", ")}))
	}
}

func (s *session) counted(n int64, share simulate.Share) string {
	return s.text.Int(n) + " (" + s.text.Percent(share.Share) + ")"
}

func (s *session) section(id string) { fmt.Fprintf(s.Out, "\n%s\n", s.text.T(id, nil)) }

func (s *session) words(ids ...string) []string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = s.text.T(id, nil)
	}
	return all
}

// reasonUnder says why something was not sent; a cap's code carries the cap's ID.
func (s *session) reasonUnder(caps []journey.Cap, code string) string {
	if cap, ok := strings.CutPrefix(code, "cap:"); ok {
		return s.text.T("cli.reason.cap", journey.Args{"Cap": story.CapName(caps, journey.ID(cap))})
	}
	return s.reason(code)
}

// reason says why something did not happen, other than by a cap.
func (s *session) reason(code string) string { return s.word("cli.reason."+code, code) }

// word is the sentence with this id, or the word itself where the language has none.
func (s *session) word(id, otherwise string) string {
	if s.text.Has(id) {
		return s.text.T(id, nil)
	}
	return otherwise
}

// stepName is what a person reads for a step.
func (s *session) stepName(m *journey.Map, step *journey.Step) string {
	return draw.StepName(s.text, step, m)
}
