package fix

import (
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/journey/finding"
)

// twoSeries is a map on which "first" sends "a" and then, two days later, "b"; "second" waits a day and sends "c", a day after that "d".
func twoSeries() *journey.Map {
	m := journey.New("Two series", "2026-03-02")
	m.Settings.Languages = []string{"en", "ru"}
	m.Events = []*journey.Event{{ID: "ordered", Name: "ordered"}}
	m.Channels = []*journey.Channel{{ID: "email", Name: "E-mail", Medium: journey.MediumEmail}, {ID: "sms", Name: "SMS", Medium: journey.MediumSMS}}
	message := func(id, scenario journey.ID, channel journey.ID, contents ...journey.Content) *journey.Step {
		return &journey.Step{ID: id, Name: "Message " + string(id), Kind: journey.StepMessage, Scenario: scenario, Message: &journey.Message{Channels: []journey.ID{channel}, Contents: contents}}
	}
	wait := func(id, scenario journey.ID, days journey.Duration) *journey.Step {
		return &journey.Step{ID: id, Kind: journey.StepWait, Scenario: scenario, Wait: &journey.Wait{For: journey.Fixed(days * journey.Day)}}
	}
	en, ru := journey.Content{Language: "en", Subject: "Hello"}, journey.Content{Language: "ru", Subject: "Здравствуйте"}
	m.Steps = []*journey.Step{
		message("a", "first", "email", en), wait("w1", "first", 2), message("b", "first", "email"),
		wait("w2", "second", 1), message("c", "second", "sms", en, ru), wait("w3", "second", 1), message("d", "second", "email"),
	}
	trigger := journey.Trigger{Kind: journey.TriggerEvent, Event: "ordered"}
	m.Scenarios = []*journey.Scenario{{ID: "first", Name: "First", Start: "a", Trigger: trigger}, {ID: "second", Name: "Second", Start: "w2", Trigger: trigger}}
	for i, ends := range [][2]journey.ID{{"a", "w1"}, {"w1", "b"}, {"w2", "c"}, {"c", "w3"}, {"w3", "d"}} {
		m.Links = append(m.Links, &journey.Link{ID: journey.ID("l" + string(rune('1'+i))), From: ends[0], Port: journey.PortOut, To: ends[1]})
	}
	for _, kind := range journey.Kinds() {
		for _, r := range m.Records(kind) {
			journey.Normalize(r)
		}
	}
	return m
}

func try(t *testing.T, m *journey.Map, e finding.Edit) *journey.Map {
	t.Helper()
	preview, err := Try(m, finding.Fix{Message: "fix.test", Edit: e})
	if err != nil {
		t.Fatal(err)
	}
	return preview.Map
}

// leads lists where the links of a port go.
func leads(m *journey.Map, from journey.ID, port journey.Port) []journey.ID {
	var list []journey.ID
	for _, l := range m.Links {
		if l.From == from && l.Port == port {
			list = append(list, l.To)
		}
	}
	return list
}

func TestAMergedMessageTakesOverWhatItLacksAndBothWaitsStay(t *testing.T) {
	t.Parallel()
	m := twoSeries()
	m.Comments = []*journey.Comment{{ID: "note", On: journey.Ref{Kind: journey.KindStep, ID: "c"}, Text: "Legal has seen it"}}
	m.Segments = []*journey.Segment{{ID: "seg", Name: "Seg", Rule: `count( received("Message c") ,7d)=0 or clicked("d")`}}
	after := try(t, m, MergeMessages{Keep: "a", Merge: []journey.ID{"c"}})
	kept := after.Step("a").Message
	if !slices.Equal(kept.Channels, []journey.ID{"email", "sms"}) || kept.Choice != journey.ChannelsFirst {
		t.Errorf("channels %v, %s", kept.Channels, kept.Choice)
	}
	if len(kept.Contents) != 2 || kept.Contents[1].Subject != "Здравствуйте" {
		t.Errorf("contents %v", kept.Contents)
	}
	if after.Step("c") != nil || !slices.Equal(leads(after, "w2", journey.PortOut), []journey.ID{"w3"}) {
		t.Errorf("the way past the message: %v", leads(after, "w2", journey.PortOut))
	}
	if len(after.Comments) != 1 || after.Comments[0].On.ID != "a" {
		t.Errorf("the remark: %v", after.Comments)
	}
	if got := after.Segment("seg").Rule; got != `count( received("Message a") ,7d)=0 or clicked("d")` {
		t.Errorf("the rule: %s", got)
	}
}

