package oracle

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"rehearse/journey"
	"rehearse/journey/rule"
)

// Moments are a quantity summed over people.
type Moments struct{ Sum, Squares float64 }

// Counts are what a run found: quantities by name, such as "step/cart/people" or "send/mail/email/opened".
type Counts struct {
	People int
	Of     map[string]Moments
}

// world is a map ready to be walked.
type world struct {
	m       *journey.Map
	start   time.Time
	zone    *time.Location
	horizon int64
	words   *rule.Vocabulary
	rules   map[string]rule.Expr
	out     map[journey.ID][]*journey.Link
	// spans are lengths of time after which a rule that is watched may change.
	spans    []int64
	watching bool // some rule is watched
	desks    map[journey.ID]*desk
	shared   sharedQueue
	affairs  dueQueue
	arrived  int // shared events so far, for their order
	warmUp   int64
	mute     map[journey.ID]bool
}

// Run lets so many people live in a valid map, split over the entries by their volumes. The scenarios and steps named are muted.
// Those who arrive in the warm-up live, and are not among the people counted.
func Run(m *journey.Map, people int, seed uint64, mute ...journey.ID) Counts {
	w := &world{m: m, words: rule.VocabularyOf(m), rules: map[string]rule.Expr{}, out: map[journey.ID][]*journey.Link{}, mute: map[journey.ID]bool{}}
	for _, id := range mute {
		w.mute[id] = true
	}
	w.warmUp = int64(m.Settings.WarmUpDays) * day
	w.zone = location(m.Settings.Zone)
	on := date(m.Settings.Start)
	w.start = time.Date(on.Year(), on.Month(), on.Day(), 0, 0, int(m.Settings.StartAt), 0, w.zone)
	w.horizon = int64(m.Settings.HorizonDays) * day
	for _, l := range m.Links {
		w.out[l.From] = append(w.out[l.From], l)
	}
	w.watch()
	counts := Counts{Of: map[string]Moments{}}
	r := rand.New(rand.NewPCG(seed, 0x0c1e))
	var entries []*journey.Step
	var volumes []float64
	total := 0.0
	hours := map[*journey.Step][]float64{}
	for _, s := range m.Steps {
		if s.Kind != journey.StepEntry {
			continue
		}
		entries = append(entries, s)
		volume := 0.0
		hours[s] = w.hours(s.Entry)
		for _, weight := range hours[s] {
			volume += weight
		}
		if s.Entry.Mode != journey.EntryStream {
			volume = float64(s.Entry.People)
		}
		volumes = append(volumes, volume)
		total += volume
	}
	w.desks = w.openDesks()
	var all []*person
	for i, s := range entries {
		for range int(math.Round(float64(people) * volumes[i] / total)) {
			x := newPerson(w, r, s)
			at := w.arrival(r, s.Entry, hours[s])
			if len(w.desks) > 0 { // everybody at once
				x.arrives = at
				all = append(all, x)
				continue
			}
			if at < w.warmUp && s.Entry.Mode != journey.EntryBase {
				continue
			}
			x.live(at)
			if !x.counting() { // left in the warm-up
				continue
			}
			counts.add(x.tally)
			counts.People++
		}
	}
	if len(all) > 0 {
		// People are numbered entry by entry, day by day: so they stand in line when they ask at one instant.
		place := map[*journey.Step]int{}
		for i, s := range entries {
			place[s] = i
		}
		slices.SortStableFunc(all, func(a, b *person) int {
			return cmp.Or(place[a.entry]-place[b.entry], int(a.arrives/day-b.arrives/day))
		})
		for i, x := range all {
			x.number = i
		}
		w.together(all)
		for _, x := range all {
			if !x.counting() {
				continue
			}
			x.finish()
			counts.add(x.tally)
			counts.People++
		}
		counts.add(w.deskCounts())
	}
	return counts
}

// add adds what one person, or a desk, counted.
func (c *Counts) add(tally map[string]float64) {
	for name, v := range tally {
		moments := c.Of[name]
		moments.Sum += v
		moments.Squares += v * v
		c.Of[name] = moments
	}
}

