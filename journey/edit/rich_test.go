package edit_test

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"rehearse/journey"
	"rehearse/journey/edit"
)

// richMap is a valid map with every kind of record and step, in which nearly everything refers to
// something.
func richMap(t testing.TB) *journey.Map {
	t.Helper()
	picture := sha256.Sum256([]byte("picture"))
	m := journey.New("Карта", "2026-11-22")
	low, high := 0.2, 0.4
	records := []journey.Record{
		&journey.Stage{ID: "aware", Name: "Aware"},
		&journey.Stage{ID: "buy", Name: "Buy"},
		&journey.Asset{ID: "face", Name: "Face", MediaType: "image/png", SHA256: hex.EncodeToString(picture[:]), Data: []byte("picture")},
		&journey.Persona{
			ID: "anna", Name: "Anna", Portrait: "face", LikedChannels: []journey.ID{"mail", "sms"},
			Share:      journey.Assumption{Use: "half"},
			Properties: []journey.PropertyMix{{Property: "city", Values: []journey.Weighted{{Value: "Рига", Share: journey.Guess(1)}}}},
			Channels:   []journey.Reach{{Channel: "mail", Known: journey.Guess(1), Allowed: journey.Guess(1)}},
		},
		&journey.Persona{ID: "boris", Name: "Boris", Share: journey.Guess(0.3)},
		&journey.Persona{ID: "vera", Name: "Vera", Share: journey.Guess(0.2)},
		&journey.Property{ID: "city", Name: "City", Choices: []string{"Рига"}},
		&journey.Event{ID: "ordered", Name: "Ordered"},
		&journey.Event{ID: "rain", Name: "Rain", Source: journey.EventOutside, Outside: &journey.OutsideEvent{
			Segment: "engaged", Multipliers: []journey.RuleFactor{{Rule: `count("Ordered", 90d) = 0`, Factor: 2}},
		}},
		&journey.Channel{ID: "mail", Name: "E-mail"},
		&journey.Channel{ID: "sms", Name: "SMS", Medium: journey.MediumSMS},
		&journey.AssumptionRecord{ID: "half", Name: "Half", Fact: journey.Assumption{
			Value: 0.3, Low: &low, High: &high, Source: "a study", Evidence: journey.EvidenceMeasured,
		}},
		&journey.Segment{ID: "engaged", Name: "Engaged", Rule: `never("Ordered")`},
		&journey.Segment{ID: "lost", Name: "Lost"},
		&journey.Topic{ID: "cart", Name: "Cart"},
		&journey.Offer{ID: "off10", Name: "10 %", Expires: &journey.Anchor{Kind: journey.AnchorNamedDate, Of: "sale"}},
		&journey.NamedDate{ID: "sale", Name: "Sale", Date: "2026-11-27"},
		&journey.Score{ID: "interest", Name: "Interest", Points: []journey.EventPoints{{Event: "ordered", Points: 5}, {Event: "bought", Points: 9}}},
		&journey.Scenario{
			ID: "reminders", Name: "Reminders", Trigger: journey.Trigger{Event: "ordered"}, Start: "letter", Segment: "engaged",
			Exits: []journey.ExitCriterion{{Event: "ordered"}, {Rule: `count("Ordered") > 0`}},
			Goal:  journey.Ref{Kind: journey.KindStep, ID: "bought"}, Personas: []journey.ID{"anna", "boris"},
		},
		&journey.Step{ID: "shop", Kind: journey.StepEntry, Name: "Shop", Stage: "aware", Entry: &journey.Entry{
			Channel: "mail", PerDay: journey.Guess(10), Before: "sale",
			Mix: []journey.Weighted{
				{Value: "anna", Share: journey.Guess(0.5)}, {Value: "boris", Share: journey.Guess(0.3)}, {Value: "vera", Share: journey.Guess(0.2)},
			},
			Base: &journey.BasePeople{
				Events:       []journey.PastEvent{{Event: "ordered", Mean: 1}},
				Score:        []journey.PastScore{{Score: "interest", Low: 1, High: 2}},
				Unsubscribed: []journey.Weighted{{Value: "sms", Share: journey.Guess(0.1)}},
			},
		}},
		&journey.Step{ID: "visit", Kind: journey.StepTouchpoint, Name: "Visit", Stage: "buy", Touchpoint: &journey.Touchpoint{
			Event: "ordered", Changes: []journey.Change{
				{Target: "city", Value: "Рига"}, {Kind: journey.ChangeScore, Target: "interest", Value: "3"}, {Kind: journey.ChangeMark, Value: "seen"},
			},
		}},
		&journey.Step{ID: "bought", Kind: journey.StepGoal, Name: "Bought", Goal: &journey.Goal{
			Event: "ordered", Deadline: &journey.Anchor{Kind: journey.AnchorNamedDate, Of: "sale"},
		}},
		&journey.Step{ID: "letter", Kind: journey.StepMessage, Name: "Letter", Scenario: "reminders", Message: &journey.Message{
			Channels: []journey.ID{"mail", "sms"}, Topic: "cart", Offer: "off10", Goal: journey.Ref{Kind: journey.KindEvent, ID: "ordered"},
			Response: &journey.Response{Step: "visit", Rate: journey.Assumption{Value: 0.1, Per: journey.PerSent}},
		}},
		&journey.Step{ID: "pause", Kind: journey.StepWait, Name: "Pause", Scenario: "reminders", Wait: &journey.Wait{
			Kind: journey.WaitEvent, Event: "bought", TimeOut: journey.Day,
		}},
		&journey.Step{ID: "fork", Kind: journey.StepBranch, Name: "Fork", Scenario: "reminders",
			Ports:  []journey.PortOption{{Port: "young", Fork: true}},
			Branch: &journey.Branch{Rules: []journey.BranchRule{{ID: "young", Rule: `never("Ordered")`}, {ID: "old"}}}},
		&journey.Step{ID: "coin", Kind: journey.StepSplit, Name: "Coin", Scenario: "reminders", Split: &journey.Split{
			Arms: []journey.SplitArm{{ID: "heads", Weight: journey.Guess(0.5)}, {ID: "tails", Weight: journey.Guess(0.5)}},
		}},
		&journey.Step{ID: "desk", Kind: journey.StepSupport, Name: "Desk", Support: &journey.Support{Channel: "sms", Agents: 2}},
		&journey.Step{ID: "ring", Kind: journey.StepCall, Name: "Ring", Call: &journey.Call{Channel: "sms"}},
		&journey.Step{ID: "mark", Kind: journey.StepUpdate, Name: "Mark", Update: &journey.Update{
			Changes: []journey.Change{{Kind: journey.ChangeSubscription, Target: "cart"}},
		}},
		&journey.Step{ID: "leave", Kind: journey.StepExit, Name: "Leave", Scenario: "reminders", Exit: &journey.Exit{}},
		&journey.Step{ID: "memo", Kind: journey.StepNote, Name: "Memo", Note: &journey.Note{Text: "Ёж"}},
		&journey.Step{ID: "box", Kind: journey.StepFrame, Name: "Box", Frame: &journey.Frame{Width: 9, Height: 9}},
		&journey.Link{ID: "l1", From: "shop", Port: "out", To: "visit", Weights: []journey.WeightFor{
			{Persona: "anna", Weight: journey.Guess(0.4)}, {Entry: "shop", Weight: journey.Guess(0.5)},
		}},
		&journey.Link{ID: "l2", From: "visit", Port: "out", To: "bought"},
		&journey.Link{ID: "l3", From: "letter", Port: "out", To: "pause"},
		&journey.Link{ID: "l4", From: "pause", Port: "happened", To: "leave"},
		&journey.Link{ID: "l5", From: "pause", Port: "timed_out", To: "fork"},
		&journey.Link{ID: "l6", From: "fork", Port: "young", To: "coin"},
		&journey.Link{ID: "l7", From: "coin", Port: "heads", To: "visit"},
		&journey.Link{ID: "l8", From: "desk", Port: "answered", To: "ring"},
		&journey.Cost{ID: "fee", Name: "Fee", Amount: journey.Unit, On: journey.Ref{Kind: journey.KindChannel, ID: "sms"}},
		&journey.Observed{ID: "seen", Name: "Seen", Target: journey.Ref{Kind: journey.KindLink, ID: "l2"}, Measure: "entered"},
		&journey.Term{ID: "lead", Name: "Lead", Meaning: "Кто оставил адрес"},
		&journey.Comment{ID: "why", On: journey.Ref{Kind: journey.KindStep, ID: "letter"}, Text: "Why?"},
		&journey.Silence{ID: "quiet", Rule: "J101", Target: journey.Ref{Kind: journey.KindLink, ID: "l4"}, Reason: "ok"},
	}
	for _, r := range records {
		journey.Normalize(r)
		edit.Append(m, r)
	}
	m.Policy.Caps = []journey.Cap{
		{ID: "texts", Length: journey.Day, Scope: journey.ScopeChannels, Of: []journey.ID{"sms"}},
		{ID: "all", Length: journey.Day, Max: 3, Hit: journey.CapChannel, Fallback: "sms"},
	}
	journey.Normalize(m.Policy)
	if problems := m.Validate(); len(problems) > 0 {
		t.Fatal(problems)
	}
	return m
}
