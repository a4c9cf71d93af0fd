package simulate_test

import (
	"fmt"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// comeAt adds one person who enters a step of the main flow so many minutes after the start, in the order of the calls.
func comeAt(b *trial.Builder, step journey.ID, minutes ...int) {
	for _, m := range minutes {
		id := journey.ID(fmt.Sprintf("in%d", len(b.Steps)))
		b.Cohort(id, 1)
		wait := id + "-wait"
		b.Wait(wait, "", journey.Duration(m)*journey.Minute)
		b.Chain(id, wait)
		b.Link(wait, journey.PortOut, step)
	}
}

// deskOf is the result of the only desk.
func deskOf(t *testing.T, r *simulate.Result) *simulate.SupportResult {
	t.Helper()
	if len(r.Support) != 1 {
		t.Fatalf("%d desks", len(r.Support))
	}
	return &r.Support[0]
}

// One agent with two cases at once, open from 00:00 to 03:20 on the first day; everybody needs 60 minutes and waits 30.
//
//	comes    0   10   30   35   60  130  130  131  180  190  195  200
//	begins   0   10   60    –   70  130  130    –  190  190    –    –
//	ends    60   70  120    –  130  190  190    –  250  250    –    –
//	gives up                65                161            200 closed
//
// Who came at 30 would give up at 60, the tick at which a place becomes free: the service that ends comes first. Who comes at
// 60 finds that place taken. At 130 and 190 a place becomes free at the very tick of the request. Who comes at
// 195 is still waiting at closing. Eight are answered, waiting 0 0 30 10 0 0 10 0 minutes: seven of eleven within 15.
// In the opening hours the two places are taken 6 × 60 + 2 × 10 = 380 of 400 minutes; 2 × 50 minutes are overtime, which
// is 50 minutes of an agent. It costs 8 cases at 2 and 3⅓ hours at 30.
func TestADeskServesAsOnPaper(t *testing.T) {
	t.Parallel()
	b := trial.New(1)
	b.Step("desk", "", &journey.Support{
		Agents: 1, CasesAtOnce: 2, Opening: []journey.Hours{{Day: "mon", From: 0, Until: 200 * 60}},
		Handling: journey.Fixed(journey.Hour), Patience: journey.Fixed(30 * journey.Minute), AnswerWithin: 15 * journey.Minute,
		CostPerCase: 2 * journey.Unit, CostPerHour: 30 * journey.Unit,
	})
	b.Step("served", "", &journey.Goal{})
	b.Touch("left", "")
	b.Touch("shut", "")
	b.Link("desk", journey.PortAnswered, "served")
	b.Link("desk", journey.PortGaveUp, "left")
	b.Link("desk", journey.PortClosed, "shut")
	comeAt(b, "desk", 0, 10, 30, 35, 60, 130, 130, 131, 180, 190, 195, 200)
	r := run(t, b.Done(), simulate.Spec{})
	want := simulate.SupportResult{
		Step: "desk", Cases: 12, Answered: 8, GaveUp: 3, Closed: 1,
		Within:      simulate.Share{Num: 7, Den: 11, Per: "offered", Share: 0.636364, High: 1}, // one population shows no luck
		Abandoned:   simulate.Share{Num: 3, Den: 11, Per: "offered", Share: 0.272727, High: 1},
		Wait:        simulate.Quantiles{N: 8, Mean: 375, Q75: 600, Q90: 1800},
		GaveUpAfter: simulate.Quantiles{N: 3, Mean: 1300, Q25: 300, Median: 1800, Q75: 1800, Q90: 1800},
		Utilisation: 0.95, AgentHours: 3.33333, OvertimeHours: 0.833333,
	}
	got := *deskOf(t, r)
	// Lengths beyond 256 ticks are told to 1/128.
	for _, q := range []*int64{&got.Wait.Q75, &got.Wait.Q90, &got.GaveUpAfter.Q25, &got.GaveUpAfter.Median, &got.GaveUpAfter.Q75, &got.GaveUpAfter.Q90} {
		*q = (*q + 50) / 100 * 100
	}
	if got != want {
		t.Errorf("the desk\n%+v, on paper\n%+v", got, want)
	}
	if entered(t, r, "served") != 8 || entered(t, r, "left") != 3 || entered(t, r, "shut") != 1 {
		t.Errorf("%d served, %d gave up, %d found it closed", entered(t, r, "served"), entered(t, r, "left"), entered(t, r, "shut"))
	}
	if r.Money.Support != 116*journey.Unit || r.Money.Net != -116*journey.Unit {
		t.Errorf("support costs %d, net %d", r.Money.Support, r.Money.Net)
	}
}

// entered is how many tokens entered a step.
func entered(t testing.TB, r *simulate.Result, step journey.ID) int64 {
	t.Helper()
	for i := range r.Steps {
		if r.Steps[i].Step == step {
			return r.Steps[i].Tokens.Entered
		}
	}
	t.Fatalf("no step %s", step)
	return 0
}

// One agent, an hour for everybody, endless patience. A scenario asks for help when the person "asks" and ends when what
// is asked is "solved" elsewhere.
//
//	asks     0   10   20   70  130
//	solved   –   30    –  120    –
//	begins   0    –   60  120  180
//
// The second leaves the line after 20 minutes, the third moves up and waits 40. The fourth's turn comes at 120, the tick at which it is
// solved: the desk comes first, so the agent serves an hour and the fifth waits 50.
func TestWhoLeavesTheLineLetsTheOthersMoveUp(t *testing.T) {
	t.Parallel()
	b := trial.New(1)
	b.Event("asks", "solved")
	s := b.Scenario("s", "asks")
	s.Exits = []journey.ExitCriterion{{Event: "solved"}}
	b.Step("desk", "s", &journey.Support{Agents: 1, Handling: journey.Fixed(journey.Hour)})
	b.Touch("asks1", "asks")
	comeAt(b, "asks1", 0)
	for i, c := range []struct{ asks, solved int }{{10, 20}, {20, 0}, {70, 50}, {130, 0}} {
		asks := journey.ID(fmt.Sprintf("asks-%d", i))
		b.Touch(asks, "asks")
		comeAt(b, asks, c.asks)
		if c.solved > 0 {
			b.Wait(asks+"-wait", "", journey.Duration(c.solved)*journey.Minute)
			b.Touch(asks+"-solved", "solved")
			b.Chain(asks, asks+"-wait", asks+"-solved")
		}
	}
	r := run(t, b.Done(), simulate.Spec{})
	got := deskOf(t, r)
	if got.Cases != 5 || got.Answered != 4 || got.Withdrawn != 1 || got.GaveUp+got.Waiting+got.Closed != 0 {
		t.Errorf("the desk %+v", got)
	}
	if want := float64(0+40+50+50) * 60 / 4; got.Wait.Mean != want {
		t.Errorf("they waited %v s in the mean, on paper %v", got.Wait.Mean, want)
	}
	if n := r.Scenarios[0].Completed; n != 3 {
		t.Errorf("%d instances were completed", n)
	}
}

// Two places; the only cases come at 0 and need 60 minutes; whoever comes while both are taken is lost, because a law that
// draws no time is no patience at all: a loss system (Erlang B). Who comes at 60 is served.
func TestNoPatienceIsALossSystem(t *testing.T) {
	t.Parallel()
	b := trial.New(1)
	b.Step("desk", "", &journey.Support{Agents: 2, Handling: journey.Fixed(journey.Hour), Patience: journey.Law{Kind: journey.LawUniform}})
	comeAt(b, "desk", 0, 0, 0, 59, 60)
	got := deskOf(t, run(t, b.Done(), simulate.Spec{}))
	if got.Cases != 5 || got.Answered != 3 || got.GaveUp != 2 || got.GaveUpAfter.Mean != 0 {
		t.Errorf("the desk %+v", got)
	}
}

// Patience is the step's, else the persona's, else endless; at the horizon who waits is waiting and who is served is
// in service, both in progress.
func TestWhosePatience(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		step, persona         journey.Duration
		gaveUp, waiting, mean int64
	}{
		"the step's":    {step: 10 * journey.Minute, persona: 20 * journey.Minute, gaveUp: 1, mean: 600},
		"the persona's": {persona: 20 * journey.Minute, gaveUp: 1, mean: 1200},
		"endless":       {waiting: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := trial.New(1)
			b.Personas[0].Patience = journey.Fixed(c.persona)
			b.Step("desk", "", &journey.Support{Agents: 1, Handling: journey.Fixed(2 * journey.Day), Patience: journey.Fixed(c.step)})
			comeAt(b, "desk", 0, 1)
			r := run(t, b.Done(), simulate.Spec{})
			got := deskOf(t, r)
			if got.GaveUp != c.gaveUp || got.Waiting != c.waiting || got.InService != 1 || got.Answered != 1 || got.GaveUpAfter.Mean != float64(c.mean) {
				t.Errorf("the desk %+v", got)
			}
			for i := range r.Steps {
				if s := &r.Steps[i]; s.Step == "desk" && s.Tokens.InProgress != 1+c.waiting {
					t.Errorf("%d tokens are in progress", s.Tokens.InProgress)
				}
			}
		})
	}
}

