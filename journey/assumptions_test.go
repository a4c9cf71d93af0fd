package journey

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"
)

// believed is a map with an assumption of every sort.
func believed() *Map {
	m := New("believed", "2026-01-05")
	low, high := 0.1, 0.3
	m.Assumptions = []*AssumptionRecord{
		{ID: "ctr", Name: "Click rate", Fact: Assumption{Value: 0.2, Low: &low, High: &high, Per: PerOpened, Evidence: EvidenceBenchmark, Source: "a study"}},
		{ID: "idle", Name: "Nobody uses it", Fact: Guess(0.5)},
	}
	use := func() *Assumption { return &Assumption{Use: "ctr", Evidence: EvidenceGuess} }
	weight := func(v float64) *Assumption { a := Guess(v); return &a }
	m.Personas = []*Persona{
		{ID: "anna", Share: Guess(0.5), Languages: []Weighted{{Value: "en", Share: Guess(0.8)}, {Value: "ru", Share: Guess(0.2)}}},
		{ID: "boris", Share: Guess(0.3)}, {ID: "clara", Share: Guess(0.2)},
	}
	m.Channels = []*Channel{{ID: "email", Rates: Rates{Clicked: use()}}}
	m.Steps = []*Step{
		{ID: "in", Kind: StepEntry, Entry: &Entry{Mode: EntryStream, PerDay: Guess(10)}},
		{ID: "list", Kind: StepEntry, Entry: &Entry{Mode: EntryCohort, People: 5, PerDay: Guess(7)}},
		{ID: "page", Kind: StepTouchpoint, Touchpoint: &Touchpoint{}},
		{ID: "letter", Kind: StepMessage, Message: &Message{Rates: Rates{Clicked: use()}}},
		{ID: "coin", Kind: StepSplit, Split: &Split{Arms: []SplitArm{{ID: "a", Weight: Guess(0.25)}, {ID: "b", Weight: Guess(0.75)}}}},
		{ID: "sold", Kind: StepGoal, Goal: &Goal{Value: GoalValue{Amount: 1, Evidence: Guess(0)}}},
	}
	m.Links = []*Link{
		{ID: "buy", From: "page", Port: PortOut, To: "sold", Weight: weight(0.3), Weights: []WeightFor{{Persona: "anna", Weight: Guess(0.6)}}},
		{ID: "think", From: "page", Port: PortOut, To: "coin", Weight: weight(0.5), Weights: []WeightFor{{Persona: "anna", Weight: Guess(0.4)}}},
	}
	m.Policy.Fatigue = []FatiguePoint{{Messages: 2, Open: Guess(0.9), Unsubscribe: Guess(2)}}
	return m
}

func place(kind Kind, id ID, field string) AssumptionPlace {
	return AssumptionPlace{Ref{Kind: kind, ID: id}, field}
}

func TestEveryAssumptionThatCountsIsListedOnce(t *testing.T) {
	t.Parallel()
	var got []string
	for _, a := range ListAssumptions(believed()) {
		got = append(got, fmt.Sprintf("%s %s %s %v most %v uses %d", a.Record.Kind, a.Record.ID, a.Field, a.Fact.Value, a.Most, len(a.Uses)))
	}
	want := []string{
		"assumption ctr fact 0.2 most 1 uses 2",
		"persona anna share 0.5 most 1 uses 0",
		"persona anna languages.0.share 0.8 most 1 uses 0",
		"persona anna languages.1.share 0.2 most 1 uses 0",
		"persona boris share 0.3 most 1 uses 0",
		"persona clara share 0.2 most 1 uses 0",
		"step in entry.per_day 10 most +Inf uses 0",
		"step coin split.arms.0.weight 0.25 most 1 uses 0",
		"step coin split.arms.1.weight 0.75 most 1 uses 0",
		"link buy weight 0.3 most 1 uses 0",
		"link buy weights.0.weight 0.6 most 1 uses 0",
		"link think weight 0.5 most 1 uses 0",
		"link think weights.0.weight 0.4 most 1 uses 0",
		"policy policy fatigue.0.open 0.9 most 1000 uses 0",
		"policy policy fatigue.0.unsubscribe 2 most 1000 uses 0",
	}
	if !slices.Equal(got, want) {
		t.Errorf("listed\n%q\nwant\n%q", got, want)
	}
}

