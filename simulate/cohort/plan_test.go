package cohort_test

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
	"rehearse/simulate/trial"
)

func compiled(t *testing.T, b *trial.Builder) *program.Program {
	t.Helper()
	p, problems := program.Compile(b.Done())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return p
}

// arrivals lists everybody of a plan.
func arrivals(p *cohort.Plan) []cohort.Arrival {
	var all []cohort.Arrival
	p.Walk(0, p.People(), func(a cohort.Arrival) bool {
		all = append(all, a)
		return true
	})
	return all
}

func TestPersonIsEntryDayAndOrdinalWhateverTheVolumes(t *testing.T) {
	t.Parallel()
	build := func(perDay, other float64) *cohort.Plan {
		b := trial.New(5)
		b.Step("a", "", &journey.Entry{PerDay: journey.Guess(perDay)})
		b.Step("b", "", &journey.Entry{PerDay: journey.Guess(other)})
		return cohort.NewPlan(compiled(t, b), 42, 0)
	}
	few, many := arrivals(build(10, 3)), arrivals(build(20, 7))
	known := map[[3]int64]cohort.Arrival{}
	for _, a := range many {
		known[[3]int64{int64(a.Entry), int64(a.Day), a.Ordinal}] = a
	}
	for _, a := range few {
		other, ok := known[[3]int64{int64(a.Entry), int64(a.Day), a.Ordinal}]
		if !ok || other.Key != a.Key || other.At != a.At {
			t.Fatalf("%+v became %+v when more people came", a, other)
		}
	}
	if len(few) != 65 || len(many) != 135 {
		t.Errorf("%d and %d people, want 65 and 135", len(few), len(many))
	}
}

func TestWalkArrivalAndFindAgree(t *testing.T) {
	t.Parallel()
	b := trial.New(9)
	b.Step("a", "", &journey.Entry{PerDay: journey.Guess(0.4)})
	b.Cohort("b", 5)
	p := cohort.NewPlan(compiled(t, b), 1, 0)
	for n, a := range arrivals(p) {
		if one := p.Arrival(int64(n)); one != a {
			t.Errorf("person %d is %+v and %+v", n, one, a)
		}
		if found, ok := p.Find(a.Entry, a.Day, a.Ordinal); !ok || found != a {
			t.Errorf("person %d is found as %+v", n, found)
		}
	}
	if _, ok := p.Find(0, 0, 7); ok {
		t.Error("somebody was found who is not there")
	}
	// 0.4 a day: the sum passes ½, 1½, 2½ and 3½ on days 1, 3, 6 and 8.
	var days []int32
	for _, a := range arrivals(p) {
		if a.Entry == 0 {
			days = append(days, a.Day)
		}
	}
	if len(days) != 4 || days[0] != 1 || days[1] != 3 || days[2] != 6 || days[3] != 8 {
		t.Errorf("people came on days %v", days)
	}
}

func TestArrivalsFollowProfileDatesAndCurve(t *testing.T) {
	t.Parallel()
	b := trial.New(14)
	b.NamedDates = append(b.NamedDates, &journey.NamedDate{ID: "d", Name: "d", Date: "2026-01-10"})
	b.Step("profile", "", &journey.Entry{PerDay: journey.Guess(100), Profile: []journey.ProfileHour{{Day: "mon", Hour: 9, Weight: 3}, {Day: "tue", Hour: 10, Weight: 1}}})
	b.Step("curve", "", &journey.Entry{Mode: journey.EntryCohort, People: 1000, Before: "d", Curve: []journey.DayShare{{DaysBefore: 0, Share: 0.6}, {DaysBefore: 2, Share: 0.4}}})
	b.Step("later", "", &journey.Entry{Mode: journey.EntryCohort, People: 7, From: "2026-01-08"})
	p := cohort.NewPlan(compiled(t, b), 1, 0)
	const hour = 3_600_000
	count := map[[2]int64]int{}
	for _, a := range arrivals(p) {
		count[[2]int64{int64(a.Entry), a.At / hour}]++
		if a.Entry == 2 && a.At != 72*hour {
			t.Errorf("the later cohort came at %d", a.At)
		}
	}
	// Mondays 9:00 and Tuesdays 10:00 of two weeks share 1,400 people 3 : 1.
	for at, want := range map[int64]int{9: 525, 34: 175, 9 + 168: 525, 34 + 168: 175} {
		if got := count[[2]int64{0, at}]; got != want {
			t.Errorf("hour %d: %d people, want %d", at, got, want)
		}
	}
	perDay := map[int64]int{}
	for key, n := range count {
		if key[0] == 1 {
			perDay[key[1]/24] += n
		}
	}
	if len(perDay) != 2 || perDay[5] != 600 || perDay[3] != 400 {
		t.Errorf("the curve brought %v", perDay)
	}
}

