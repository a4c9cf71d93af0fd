package simulate_test

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// Every way in which a valid map cannot be run is named, at its record, in both languages.
func TestWhatCannotRunIsNamed(t *testing.T) {
	t.Parallel()
	step := func(b *trial.Builder, id journey.ID) *journey.Step { return b.Map.Step(id) }
	for code, spoil := range map[string]func(b *trial.Builder){
		"program.weights_over_one": func(b *trial.Builder) { b.Weighted("first", "second", 0.7); b.Weighted("first", "w", 0.6) },
		"program.weights_not_one":  func(b *trial.Builder) { b.Weighted("w", "second", 0.5) },
		"program.mix_sum": func(b *trial.Builder) {
			b.Personas[0].Languages = []journey.Weighted{{Value: "en", Share: journey.Guess(0.5)}}
		},
		"program.persona_shares":         func(b *trial.Builder) { b.Personas[0].Share = journey.Guess(0.5) },
		"program.no_personas":            func(b *trial.Builder) { b.Personas = nil },
		"program.no_entry":               func(b *trial.Builder) { step(b, "in").Entry.People = 0 },
		"program.no_arrival_time":        func(b *trial.Builder) { step(b, "in").Entry.From = "2027-01-01" },
		"program.curve_without_date":     func(b *trial.Builder) { step(b, "in").Entry.Curve = []journey.DayShare{{DaysBefore: 1, Share: 1}} },
		"program.scenario_without_start": func(b *trial.Builder) { b.Scenarios[0].Start = "" },
		"program.trigger_of_nothing":     func(b *trial.Builder) { b.Scenarios[0].Trigger.Event = "" },
		"program.exit_of_nothing":        func(b *trial.Builder) { b.Scenarios[0].Exits = []journey.ExitCriterion{{}} },
		"program.law_without_length": func(b *trial.Builder) {
			b.Step("w2", "", &journey.Wait{For: journey.Law{Kind: journey.LawExponential, Value: journey.Hour}})
		},
		"program.entry_of_another_mode":    func(b *trial.Builder) { b.Step("in2", "", &journey.Entry{People: 5}) },
		"program.wait_for_nothing":         func(b *trial.Builder) { b.Step("w2", "", &journey.Wait{Kind: journey.WaitEvent}) },
		"program.no_channel":               func(b *trial.Builder) { step(b, "msg").Message.Channels = nil },
		"program.channel_not_for_messages": func(b *trial.Builder) { b.Channels[0].Use = journey.ChannelEntry },
		"program.bounces_over_one": func(b *trial.Builder) {
			b.Channels[0].Rates.HardBounce, b.Channels[0].Rates.SoftBounce = trial.Rate(0.6, "sent"), trial.Rate(0.6, "sent")
		},
		"program.opens_over_delivered": func(b *trial.Builder) {
			b.Channels[0].Rates.Opened, b.Channels[0].Rates.SoftBounce = trial.Rate(0.9, "sent"), trial.Rate(0.5, "sent")
		},
		"program.clicks_over_opens": func(b *trial.Builder) {
			b.Channels[0].Rates.Opened, b.Channels[0].Rates.Clicked = trial.Rate(0.1, "delivered"), trial.Rate(0.2, "delivered")
		},
		"program.unsubscribes_over_rest": func(b *trial.Builder) {
			b.Channels[0].Rates = journey.Rates{Opened: trial.Rate(1, "delivered"), Clicked: trial.Rate(0.9, "opened"), Unsubscribed: trial.Rate(0.5, "delivered")}
		},
		"program.click_per_unmeasured_open": func(b *trial.Builder) {
			b.Channels[0].OpensUnmeasured, b.Channels[0].Rates.Clicked = true, trial.Rate(0.2, "opened")
		},
		"program.response_per_unmeasured_open": func(b *trial.Builder) {
			b.Channels[0].OpensUnmeasured = true
			step(b, "msg").Message.Response = &journey.Response{Step: "second", Rate: *trial.Rate(0.1, "opened")}
		},
		"program.range_bounds": func(b *trial.Builder) {
			b.Properties = append(b.Properties, &journey.Property{ID: "n", Name: "n", Type: journey.PropertyNumber})
			b.Personas[0].Properties = []journey.PropertyMix{{Property: "n", High: 1e15}}
		},
		"program.trigger_two_dates": func(b *trial.Builder) {
			b.Properties = append(b.Properties, &journey.Property{ID: "d", Name: "d", Type: journey.PropertyDate})
			b.Scenarios[0].Trigger = journey.Trigger{Kind: journey.TriggerDate, Property: "d", Repeat: journey.RepeatMonthly}
		},
		"program.response_to_nothing": func(b *trial.Builder) {
			step(b, "msg").Message.Response = &journey.Response{Rate: *trial.Rate(0.1, "sent")}
		},
		"program.fork_weight": func(b *trial.Builder) {
			step(b, "w").Ports = []journey.PortOption{{Port: "out", Fork: true}}
			b.Weighted("w", "second", 1)
		},
		"program.change_of_nothing": func(b *trial.Builder) {
			b.Step("u", "", &journey.Update{Changes: []journey.Change{{Kind: journey.ChangeKnown}}})
		},
		"program.anchor_of_nothing": func(b *trial.Builder) {
			b.Step("w2", "", &journey.Wait{Kind: journey.WaitAnchor, Anchor: &journey.Anchor{Kind: journey.AnchorEvent}})
		},
		"rule.unknown_event": func(b *trial.Builder) { b.Scenarios[0].Exits = []journey.ExitCriterion{{Rule: `never("nothing")`}} },
		"calendar.unknown_zone": func(b *trial.Builder) {
			b.Personas[0].Zones = []journey.Weighted{{Value: "Europe/Berlinn", Share: journey.Guess(1)}}
		},
		"program.no_agents":       func(b *trial.Builder) { b.Step("help", "", &journey.Support{}) },
		"program.too_many_agents": func(b *trial.Builder) { b.Step("help", "", &journey.Support{Agents: 1, CasesAtOnce: 1_000_001}) },
		"program.past_mean": func(b *trial.Builder) {
			e := step(b, "in").Entry
			e.Mode, e.Base = journey.EntryBase, &journey.BasePeople{Messages: 1e9}
		},
		"program.outside_rate": func(b *trial.Builder) {
			b.Events[0].Source, b.Events[0].Outside = journey.EventOutside, &journey.OutsideEvent{
				PerDay: trial.Rate(300, ""), Multipliers: []journey.RuleFactor{{Rule: "true", Factor: 4}},
			}
		},
		"program.outside_of_nothing": func(b *trial.Builder) {
			b.Events[0].Source, b.Events[0].Outside = journey.EventOutside, &journey.OutsideEvent{}
		},
		"program.outside_factors": func(b *trial.Builder) {
			b.Events[0].Source, b.Events[0].Outside = journey.EventOutside, &journey.OutsideEvent{
				Dates: []journey.Date{"2026-01-07"}, Multipliers: []journey.RuleFactor{{Rule: "true", Factor: 4}},
			}
		},
		"program.cap_fallback": func(b *trial.Builder) {
			b.Channel("ads").Use = journey.ChannelEntry
			b.Policy.Caps = []journey.Cap{{ID: "c", Max: 1, Window: journey.CapDay, Hit: journey.CapChannel, Fallback: "ads"}}
		},
	} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			b := funnel(10, journey.Rates{})
			b.Wait("w", "", journey.Hour)
			b.Touch("second", "")
			spoil(b)
			_, problems := simulate.Compile(b.Done())
			i := slices.IndexFunc(problems, func(p journey.Problem) bool { return p.Code == code })
			if i < 0 {
				t.Fatalf("problems are %v", problems)
			}
			area, _, _ := strings.Cut(code, ".")
			for _, language := range []string{"en", "ru"} {
				if sentences(t, language, area)[code] == "" {
					t.Errorf("%s has no sentence in %s", code, language)
				}
			}
		})
	}
}

