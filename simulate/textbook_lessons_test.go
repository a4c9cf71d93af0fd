package simulate_test

import (
	"math"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
)

// The chains: every answer is a formula, or a fraction worked out on paper from the fundamental matrix N = (I − Q)⁻¹ (visits; their
// variance is N_ij(2N_jj − 1) − N_ij², that of the steps (2N − I)t − t²: Kemeny and Snell, Finite Markov Chains, chapter 3).
func chainLessons() []lesson {
	p, q := 0.6, 0.4
	deuce := p*p + q*q // a game is decided in two points, or begins again
	odds := 1.5        // q/p of the ruin
	rich := (math.Pow(odds, 4) - 1) / (math.Pow(odds, 10) - 1)
	weather := [3]float64{1, 0, 0}
	for range 5 {
		r, n, s := weather[0], weather[1], weather[2]
		weather = [3]float64{r/2 + n/2 + s/4, r/4 + s/4, r/4 + n/2 + s/2}
	}
	return []lesson{
		{"deuce", "tennis from deuce, p = 0.6: p²/(p² + q²), 2/(p² + q²) points", []answer{
			reaches("won", "won", p*p/deuce),
			length("points", 2/deuce, 2*math.Sqrt(1-deuce)/deuce, "won", "lost"),
			visits("times at deuce", "deuce", 1/deuce, math.Sqrt(1-deuce)/deuce),
		}},
		{"ruin", "gambler's ruin, 4 of 10, p = 0.4 (Feller I, XIV)", []answer{
			reaches("rich", "rich", rich),
			length("games", (4-10*rich)/(p-q), 13.7161, "rich", "ruined"),
			visits("times with 4", "has-4", 3.72468763, 3.18569),
		}},
		{"drunkard", "drunkard's walk over four streets (Grinstead and Snell, example 11.13)", []answer{
			reaches("home", "home", 0.5),
			visits("times at corner 2", "corner-2", 2, math.Sqrt2),
			visits("times at corner 1", "corner-1", 1, 1),
			length("streets", 4, math.Sqrt(8), "home", "bar"),
		}},
		{"coupons", "six coupons: 6/6 + 6/5 + … + 6/1 (Feller I, IX)", []answer{
			length("boxes", 14.7, math.Sqrt(38.99), "all-six"),
			visits("boxes with five", "has-5", 6, math.Sqrt(30)),
		}},
		{"pattern", "tosses to heads, tails, heads: 2³ + 2", []answer{length("tosses", 10, math.Sqrt(58), "hth")}},
		{"ladders", "twelve squares, a die of three, ladders 2–7 and 5–9, snakes 8–3 and 11–4", []answer{
			length("throws", 7324.0/963, 4.84823, "end"),
			visits("times on square 4", "square-4", 1.19106957, 1.41376),
		}},
		{"weather", "the Land of Oz (Kemeny, Snell, Thompson): after rain, five days later", []answer{
			rests("rain", "rain-day", weather[0]), rests("nice", "nice-day", weather[1]), rests("snow", "snow-day", weather[2]),
		}},
		{"trials", "a trial a day with p = 0.2, ten days: 1 − 0.8¹⁰", []answer{
			reaches("succeeded", "success", 1-math.Pow(0.8, 10)),
			exactly("days before it, median", 2, func(t *testing.T, r *simulate.Result) float64 {
				return float64(goalOf(t, r, "success").Time.Median) / 86400
			}),
			exactly("days before it, 90 %", 7, func(t *testing.T, r *simulate.Result) float64 {
				return float64(goalOf(t, r, "success").Time.Q90) / 86400
			}),
		}},
		recency(),
		{"race", "exponential clocks of 1, 2 and 4 hours: 4/7, 2/7, 1/7, first after 4/7 h", []answer{
			reaches("first", "first", 4.0/7), reaches("second", "second", 2.0/7), reaches("third", "third", 1.0/7),
			length("hours", 4.0/7, 4.0/7, "first", "second", "third"),
		}},
		{"machine", "works 10 h, is repaired 2 h: 5/6", []answer{
			rests("works after ten days", "works", 5.0/6),
			visits("repairs in them", "repair", 0.1*0.5*240/0.6+0.01/0.36*(1-math.Exp(-0.6*240)), 4),
		}},
	}
}

