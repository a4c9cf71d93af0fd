package fix

import (
	"slices"
	"testing"

	"rehearse/journey"
)

// "b" comes two days after "a", by a wait of its own: three days later makes it five, and its name follows.
func TestAMovedMessageWaitsLongerInItsOwnWait(t *testing.T) {
	t.Parallel()
	m := twoSeries()
	m.Step("w1").Name = "2d"
	after := try(t, m, MoveMessage{Message: "b", Later: 3 * journey.Day})
	wait := after.Step("w1")
	if wait.Wait.For != journey.Fixed(5*journey.Day) || wait.Name != "5d" || len(after.Steps) != len(m.Steps) {
		t.Errorf("%+v", wait)
	}
}

// The first step of a scenario has no wait before it: the scenario begins with a new one.
func TestAMovedFirstMessageGetsAWaitTheScenarioBeginsWith(t *testing.T) {
	t.Parallel()
	after := try(t, twoSeries(), MoveMessage{Message: "a", Later: journey.Day})
	wait := after.Step(after.Scenario("first").Start)
	if wait.Wait == nil || wait.Wait.For != journey.Fixed(journey.Day) || !slices.Equal(leads(after, wait.ID, journey.PortOut), []journey.ID{"a"}) {
		t.Errorf("%+v", wait)
	}
}

// A wait that others wait in too stays as it is, and so do the outcomes of the message.
func TestAMovedMessageLeavesASharedWaitAlone(t *testing.T) {
	t.Parallel()
	m := twoSeries()
	m.Links = append(m.Links, &journey.Link{ID: "other", From: "w2", Port: journey.PortOut, To: "d"}, &journey.Link{ID: "click", From: "c", Port: journey.PortClicked, To: "d"})
	after := try(t, m, MoveMessage{Message: "c", Later: 2 * journey.Day})
	if after.Step("w2").Wait.For != journey.Fixed(journey.Day) {
		t.Error("the shared wait is longer now")
	}
	to := leads(after, "w2", journey.PortOut)
	if len(to) != 2 || !slices.Contains(to, "d") || slices.Contains(to, "c") {
		t.Fatal(to)
	}
	wait := after.Step(to[0])
	if wait.Wait == nil || wait.Wait.For != journey.Fixed(2*journey.Day) || !slices.Equal(leads(after, wait.ID, journey.PortOut), []journey.ID{"c"}) {
		t.Errorf("%+v", wait)
	}
	if !slices.Equal(leads(after, "c", journey.PortClicked), []journey.ID{"d"}) {
		t.Error("the outcome is lost")
	}
}

// Two ways lead to the message, one of them a loop: the new wait is on both.
func TestAMovedMessageInALoopWaitsOnEveryWay(t *testing.T) {
	t.Parallel()
	m := twoSeries()
	m.Link("l5").To = "c" // w3 back to c
	after := try(t, m, MoveMessage{Message: "c", Later: journey.Day})
	first, back := leads(after, "w2", journey.PortOut), leads(after, "w3", journey.PortOut)
	if len(first) != 1 || !slices.Equal(first, back) || after.Step(first[0]).Wait == nil || !slices.Equal(leads(after, first[0], journey.PortOut), []journey.ID{"c"}) {
		t.Errorf("%v, %v", first, back)
	}
}
