package engine

import (
	"context"
	"os"
	"reflect"
	"testing"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
)

// Variants of the second reference model count to the bit what whole lives count, for any number of workers: requests in the order
// of the arrivals, minutes or weeks later, from two entries, to a desk that closes, and days of which each has to be cut.
func TestBatchesOfManyAreCountedAsWholeLives(t *testing.T) {
	t.Parallel()
	for name, v := range map[string]struct {
		people int
		change func(m *journey.Map)
	}{
		"as it is":      {40_000, func(*journey.Map) {}},
		"minutes later": {40_000, func(m *journey.Map) { page(m, 10*journey.Minute) }},
		"weeks later":   {40_000, func(m *journey.Map) { page(m, 10*journey.Day) }},
		"closing": {40_000, func(m *journey.Map) {
			page(m, 0)
			for _, day := range journey.Weekday("").Words() {
				m.Steps[1].Support.Opening = append(m.Steps[1].Support.Opening, journey.Hours{Day: journey.Weekday(day), From: 9 * 3600, Until: 18 * 3600})
			}
			m.Steps = append(m.Steps, &journey.Step{ID: "other", Kind: journey.StepEntry, Name: "Other", Entry: &journey.Entry{Mode: journey.EntryStream, PerDay: journey.Guess(5000)}})
			m.Links = append(m.Links, &journey.Link{ID: "other_page", From: "other", Port: "out", To: "page"})
		}},
		"a busy day": {150_000, func(m *journey.Map) { m.Settings.HorizonDays = 1 }},
	} {
		data, err := os.ReadFile("../testdata/reference/ref2.json")
		if err != nil {
			t.Fatal(err)
		}
		m, problems := codec.DecodeMap(data)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		v.change(m)
		p, problems := program.Compile(m)
		if len(problems) > 0 {
			t.Fatal(name, problems)
		}
		if l := newLayout(p, Options{}); l.tables == nil || l.tables.pool == nil {
			t.Errorf("%s: the map has no pool", name)
		}
		plan := cohort.NewPlan(p, 5, v.people)
		want, err := Run(context.Background(), p, plan, Options{whole: true}, 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, workers := range []int{1, 2, 5} {
			told := int64(0)
			got, err := Run(context.Background(), p, plan, Options{}, workers, func(done, of int64) { told = done * 1000 / of })
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s, %d workers: %s", name, workers, difference(p, got, want))
			}
			if told != 1000 {
				t.Errorf("%s, %d workers: progress ended at %d of 1000", name, workers, told)
			}
		}
		if d := &want.Desks[0]; d.Answered < 10_000 {
			t.Errorf("%s: %d of %d are answered, %d give up: the test compares little", name, d.Answered, v.people, d.GaveUp)
		}
	}
}

// A second entry that the pool does not take (its visits cost, or its way takes time, or parts) leaves no one's request behind: all
// that people ask together is counted as of whole lives.
func TestEntriesThatThePoolDoesNotTakeAskDesksToo(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(e *journey.Entry, l *journey.Link) *journey.Link{
		"it costs": func(e *journey.Entry, _ *journey.Link) *journey.Link { e.CostPerVisit = journey.Unit; return nil },
		"it takes time": func(_ *journey.Entry, l *journey.Link) *journey.Link {
			l.Delay = journey.Fixed(journey.Minute)
			return nil
		},
		"its way parts": func(_ *journey.Entry, l *journey.Link) *journey.Link {
			return &journey.Link{ID: "again", From: l.From, Port: l.Port, To: l.To}
		},
		"it is the same": func(*journey.Entry, *journey.Link) *journey.Link { return nil },
	} {
		data, err := os.ReadFile("../testdata/reference/ref2.json")
		if err != nil {
			t.Fatal(err)
		}
		m, problems := codec.DecodeMap(data)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		entry := &journey.Entry{Mode: journey.EntryStream, PerDay: journey.Guess(5000)}
		link := &journey.Link{ID: "other_support", From: "other", Port: "out", To: "support"}
		m.Steps = append(m.Steps, &journey.Step{ID: "other", Kind: journey.StepEntry, Name: "Other", Entry: entry})
		m.Links = append(m.Links, link)
		if more := change(entry, link); more != nil {
			m.Links = append(m.Links, more)
		}
		p, problems := program.Compile(m)
		if len(problems) > 0 {
			t.Fatal(name, problems)
		}
		plan := cohort.NewPlan(p, 5, 10_000)
		want, err := Run(context.Background(), p, plan, Options{whole: true}, 1, nil)
		if err != nil {
			t.Fatal(name, err)
		}
		for _, workers := range []int{1, 3} {
			got, err := Run(context.Background(), p, plan, Options{}, workers, nil)
			if err != nil {
				t.Errorf("%s, %d workers: %v", name, workers, err)
				continue
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s, %d workers: %s", name, workers, difference(p, got, want))
			}
		}
	}
}

// page puts a page before the desk, and a delay behind the page.
func page(m *journey.Map, delay journey.Duration) {
	m.Steps = append(m.Steps, &journey.Step{ID: "page", Kind: journey.StepTouchpoint, Name: "Page", Touchpoint: &journey.Touchpoint{}})
	m.Links[0].To = "page"
	most := journey.Guess(0.9)
	on := &journey.Link{ID: "page_support", From: "page", Port: "out", To: "support", Weight: &most}
	if delay > 0 {
		on.Delay = journey.Law{Kind: journey.LawExponential, Mean: delay}
	}
	m.Links = append(m.Links, on)
}