// values reads all assumptions of a map by "id field", shared ones included.
func values(m *Map) map[string]float64 {
	list := map[string]float64{}
	for _, a := range ListAssumptions(m) {
		list[string(a.Record.ID)+" "+a.Field] = m.Value(a.Fact).Value
		for _, use := range a.Uses {
			list[string(use.Record.ID)+" "+use.Field] = m.Value(a.Fact).Value
		}
	}
	return list
}

func TestSharesThatAreOneWholeStayOneWhole(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		set  map[AssumptionPlace]float64
		want map[string]float64 // what is different afterwards
	}{
		"a shared number moves all its uses": {
			map[AssumptionPlace]float64{place(KindAssumption, "ctr", "fact"): 0.25},
			map[string]float64{"ctr fact": 0.25, "email rates.clicked": 0.25, "letter message.rates.clicked": 0.25},
		},
		// Boris and Clara share the other 0.25 as 3 : 2.
		"a persona's share takes from the others as they stand": {
			map[AssumptionPlace]float64{place(KindPersona, "anna", "share"): 0.75},
			map[string]float64{"anna share": 0.75, "boris share": 0.15, "clara share": 0.1},
		},
		// 0.6 and 0.6 for Anna and Boris are more than everybody: a half each, and nobody is Clara.
		"more than the whole is scaled to it": {
			map[AssumptionPlace]float64{place(KindPersona, "anna", "share"): 0.6, place(KindPersona, "boris", "share"): 0.6},
			map[string]float64{"boris share": 0.5, "clara share": 0},
		},
		"an arm of a split": {
			map[AssumptionPlace]float64{place(KindStep, "coin", "split.arms.0.weight"): 0.4},
			map[string]float64{"coin split.arms.0.weight": 0.4, "coin split.arms.1.weight": 0.6},
		},
		"a language": {
			map[AssumptionPlace]float64{place(KindPersona, "anna", "languages.0.share"): 1},
			map[string]float64{"anna languages.0.share": 1, "anna languages.1.share": 0},
		},
		// A fifth drops off at the page, so 0.4 + 0.5 fits …
		"who drops off takes the difference first": {
			map[AssumptionPlace]float64{place(KindLink, "buy", "weight"): 0.4},
			map[string]float64{"buy weight": 0.4},
		},
		// … and 0.7 leaves 0.3 for the other.
		"weights give way when nobody is left to drop off": {
			map[AssumptionPlace]float64{place(KindLink, "buy", "weight"): 0.7},
			map[string]float64{"buy weight": 0.7, "think weight": 0.3},
		},
		// Of Annas nobody drops off: their weights are one whole of their own.
		"weights of one persona": {
			map[AssumptionPlace]float64{place(KindLink, "buy", "weights.0.weight"): 0.5},
			map[string]float64{"buy weights.0.weight": 0.5, "think weights.0.weight": 0.5},
		},
		"what is not in the map": {map[AssumptionPlace]float64{place(KindLink, "gone", "weight"): 0.5}, map[string]float64{}},
	} {
		m := believed()
		before := values(m)
		after := values(WithAssumptions(m, c.set))
		for key, v := range after {
			want, moved := c.want[key]
			if !moved {
				want = before[key]
			}
			if math.Abs(v-want) > 1e-12 {
				t.Errorf("%s: %s is %v, want %v", name, key, v, want)
			}
		}
		if !reflect.DeepEqual(m, believed()) {
			t.Errorf("%s: the map itself has changed", name)
		}
	}
}

func TestASetValueHasNoRangeAndOtherRecordsAreShared(t *testing.T) {
	t.Parallel()
	m := believed()
	c := WithAssumptions(m, map[AssumptionPlace]float64{place(KindAssumption, "ctr", "fact"): 0.9})
	if fact := c.Assumptions[0].Fact; fact.Value != 0.9 || fact.Low != nil || fact.High != nil || fact.Source != "a study" || fact.Per != PerOpened {
		t.Errorf("the fact is %+v", fact)
	}
	if c.Assumptions[1] != m.Assumptions[1] || &c.Steps[0] != &m.Steps[0] {
		t.Error("what stays as it is was copied")
	}
	if WithAssumptions(m, nil) != m {
		t.Error("nothing to set makes a copy")
	}
}