func TestTraitsHaveTheirSharesAndMoveOnlyWithTheirThreshold(t *testing.T) {
	t.Parallel()
	const n = 20_000
	build := func(ru float64) (*program.Program, *cohort.Plan) {
		b := trial.New(5)
		b.Properties = append(b.Properties, &journey.Property{ID: "plan", Name: "plan", Choices: []string{"free", "pro"}}, &journey.Property{ID: "staff", Name: "staff", Type: journey.PropertyNumber})
		b.Channel("email")
		p := b.Personas[0]
		p.Languages = []journey.Weighted{{Value: "ru", Share: journey.Guess(ru)}, {Value: "en", Share: journey.Guess(1 - ru)}}
		p.Properties = []journey.PropertyMix{
			{Property: "plan", Values: []journey.Weighted{{Value: "free", Share: journey.Guess(0.75)}, {Value: "pro", Share: journey.Guess(0.25)}}},
			{Property: "staff", Low: 1, High: 4},
		}
		p.Channels[0].Known, p.Channels[0].Allowed = journey.Guess(0.5), journey.Guess(0.4)
		b.Cohort("in", n)
		compiled := compiled(t, b)
		return compiled, cohort.NewPlan(compiled, 3, 0)
	}
	p, plan := build(0.3)
	other, otherPlan := build(0.35)
	x, y := cohort.NewPerson(p), cohort.NewPerson(other)
	russian, moved, pro, both, staff := 0, 0, 0, 0, [5]int{}
	for i := range int64(n) {
		x.Become(plan.Arrival(i))
		y.Become(otherPlan.Arrival(i))
		if p.Languages[x.Language] == "ru" {
			russian++
			if other.Languages[y.Language] != "ru" {
				t.Fatal("somebody lost a language whose share grew")
			}
		} else if other.Languages[y.Language] == "ru" {
			moved++
		}
		if x.Property(0) != y.Property(0) || x.Property(1) != y.Property(1) || x.Knows(0) != y.Knows(0) {
			t.Fatal("a changed mix of languages moved another trait")
		}
		pro += int(x.Property(0))
		staff[x.Property(1)/program.Millionths]++
		if x.Knows(0) && x.Allows(0) {
			both++
		}
	}
	for what, c := range map[string]struct {
		got int
		p   float64
	}{"ru": {russian, 0.3}, "moved": {moved, 0.05}, "pro": {pro, 0.25}, "known and allowed": {both, 0.2}, "staff 1": {staff[1], 0.25}, "staff 4": {staff[4], 0.25}} {
		if off := math.Abs(float64(c.got)/n-c.p) / math.Sqrt(c.p*(1-c.p)/n); off > 5 {
			t.Errorf("%s: %d of %d, want %v (%.1f standard errors off)", what, c.got, n, c.p, off)
		}
	}
}

func TestAnotherSeedBringsOtherPeople(t *testing.T) {
	t.Parallel()
	b := trial.New(5)
	b.Cohort("in", 10)
	p := compiled(t, b)
	keys := map[random.Person]bool{}
	for seed := range uint64(20) {
		for _, a := range arrivals(cohort.NewPlan(p, seed, 0)) {
			keys[a.Key] = true
		}
	}
	if len(keys) != 200 {
		t.Errorf("%d different people, want 200", len(keys))
	}
}