// Two agents call from 00:00 to 01:00 on Mondays and Tuesdays. Everybody answers and talks 40 minutes. Of five people due at
// 0, two are called at 0, two at 40; the fifth's turn would come at 80, when calling is over: next at 00:00 on Tuesday. What has begun
// is finished.
func TestCallsWaitForAFreeAgentInTheHours(t *testing.T) {
	t.Parallel()
	b := trial.New(2)
	b.Channel("phone").Medium = journey.MediumCall
	hours := []journey.Hours{{Day: "mon", From: 0, Until: 3600}, {Day: "tue", From: 0, Until: 3600}}
	b.Step("call", "", &journey.Call{
		Channel: "phone", Answered: journey.Guess(1), Hours: hours, Agents: 2, Talk: journey.Fixed(40 * journey.Minute), CostPerCall: journey.Unit,
	})
	b.Step("talked", "", &journey.Goal{})
	b.Link("call", journey.PortReached, "talked")
	comeAt(b, "call", 0, 0, 0, 0, 0)
	r := run(t, b.Done(), simulate.Spec{})
	got := deskOf(t, r)
	if got.Cases != 6 || got.Answered != 5 || got.GaveUp != 1 || got.Wait.Mean != 2*40*60/5 || got.GaveUpAfter.Mean != 3600 {
		t.Errorf("the desk %+v", got)
	}
	// Monday 40 + 40 + 20 + 20 of 120 minutes, Tuesday 40 of 120; 2 × 20 minutes are overtime.
	if got.Utilisation != 0.666667 || got.AgentHours != 4 || got.OvertimeHours != 0.666667 {
		t.Errorf("utilisation %v of %v hours, overtime %v", got.Utilisation, got.AgentHours, got.OvertimeHours)
	}
	if r.Money.Calls != 5*journey.Unit || r.Goals[0].People != 5 {
		t.Errorf("%d for calls, %d talked", r.Money.Calls, r.Goals[0].People)
	}
}