// Two messages that each go by all their channels stay one that does.
func TestMergedMessagesThatUseAllChannelsStillDo(t *testing.T) {
	t.Parallel()
	m := twoSeries()
	m.Step("a").Message.Choice, m.Step("c").Message.Choice = journey.ChannelsAll, journey.ChannelsAll
	if got := try(t, m, MergeMessages{Keep: "a", Merge: []journey.ID{"c"}}).Step("a").Message.Choice; got != journey.ChannelsAll {
		t.Error(got)
	}
}

// Who clicked went to "d", everybody else to "w3". Afterwards a wait of three days, after which e-mail would have been decided
// (here SMS: one day), and a branch ask the same of the message that is left.
func TestOutcomesOfAMergedMessageAreAskedOfTheKeptOne(t *testing.T) {
	t.Parallel()
	m := twoSeries()
	m.Links = append(m.Links, &journey.Link{ID: "click", From: "c", Port: journey.PortClicked, To: "d", Label: "yes"})
	after := try(t, m, MergeMessages{Keep: "a", Merge: []journey.ID{"c"}})
	first := leads(after, "w2", journey.PortOut)
	if len(first) != 1 {
		t.Fatal(first)
	}
	wait := after.Step(first[0])
	if wait.Wait == nil || wait.Wait.For != journey.Fixed(journey.Day) {
		t.Fatalf("%+v", wait)
	}
	branch := after.Step(leads(after, wait.ID, journey.PortOut)[0])
	if branch.Branch == nil || len(branch.Branch.Rules) != 1 || branch.Branch.Rules[0].Rule != `clicked("Message a")` {
		t.Fatalf("%+v", branch)
	}
	if to := leads(after, branch.ID, journey.Port(branch.Branch.Rules[0].ID)); !slices.Equal(to, []journey.ID{"d"}) {
		t.Errorf("clicked leads to %v", to)
	}
	if to := leads(after, branch.ID, journey.PortOtherwise); !slices.Equal(to, []journey.ID{"w3"}) {
		t.Errorf("otherwise leads to %v", to)
	}
}

func TestTheDelayAfterAMergedMessageBecomesAWait(t *testing.T) {
	t.Parallel()
	m := twoSeries()
	m.Link("l4").Delay = journey.Fixed(6 * journey.Hour)
	after := try(t, m, MergeMessages{Keep: "a", Merge: []journey.ID{"c"}})
	wait := after.Step(leads(after, "w2", journey.PortOut)[0])
	if wait.Wait == nil || wait.Wait.For != journey.Fixed(6*journey.Hour) || !slices.Equal(leads(after, wait.ID, journey.PortOut), []journey.ID{"w3"}) {
		t.Errorf("%+v", wait)
	}
}

// The first step of a scenario goes: the scenario begins with what followed it.
func TestAScenarioWhoseFirstMessageIsMergedBeginsWithTheNextStep(t *testing.T) {
	t.Parallel()
	after := try(t, twoSeries(), MergeMessages{Keep: "c", Merge: []journey.ID{"a"}})
	if start := after.Scenario("first").Start; start != "w1" {
		t.Error(start)
	}
}

// A message that leads back to itself over a wait is merged: nobody goes round any more, and nothing hangs in the air.
func TestAMessageInALoopIsMerged(t *testing.T) {
	t.Parallel()
	m := twoSeries()
	m.Link("l5").To = "c" // w3 back to c
	after := try(t, m, MergeMessages{Keep: "a", Merge: []journey.ID{"c"}})
	if to := leads(after, "w2", journey.PortOut); !slices.Equal(to, []journey.ID{"w3"}) {
		t.Errorf("w2 leads to %v", to)
	}
	for _, l := range after.Links {
		if after.Step(l.From) == nil || after.Step(l.To) == nil {
			t.Errorf("%+v hangs in the air", l)
		}
	}
}

func TestAScenarioWithNothingElseToSendGoesWithItsMessages(t *testing.T) {
	t.Parallel()
	m := twoSeries()
	after := try(t, m, MergeMessages{Keep: "a", Merge: []journey.ID{"c", "d"}, Scenarios: []journey.ID{"second"}})
	if after.Scenario("second") != nil || after.Step("w2") != nil || after.Step("d") != nil {
		t.Errorf("%v", after.Steps)
	}
	if _, err := Try(m, finding.Fix{Message: "fix.test", Edit: MergeMessages{Keep: "a", Merge: []journey.ID{"c"}, Scenarios: []journey.ID{"second"}}}); err == nil {
		t.Error("a scenario that still sends something is deleted")
	}
}