// Streams by chance: over 3,600 days of a mean of 30 the numbers have the mean and the variance of the Poisson law, 30, within
// five standard errors (√(30/3600) = 0.091, and a little more than 30·√(2/3600) = 0.71); above the largest tabulated mean too
// (2,500 a day: 0.83, 59). Or so many people as asked for come, on days by chance: a day has the same variance. A
// cohort brings everybody.
func TestStreamsByChanceArePoissonProcesses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		perDay, days float64
		people       int
	}{{30, 3600, 0}, {2500, 3600, 0}, {30, 3600, 108_005}} {
		b := trial.New(int(c.days))
		b.Step("in", "", &journey.Entry{PerDay: journey.Guess(c.perDay)})
		b.Cohort("all", 5)
		p := cohort.NewPoissonPlan(compiled(t, b), 7, c.people)
		perDay := make([]float64, int(c.days))
		cohorts := 0
		for i := range p.People() {
			switch a := p.Arrival(i); a.Entry {
			case 0:
				perDay[a.Day]++
			default:
				cohorts++
			}
		}
		mean, square := 0.0, 0.0
		for _, n := range perDay {
			mean += n / c.days
			square += n * n / c.days
		}
		variance := square - mean*mean
		if c.people != 0 && p.People() != int64(c.people) || cohorts != 5 ||
			math.Abs(mean-c.perDay) > 5*math.Sqrt(c.perDay/c.days) || math.Abs(variance-c.perDay) > 5*(c.perDay+1)*math.Sqrt(2/c.days) {
			t.Errorf("%+v: %d people, %d of the cohort, mean %v, variance %v", c, p.People(), cohorts, mean, variance)
		}
	}
}

// A stream that brings more has everybody who came before, with the same key, on the same day, and others: the number of each
// day only grows.
func TestMoreVolumeTakesNobodyAwayFromAStreamByChance(t *testing.T) {
	t.Parallel()
	plan := func(perDay float64) *cohort.Plan {
		b := trial.New(60)
		b.Step("in", "", &journey.Entry{PerDay: journey.Guess(perDay)})
		return cohort.NewPoissonPlan(compiled(t, b), 3, 0)
	}
	few, many := plan(1700), plan(1900)
	for _, a := range arrivals(few) {
		if b, ok := many.Find(a.Entry, a.Day, a.Ordinal); !ok || a.Key != b.Key || a.At != b.At {
			t.Fatalf("%+v became %+v, %v", a, b, ok)
		}
	}
	if few.People() >= many.People() {
		t.Errorf("%d people became %d", few.People(), many.People())
	}
}

// Everybody of a plan comes in one stretch, in order of time, with the moment and the key the plan gives: days put together, cut
// days, crowds that come at once, people who are there before.
func TestEverybodyComesOnceInOrderOfTime(t *testing.T) {
	t.Parallel()
	b := trial.New(5)
	b.Step("a", "", &journey.Entry{PerDay: journey.Guess(70)})
	b.Step("b", "", &journey.Entry{PerDay: journey.Guess(30)})
	b.Step("crowd", "", &journey.Entry{Mode: journey.EntryCohort, People: 2000})
	b.Step("before", "", &journey.Entry{Mode: journey.EntryBase, People: 40, Base: &journey.BasePeople{}})
	p := cohort.NewPlan(compiled(t, b), 42, 0)
	for _, size := range []struct {
		people, most int64
		stretches    int
	}{{10_000, 10_000, 1}, {1, 1, 24*60 + 4*100}, {40, 40, 3 * 5}, {300, 3000, 3}} {
		list := p.Stretches(size.people, size.most)
		if len(list) < size.stretches {
			t.Errorf("%+v: %d stretches", size, len(list))
		}
		var c cohort.Comers
		var got []cohort.Arrival
		for i := range list {
			c.Gather(p, &list[i])
			more := make([]cohort.Arrival, c.Len())
			c.Fill(more[:len(more)/3], 0)
			c.Fill(more[len(more)/3:], len(more)/3)
			got = append(got, more...)
		}
		want := arrivals(p)
		slices.SortFunc(want, func(a, b cohort.Arrival) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Number, b.Number)) })
		if !slices.Equal(got, want) {
			t.Errorf("%+v: %d people came, want %d", size, len(got), len(want))
		}
	}
}
