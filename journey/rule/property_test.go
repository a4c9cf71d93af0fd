package rule

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// drawExpr draws a rule of the sample vocabulary in the form Parse gives.
func drawExpr(t *rapid.T, depth int) Expr {
	kind := rapid.IntRange(0, 9).Draw(t, "node")
	if depth == 0 {
		kind = 9
	}
	switch kind {
	case 0:
		return &Const{Value: rapid.Bool().Draw(t, "constant")}
	case 1, 2:
		return &Not{X: drawExpr(t, depth-1)}
	case 3, 4:
		return All(drawExpr(t, depth-1), drawExpr(t, depth-1), drawExpr(t, depth-1))
	case 5, 6:
		return Any(drawExpr(t, depth-1), drawExpr(t, depth-1))
	}
	return drawAtom(t)
}

func drawAtom(t *rapid.T) Expr {
	pick := func(kind Kind) Ref {
		name := rapid.SampledFrom(sample().names(kind)).Draw(t, "name")
		if name.Name == "Twin" {
			name.Name = name.ID
		}
		return Ref{Kind: kind, ID: name.ID, Name: name.Name}
	}
	event := func() Ref {
		kind := rapid.SampledFrom([]Kind{EventName, GoalName, ReceivedMessage, OpenedMessage, ClickedMessage}).Draw(t, "event")
		if kind.IsMessageEvent() && rapid.Bool().Draw(t, "any message") {
			return Ref{Kind: kind}
		}
		return pick(kind)
	}
	duration := func(least int64) Duration {
		return Duration{N: rapid.Int64Range(least, 5).Draw(t, "units"), Unit: Unit(rapid.IntRange(0, 4).Draw(t, "unit"))}
	}
	op := Op(rapid.IntRange(0, 5).Draw(t, "operator"))
	order := Op(rapid.IntRange(int(Less), int(GreaterOrEqual)).Draw(t, "order"))
	switch rapid.IntRange(0, 2).Draw(t, "atom") {
	case 0:
		fact := Fact(rapid.IntRange(0, int(YesProperty)).Draw(t, "fact"))
		switch fact {
		case Never:
			return &Is{Fact: fact, Of: event()}
		case Subscribed:
			return &Is{Fact: fact, Of: pick(rapid.SampledFrom(subscribeKinds).Draw(t, "subscription"))}
		case YesProperty:
			return &Is{Fact: fact, Of: Ref{Kind: PropertyName, ID: "vip", Name: "VIP"}}
		}
		return &Is{Fact: fact, Of: pick(factKind[fact])}
	case 1:
		x := &Compare{Quantity: Quantity(rapid.IntRange(0, int(NumberProperty)).Draw(t, "quantity")), Op: op}
		switch x.Quantity {
		case Last:
			x.Of, x.Op, x.Duration = event(), order, duration(0)
		case Since, Until:
			x.Of, x.Op, x.Duration = Ref{Kind: PropertyName, ID: "trial_end", Name: "Trial end"}, order, duration(0)
			if rapid.Bool().Draw(t, "named date") {
				x.Of = pick(NamedDateName)
			}
		case Count:
			x.Of, x.Number = event(), float64(rapid.IntRange(0, 3).Draw(t, "times"))
			if rapid.Bool().Draw(t, "windowed") {
				x.Window = duration(1)
			}
		case Points:
			x.Of, x.Number = pick(ScoreName), float64(rapid.IntRange(-100, 100).Draw(t, "tenths"))/10
			if rapid.Bool().Draw(t, "first score") {
				x.Of = Ref{Kind: ScoreName, ID: "lead"}
			}
		case Interest:
			x.Of, x.Number = pick(ScoreName), float64(rapid.IntRange(1, 4).Draw(t, "level"))
		case PayGrade:
			x.Op, x.Number = order, float64(rapid.IntRange(1, 5).Draw(t, "grade"))
		case NumberProperty:
			x.Of, x.Number = Ref{Kind: PropertyName, ID: "staff", Name: "Staff"}, float64(rapid.IntRange(-9, 9).Draw(t, "staff"))
		}
		return x
	}
	x := &OneOf{Quality: Quality(rapid.IntRange(0, int(ChoiceProperty)).Draw(t, "quality"))}
	value := func() Ref { return pick(valueKind[x.Quality]) }
	if x.Quality == ChoiceProperty {
		x.Of = Ref{Kind: PropertyName, ID: "plan", Name: "Plan"}
		value = func() Ref {
			choice := rapid.SampledFrom([]string{"free", "pro", "team"}).Draw(t, "choice")
			return Ref{Kind: ChoiceName, ID: choice, Name: choice}
		}
	}
	for range rapid.IntRange(1, 3).Draw(t, "values") {
		x.Values = append(x.Values, value())
	}
	return x
}