// recency is the customer of Pfeifer and Carraway (Modeling customer relationships as Markov chains, 2000): buys again with 0.3, 0.2, 0.15,
// 0.05 in the first to fourth period after the last order, and is given up then. Four periods, without discount.
func recency() lesson {
	chance := []float64{0.3, 0.2, 0.15, 0.05}
	at, orders := []float64{1, 0, 0, 0}, 0.0
	for range 4 {
		next := make([]float64, 4)
		for i, share := range at {
			next[0] += share * chance[i]
			orders += share * chance[i]
			if i < 3 {
				next[i+1] += share * (1 - chance[i])
			}
		}
		at = next
	}
	gone := 0.7 * 0.8 * 0.85 * 0.95
	return lesson{"recency", "customers by recency, four periods (Pfeifer and Carraway 2000)", []answer{
		visits("orders", "buys", orders, 1),
		rests("bought in the last period", "recency-1", at[0]), rests("bought two periods before", "recency-3", at[2]),
		reaches("given up", "gone", gone),
	}}
}

// deskAnswer asks for a number of the desk with its interval.
func deskAnswer(what string, step journey.ID, want float64, of func(d *simulate.SupportResult) (value float64, low, high float64)) answer {
	return answer{what: what, want: want, found: func(t *testing.T, r *simulate.Result) finding {
		for i := range r.Support {
			if r.Support[i].Step == step {
				value, low, high := of(&r.Support[i])
				return finding{value: value, half: (high - low) / 2}
			}
		}
		t.Fatalf("no desk %s", step)
		return finding{}
	}}
}

func meanWait(what string, step journey.ID, seconds float64) answer {
	return deskAnswer(what, step, seconds, func(d *simulate.SupportResult) (float64, float64, float64) {
		return d.Wait.Mean, d.WaitInterval.Low, d.WaitInterval.High
	})
}

func busyDesk(step journey.ID, share float64) answer {
	return deskAnswer("busy", step, share, func(d *simulate.SupportResult) (float64, float64, float64) {
		return d.Utilisation, d.UtilisationInterval.Low, d.UtilisationInterval.High
	})
}

func inTime(step journey.ID, share float64) answer {
	return deskAnswer("in time", step, share, func(d *simulate.SupportResult) (float64, float64, float64) {
		return d.Within.Share, d.Within.Low, d.Within.High
	})
}

func gaveUp(step journey.ID, share float64) answer {
	return deskAnswer("gave up", step, share, func(d *simulate.SupportResult) (float64, float64, float64) {
		return d.Abandoned.Share, d.Abandoned.Low, d.Abandoned.High
	})
}

// endless is Erlang's C for a desk: the mean wait in seconds, and the share answered within some.
func endless(e erlang, target float64) (wait, share float64) {
	p := e.chain(5000)
	waiting := 0.0
	for n := e.places; n < len(p); n++ {
		waiting += p[n]
	}
	free := (float64(e.places)*e.mu - e.lambda) / 3600
	return waiting / free, 1 - waiting*math.Exp(-free*target)
}

