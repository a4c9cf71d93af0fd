package simulate_test

import (
	"math"
	"strconv"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/stats"
	"rehearse/simulate/trial"
)

// The rows of the desk of TestADeskServesAsOnPaper, without those who come at 180 and 190: one agent with two cases at once, open
// until 03:20; everybody needs 60 minutes and waits 30.
//
//	person   1    2    3    4    5    6    7    8    9   10
//	comes    0   10   30   35   60  130  130  131  195  200
//	begins   0   10   60    –   70  130  130    –  195    –
//	waits    0    0   30   30   10    0    0   30    0    –
//	gives up                65                161        200 closed
func TestTheEventLogTellsWhenServiceBegins(t *testing.T) {
	t.Parallel()
	b := trial.New(1)
	b.Step("desk", "", &journey.Support{
		Agents: 1, CasesAtOnce: 2, Opening: []journey.Hours{{Day: "mon", From: 0, Until: 200 * 60}},
		Handling: journey.Fixed(journey.Hour), Patience: journey.Fixed(30 * journey.Minute),
	})
	comeAt(b, "desk", 0, 10, 30, 35, 60, 130, 130, 131, 195, 200)
	_, rows := logOf(t, b.Done(), simulate.Spec{})
	type told struct{ person, time, what, outcome, waited string }
	var got []told
	for _, row := range rows {
		if row["step"] != "desk" {
			continue
		}
		if row["what"] == "serve" && row["event"] != "desk: serve" {
			t.Errorf("the activity is %q", row["event"])
		}
		got = append(got, told{row["person"], row["time"][11:16], row["what"], row["outcome"], row["waited"]})
	}
	want := []told{
		{"1", "00:00", "enter", "", ""}, {"1", "00:00", "serve", "", "0"}, {"1", "01:00", "take", "answered", ""}, {"1", "01:00", "drop", "no_way", ""},
		{"2", "00:10", "enter", "", ""}, {"2", "00:10", "serve", "", "0"}, {"2", "01:10", "take", "answered", ""}, {"2", "01:10", "drop", "no_way", ""},
		{"3", "00:30", "enter", "", ""}, {"3", "01:00", "serve", "", "1800"}, {"3", "02:00", "take", "answered", ""}, {"3", "02:00", "drop", "no_way", ""},
		{"4", "00:35", "enter", "", ""}, {"4", "01:05", "give_up", "gave_up", "1800"}, {"4", "01:05", "drop", "no_way", ""},
		{"5", "01:00", "enter", "", ""}, {"5", "01:10", "serve", "", "600"}, {"5", "02:10", "take", "answered", ""}, {"5", "02:10", "drop", "no_way", ""},
		{"6", "02:10", "enter", "", ""}, {"6", "02:10", "serve", "", "0"}, {"6", "03:10", "take", "answered", ""}, {"6", "03:10", "drop", "no_way", ""},
		{"7", "02:10", "enter", "", ""}, {"7", "02:10", "serve", "", "0"}, {"7", "03:10", "take", "answered", ""}, {"7", "03:10", "drop", "no_way", ""},
		{"8", "02:11", "enter", "", ""}, {"8", "02:41", "give_up", "gave_up", "1800"}, {"8", "02:41", "drop", "no_way", ""},
		{"9", "03:15", "enter", "", ""}, {"9", "03:15", "serve", "", "0"}, {"9", "04:15", "take", "answered", ""}, {"9", "04:15", "drop", "no_way", ""},
		{"10", "03:20", "enter", "", ""}, {"10", "03:20", "take", "closed", ""}, {"10", "03:20", "drop", "no_way", ""},
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("row %d: %v, on paper %v", i+1, got[min(i, len(got)):], want[min(i, len(want)):])
		}
	}
}