// Whatever rule there is, its text in either language means the same rule, and printing is stable.
func TestPrintingAndReadingGivesTheSameRule(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		x := drawExpr(t, 4)
		for _, lang := range []Lang{English, Russian} {
			text := Format(x, lang)
			if len(text) > MaxBytes {
				t.Skip("the drawn rule is too long for a text")
			}
			again, errs := Read(text, sample())
			if len(errs) > 0 {
				t.Fatalf("%s\n%v", text, errs)
			}
			if !Same(x, again) {
				t.Fatalf("%s\nreads as\n%s", text, Format(again, lang))
			}
			if Format(again, lang) != text {
				t.Fatalf("%s\nprints as\n%s", text, Format(again, lang))
			}
		}
	})
}

// Names may hold anything a person can type.
func TestAnyNameSurvivesQuoting(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.String().Draw(t, "name")
		if len(name) > 1000 {
			t.Skip("too long")
		}
		x, err := Parse(Format(&Is{Fact: Mark, Of: Ref{Kind: MarkName, Name: name}}, Russian))
		if err != nil {
			t.Fatal(err)
		}
		if got := x.(*Is).Of.Name; got != name {
			t.Fatalf("%q came back as %q", name, got)
		}
	})
}

// drawPerson draws facts that lie on and around the limits drawAtom draws.
func drawPerson(t *rapid.T) person {
	set := func(label string, ids ...string) map[string]bool {
		chosen := map[string]bool{}
		for _, id := range ids {
			chosen[id] = rapid.Bool().Draw(t, label)
		}
		return chosen
	}
	age := rapid.Custom(func(t *rapid.T) int64 {
		d := Duration{N: rapid.Int64Range(0, 5).Draw(t, "units"), Unit: Unit(rapid.IntRange(0, 4).Draw(t, "unit"))}
		return d.Milliseconds() + rapid.Int64Range(-1, 1).Draw(t, "ticks")
	})
	p := person{
		known: set("known", "email", "sms", "search"), allowed: set("allowed", "email", "sms", "search"),
		subscribed: set("subscribed", "email", "sms", "search", "news"), marks: set("mark", "called"),
		segments: set("segment", "engaged", "idle"), yes: set("yes", "vip"),
		events: map[Ref][]int64{}, dates: map[string]int64{},
		points:   map[string]float64{"lead": rapid.Float64Range(0, 80).Draw(t, "lead"), "fit": 1},
		grade:    rapid.IntRange(1, 5).Draw(t, "grade"),
		persona:  rapid.SampledFrom([]string{"investor", "partner", "novice"}).Draw(t, "persona"),
		language: rapid.SampledFrom([]string{"en", "ru"}).Draw(t, "language"),
		entry:    rapid.SampledFrom([]string{"ads", "blog"}).Draw(t, "entry"),
		channel:  rapid.SampledFrom([]string{"", "search"}).Draw(t, "channel"),
		numbers:  map[string]float64{}, choices: map[string]string{},
	}
	for _, kind := range []Kind{EventName, GoalName, ReceivedMessage, OpenedMessage, ClickedMessage} {
		for _, name := range sample().names(kind) {
			for range rapid.IntRange(0, 3).Draw(t, "occurrences") {
				ref := Ref{Kind: kind, ID: name.ID}
				p.events[ref] = append(p.events[ref], max(0, age.Draw(t, "age")))
			}
			if kind.IsMessageEvent() {
				all := Ref{Kind: kind}
				p.events[all] = append(p.events[all], p.events[Ref{Kind: kind, ID: name.ID}]...)
			}
		}
	}
	for _, date := range []string{"trial_end", "webinar"} {
		if rapid.Bool().Draw(t, "has date") {
			p.dates[date] = age.Draw(t, "date") * rapid.SampledFrom([]int64{-1, 1}).Draw(t, "side")
		}
	}
	if rapid.Bool().Draw(t, "has staff") {
		p.numbers["staff"] = float64(rapid.IntRange(-9, 9).Draw(t, "staff"))
	}
	if rapid.Bool().Draw(t, "has plan") {
		p.choices["plan"] = rapid.SampledFrom([]string{"free", "pro", "team"}).Draw(t, "plan")
	}
	return p
}