func queueLessons() []lesson {
	support := func(of func(d *simulate.SupportResult) float64) func(t *testing.T, r *simulate.Result) float64 {
		return func(t *testing.T, r *simulate.Result) float64 { return of(deskOf(t, r)) }
	}
	b := erlang{lambda: 160, mu: 20, places: 10}.exact(true)
	cWait, cShare := endless(erlang{lambda: 200, mu: 20, places: 14}, 20)
	chatWait, chatShare := endless(erlang{lambda: 60, mu: 15, places: 6}, 30)
	a := erlang{lambda: 2880, mu: 60, theta: 30, places: 50}.exact(false)
	first, _ := endless(erlang{lambda: 30, mu: 45, places: 1}, 0)
	second, _ := endless(erlang{lambda: 30, mu: 20, places: 2}, 0)
	mean := 90 * math.Exp(0.76*0.76/2) // seconds; Pollaczek and Khinchine below: λE[S²]/(2(1 − ρ))
	rho := 21.0 / 3600 * mean
	return []lesson{
		{"erlang-b", "Erlang B, 8 erlangs, 10 lines: 0.1217", []answer{gaveUp("desk", b.lost), busyDesk("desk", b.busy)}},
		{"erlang-c", "Erlang C, 200 calls an hour of 180 s, 14 agents, 20 s", []answer{meanWait("wait, s", "desk", cWait), inTime("desk", cShare), busyDesk("desk", 10.0/14)}},
		{"chats", "the same of 4 erlangs at 3 agents × 2 chats, 30 s", []answer{meanWait("wait, s", "desk", chatWait), inTime("desk", chatShare)}},
		{"erlang-a", "Erlang A, 48 calls a minute of 1 min, patience 2 min, 50 agents (Mandelbaum and Zeltyn)", []answer{gaveUp("desk", a.lost), busyDesk("desk", a.busy)}},
		{"fixed", "M/D/1, ρ = 0.7: ρ/(2μ(1 − ρ))", []answer{meanWait("wait, s", "desk", 0.7*120/0.6), busyDesk("desk", 0.7)}},
		{"spread", "M/G/1, log-normal (Pollaczek and Khinchine)", []answer{
			meanWait("wait, s", "desk", 21.0/3600*mean*mean*math.Exp(0.76*0.76)/2/(1-rho)), busyDesk("desk", rho),
		}},
		{"tandem", "M/M/1, then M/M/2 (Burke: what leaves a desk is Poisson)", []answer{meanWait("wait at the first, s", "first", first), meanWait("wait at the second, s", "second", second)}},
		{"feedback", "M/M/1, a quarter come back (Jackson): ρ = 0.8, 360 s", []answer{meanWait("wait, s", "desk", 360), busyDesk("desk", 0.8)}},
		// One agent, five minutes each, people wait up to five; they come at 0, 3, 6, 9, 12 and 15. Begin at 0, 5, 10, –, 15, 20: the fourth
		// would begin at 15 and leaves at 14; the sixth begins at 20, when the patience ends: in time.
		{"timetable", "by hand: 5 min each, patience 5 min, come every 3 min", []answer{
			exactly("answered", 5, support(func(d *simulate.SupportResult) float64 { return float64(d.Answered) })),
			exactly("gave up, after s", 300, support(func(d *simulate.SupportResult) float64 { return d.GaveUpAfter.Mean * float64(d.GaveUp) })),
			exactly("wait, s", (0+2+4+3+5)*60/5.0, support(func(d *simulate.SupportResult) float64 { return d.Wait.Mean })),
			exactly("answered within 4 min", 4, support(func(d *simulate.SupportResult) float64 { return float64(d.Within.Num) })),
		}},
		// Ten wait for 9:00; two agents, five minutes each: 0 0 5 5 10 10 15 15 20 20 minutes. Open three days of eight hours.
		{"backlog", "by hand: ten at midnight, two agents from 9:00, 5 min each", []answer{
			exactly("found it closed", 10, support(func(d *simulate.SupportResult) float64 { return float64(d.Closed) })),
			exactly("wait, s", 600, support(func(d *simulate.SupportResult) float64 { return d.Wait.Mean })),
			exactly("agents' hours", 48, support(func(d *simulate.SupportResult) float64 { return d.AgentHours })),
			length("hours to an answer", 9+15.0/60, 0, "served"),
		}},
	}
}