// Nobody answers: an attempt takes a free agent no time, so one agent makes all attempts at the moments they are due.
func TestACallThatIsNotAnsweredTakesNoAgentTime(t *testing.T) {
	t.Parallel()
	b := trial.New(1)
	b.Channel("phone").Medium = journey.MediumCall
	b.Step("call", "", &journey.Call{
		Channel: "phone", Attempts: 3, RetryAfter: journey.Fixed(journey.Hour), Agents: 1, Talk: journey.Fixed(journey.Hour), CostPerCall: journey.Unit,
	})
	comeAt(b, "call", 0, 0, 0)
	r := run(t, b.Done(), simulate.Spec{})
	if got := deskOf(t, r); got.Cases != 9 || got.Answered != 9 || got.Wait.Mean != 0 || got.Utilisation != 0 || r.Money.Calls != 9*journey.Unit {
		t.Errorf("the desk %+v", got)
	}
}

// Who comes in the warm-up occupies the agent for the second day's first hour, and is not counted: the case of the
// second day begins at 01:00. Utilisation is of time: 1 + 2 hours of 24.
func TestPeopleOfTheWarmUpAreInTheWay(t *testing.T) {
	t.Parallel()
	b := trial.New(2)
	b.Settings.WarmUpDays = 1
	b.Step("desk", "", &journey.Support{Agents: 1, Handling: journey.Fixed(2 * journey.Hour)})
	comeAt(b, "desk", 23*60)
	second := b.Cohort("second", 1)
	second.From = "2026-01-06"
	b.Link("second", journey.PortOut, "desk")
	r := run(t, b.Done(), simulate.Spec{})
	got := deskOf(t, r)
	if r.Counted != 1 || got.Cases != 1 || got.Wait.Mean != 3600 || got.Utilisation != 0.125 {
		t.Errorf("%d counted, the desk %+v", r.Counted, got)
	}
}

// The story of somebody in line is the one the run counted.
func TestTheStoryTellsTheLine(t *testing.T) {
	t.Parallel()
	b := trial.New(1)
	b.Step("desk", "", &journey.Support{Agents: 1, Handling: journey.Fixed(journey.Hour)})
	comeAt(b, "desk", 0, 20)
	story, err := simulate.Replay(t.Context(), b.Done(), simulate.Spec{}, simulate.PersonRef{Number: 2})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range story.Moments {
		if m.Step == "desk" {
			got = append(got, fmt.Sprintf("%d %s %s %d %s", m.At/60_000, m.What, m.Reason, m.Until/60_000, m.Port))
		}
	}
	want := []string{"20 enter  0 ", "20 wait line 60 ", "60 serve  120 ", "120 take  0 answered", "120 drop no_way 0 "}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the story %q, want %q", got, want)
	}
}