// later is the same person some milliseconds on, with nothing having happened.
func (p person) later(by int64) person {
	events, dates := map[Ref][]int64{}, map[string]int64{}
	for ref, ages := range p.events {
		for _, age := range ages {
			events[ref] = append(events[ref], age+by)
		}
	}
	for id, age := range p.dates {
		dates[id] = age + by
	}
	p.events, p.dates = events, dates
	return p
}

// An engine wakes a person up only at the offsets TimeAtoms gives; between two of them no rule may
// change, else people enter and leave segments late.
func TestRulesChangeByTimeOnlyAtTheirCrossings(t *testing.T) {
	t.Parallel()
	changed := 0
	rapid.Check(t, func(t *rapid.T) {
		x, p := drawExpr(t, 2), drawPerson(t)
		var moments []int64
		for _, atom := range TimeAtoms(x) {
			anchors := p.ages(atom.Atom.Of)
			if atom.Atom.Quantity == Since || atom.Atom.Quantity == Until {
				anchors = nil
				if age, ok := p.dates[atom.Atom.Of.ID]; ok {
					anchors = []int64{age}
				}
			}
			for _, age := range anchors {
				for _, offset := range atom.Offsets {
					if moment := offset - age; moment > 0 {
						moments = append(moments, moment)
					}
				}
			}
			if !slices.IsSorted(atom.Offsets) {
				t.Fatalf("offsets %v are not rising", atom.Offsets)
			}
		}
		moments = append(moments, 1<<50)
		slices.Sort(moments)
		holds, since := Eval(x, p), int64(0)
		for _, moment := range moments {
			for _, probe := range []int64{since, (since + moment) / 2, moment - 1} {
				if probe >= since && Eval(x, p.later(probe)) != holds {
					t.Fatalf("%s changes at +%d ms, which no crossing announces (last %d, next %d)", Format(x, English), probe, since, moment)
				}
			}
			since = moment
			if Eval(x, p.later(moment)) != holds {
				holds = !holds
				changed++
			}
		}
	})
	if changed == 0 {
		t.Error("no drawn rule ever changed: the test tests nothing")
	}
}

// A rule that parses prints and reads back; no text makes the parser panic.
func FuzzParse(f *testing.F) {
	for _, c := range faults {
		text, _ := unmark(c.text)
		f.Add(text)
	}
	f.Add(`known("email") and not (last(opened) < 30d or persona in ("Investor")) or score("Fit") >= 2.50`)
	f.Add(`не свойство("VIP") = да и осталось("Webinar") <= 3 дня или count(clicked("Welcome"), 1w) != 0`)
	f.Fuzz(func(t *testing.T, text string) {
		x, err := Parse(text)
		if err != nil {
			if err.Start < 0 || err.End < err.Start || err.End > len(text) || x != nil {
				t.Fatalf("%q: fault outside the text: %v", text, err)
			}
			return
		}
		for _, lang := range []Lang{English, Russian} {
			printed := Format(x, lang)
			if len(printed) > MaxBytes {
				continue
			}
			again, err := Parse(printed)
			if err != nil {
				t.Fatalf("%q prints as %q: %v", text, printed, err)
			}
			if !Same(x, again) {
				t.Fatalf("%q prints as %q, which is another rule", text, printed)
			}
		}
		vocabulary := sample()
		Check(x, vocabulary)
		if got := Renamed(text, vocabulary, vocabulary); got != text {
			t.Fatalf("renaming nothing changes %q to %q", text, got)
		}
		if place := x.Place(); strings.TrimSpace(text[place.Start:place.End]) == "" {
			t.Fatalf("%q: the rule has no place in its text", text)
		}
	})
}