// sentences reads the texts of an area in a language.
func sentences(t *testing.T, language, area string) map[string]string {
	t.Helper()
	data, err := fs.ReadFile(assets.Texts(), "text/"+language+"/"+area+".json")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for id, text := range all {
		texts[id], _ = text.(string)
	}
	return texts
}

func TestRunReturnsProblemsAsAnError(t *testing.T) {
	t.Parallel()
	m := trial.New(3).Done()
	_, err := simulate.Run(context.Background(), m, simulate.Spec{}, nil)
	var problems journey.Problems
	if !errors.As(err, &problems) || len(problems) == 0 {
		t.Errorf("the error is %v", err)
	}
	b := trial.New(3)
	b.Cohort("in", 1)
	m = b.Done()
	for _, spec := range []simulate.Spec{{People: -1}, {People: simulate.MaxPeople + 1}, {MaxMemory: 1}, {Mute: []journey.ID{"nobody"}}} {
		if _, err := simulate.Run(context.Background(), m, spec, nil); !errors.As(err, &problems) {
			t.Errorf("%+v: the error is %v", spec, err)
		}
	}
	if _, err := simulate.Replay(context.Background(), m, simulate.Spec{}, simulate.PersonRef{Number: 2}); !errors.As(err, &problems) {
		t.Errorf("a person who is not there: %v", err)
	}
}