// A row where service begins for everybody who is answered, one for everybody who gives up or finds it closed: their waits are
// those of the result, each of them, with calls too, whose lines end with the calling hours.
func TestWaitsOfTheEventLogAreThoseOfTheResult(t *testing.T) {
	t.Parallel()
	answered, gaveUp, unserved, waited := int64(0), int64(0), int64(0), int64(0)
	maps := []*journey.Map{sampleMap(t, "personalisation_before")}
	for seed := range uint64(120) {
		maps = append(maps, randomMap(seed+4000, trial.SharedAgents))
	}
	maps = append(maps, lineOfCalls())
	for n, m := range maps {
		spec := simulate.Spec{Seed: uint64(n)}
		if n > 0 && n < len(maps)-1 {
			spec.People = 60
		}
		r := run(t, m, spec)
		if len(r.Support) == 0 {
			continue
		}
		_, rows := logOf(t, m, spec)
		began, ended := map[string]*stats.Histogram{}, map[string]*stats.Histogram{}
		for _, s := range r.Support {
			began[string(s.Step)], ended[string(s.Step)] = &stats.Histogram{}, &stats.Histogram{}
		}
		closed, heldOut := map[string]int64{}, map[string]bool{} // who is held out asks no desk
		for _, row := range rows {
			into := ended
			switch {
			case row["what"] == "start" && row["outcome"] == "holdout":
				heldOut[row["case"]] = true
			case row["what"] == "take" && row["outcome"] == "closed" && !heldOut[row["case"]]:
				closed[row["step"]]++
			case row["what"] == "serve":
				into = began
			case row["what"] == "give_up" && row["outcome"] == "calling_hours":
				unserved++
			}
			if row["waited"] == "" {
				continue
			}
			seconds, err := strconv.ParseFloat(row["waited"], 64)
			if err != nil {
				t.Fatalf("map %d: waited %q", n, row["waited"])
			}
			into[row["step"]].Add(int64(math.Round(seconds * 1000)))
		}
		for _, s := range r.Support {
			id := string(s.Step)
			if got := quantilesOf(began[id]); got != s.Wait || began[id].Count() != s.Answered {
				t.Errorf("map %d, %s: %d services begin in the log after %+v, in the result %d after %+v", n, id, began[id].Count(), got, s.Answered, s.Wait)
			}
			if got := quantilesOf(ended[id]); got != s.GaveUpAfter || ended[id].Count() != s.GaveUp {
				t.Errorf("map %d, %s: in the log %d give up after %+v, in the result %d after %+v", n, id, ended[id].Count(), got, s.GaveUp, s.GaveUpAfter)
			}
			if closed[id] != s.Closed {
				t.Errorf("map %d, %s: closed for %d in the log, for %d in the result", n, id, closed[id], s.Closed)
			}
			answered, gaveUp = answered+s.Answered, gaveUp+s.GaveUp
			if s.Wait.Q90 > 0 {
				waited++
			}
		}
	}
	if answered == 0 || gaveUp == 0 || unserved == 0 || waited == 0 {
		t.Errorf("too tame: %d answered, %d gave up, %d of them with the calling hours, %d desks with waits", answered, gaveUp, unserved, waited)
	}
}

// lineOfCalls are thirty people to be called between 8 and 9 on three mornings, half an hour each, by two agents.
func lineOfCalls() *journey.Map {
	b := trial.New(3)
	b.Channel("phone")
	b.Cohort("in", 30)
	hours := []journey.Hours{
		{Day: "mon", From: 8 * 3600, Until: 9 * 3600}, {Day: "tue", From: 8 * 3600, Until: 9 * 3600}, {Day: "wed", From: 8 * 3600, Until: 9 * 3600},
	}
	b.Step("ring", "", &journey.Call{
		Channel: "phone", Agents: 2, Answered: journey.Guess(0.5), Attempts: 3, RetryAfter: journey.Fixed(10 * journey.Minute),
		Talk: journey.Fixed(30 * journey.Minute), Hours: hours,
	})
	b.Chain("in", "ring")
	return b.Done()
}

// quantilesOf is what a result says of lengths in milliseconds: to six digits, and whole seconds.
func quantilesOf(h *stats.Histogram) simulate.Quantiles {
	if h.Count() == 0 {
		return simulate.Quantiles{}
	}
	at := func(q float64) int64 { return (h.Quantile(q) + 500) / 1000 }
	mean, _ := strconv.ParseFloat(strconv.FormatFloat(h.Mean()/1000, 'g', 6, 64), 64)
	return simulate.Quantiles{N: h.Count(), Mean: mean, Q25: at(0.25), Median: at(0.5), Q75: at(0.75), Q90: at(0.9)}
}