// hours are the weights of the hours of a run for an entry.
func (w *world) hours(e *journey.Entry) []float64 {
	weights := make([]float64, w.horizon/3_600_000)
	mean := 0.0
	for _, p := range e.Profile {
		mean += p.Weight / 168
	}
	var before time.Time
	for _, d := range w.m.NamedDates {
		if d.ID == e.Before {
			loc := w.zone
			if d.Zone != "" {
				loc = location(d.Zone)
			}
			first := w.tick(date(d.Date), d.At, loc)
			for _, at := range w.occurrences(d) { // of a repeated date the first of the run
				if first < 0 {
					first = at
				}
			}
			at := time.UnixMilli(w.start.UnixMilli() + first).In(w.zone)
			before = time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
		}
	}
	plain, shaped := 0.0, 0.0
	for h := range weights {
		t := w.wall(int64(h)*3_600_000, w.zone)
		today := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
		if e.From != "" && today.Before(date(e.From)) || e.Until != "" && today.After(date(e.Until)) {
			continue
		}
		weight := 1.0
		if e.Mode == journey.EntryStream {
			weight = w.m.Value(e.PerDay).Value / 24
		}
		if len(e.Profile) > 0 {
			factor := 0.0
			for _, p := range e.Profile {
				if weekdays[p.Day] == t.Weekday() && p.Hour == t.Hour() {
					factor += p.Weight / mean
				}
			}
			weight *= factor
		}
		if len(e.Curve) > 0 {
			if today.After(before) {
				continue
			}
			plain += weight
			share := 0.0
			for _, c := range e.Curve {
				if c.DaysBefore == int(before.Sub(today)/(24*time.Hour)) {
					share += c.Share
				}
			}
			weight *= share
			shaped += weight
		}
		weights[h] = weight
	}
	if shaped > 0 {
		for h := range weights {
			weights[h] *= plain / shaped
		}
	}
	return weights
}

func (w *world) arrival(r *rand.Rand, e *journey.Entry, hours []float64) int64 {
	if e.Mode == journey.EntryBase {
		return 0
	}
	if e.Mode == journey.EntryCohort && len(e.Profile) == 0 && len(e.Curve) == 0 && e.From == "" && e.Until == "" {
		return 0
	}
	total := 0.0
	for _, weight := range hours {
		total += weight
	}
	u := r.Float64() * total
	for h, weight := range hours {
		if u -= weight; u < 0 {
			return int64(h)*3_600_000 + r.Int64N(3_600_000)
		}
	}
	return 0
}

// rule reads a rule with its segments put in.
func (w *world) rule(text string) rule.Expr {
	if x, ok := w.rules[text]; ok {
		return x
	}
	x, faults := rule.Read(text, w.words)
	if len(faults) > 0 {
		panic("oracle: " + faults[0].Error())
	}
	w.rules[text] = x
	return x
}

// watch collects the lengths of time with which rules compare, and those of fading scores.
func (w *world) watch() {
	for _, s := range w.m.Scenarios {
		w.watching = w.watching || s.Trigger.Kind == journey.TriggerSegment
		for _, exit := range s.Exits {
			w.watching = w.watching || exit.Event == ""
		}
	}
	seen := map[int64]bool{}
	for _, source := range rule.Sources(w.m) {
		rule.Walk(w.rule(source.Text), func(x rule.Expr) {
			if c, ok := x.(*rule.Compare); ok {
				for _, d := range []rule.Duration{c.Duration, c.Window} {
					if ms := d.Milliseconds(); ms > 0 && !seen[ms] {
						seen[ms] = true
						w.spans = append(w.spans, ms)
					}
				}
			}
		})
	}
	for _, s := range w.m.Scores {
		if s.DecayAfter == 0 || s.DecayPoints == 0 {
			continue
		}
		every := int64(s.DecayEvery) * 1000
		if every == 0 {
			every = day
		}
		for ms := int64(s.DecayAfter)*1000 + every; ms < w.horizon; ms += every {
			w.spans = append(w.spans, ms)
		}
	}
}
