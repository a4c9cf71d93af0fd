package cli

import (
	"math"
	"strings"

	"rehearse/journey"
	"rehearse/simulate"
	sessions "rehearse/ui/session"
)

// sureFlags say how sure a run is to be, and how much it may take.
type sureFlags struct {
	Batches int `name:"batches" default:"0"`
	// Until is half the interval of a goal's rate at which it is enough: "0.5pp" of points, "2%" of the rate itself.
	Until string `name:"until" placeholder:"0.5pp|2%"`
	Goal  string `name:"goal" placeholder:"NAME"`
	Most  int64  `name:"most" default:"10000000"`
	// Bands shows what the ranges of assumptions do, drawn from so many times.
	Bands bool `name:"bands"`
	Draws int  `name:"draws" default:"200"`
	// MaxMemory refuses a run that would need more, such as "512MB".
	MaxMemory string `name:"max-memory" placeholder:"512MB"`
}

// usualPeople is the default of -n. Where people share agents it stands for as many as the map's own volumes bring.
const usualPeople = sessions.UsualPeople

// add puts what the flags ask for into the specification of a run.
func (f sureFlags) add(m *journey.Map, spec *simulate.Spec) error {
	if f.Batches < 0 || f.Batches > simulate.MaxBatches {
		return useError("cli.batches_range", journey.Args{"Batches": f.Batches, "Most": simulate.MaxBatches})
	}
	spec.Batches = f.Batches
	if f.Draws < simulate.FewestDraws || f.Draws > simulate.MostDraws {
		return useError("cli.draws_range", journey.Args{"Draws": f.Draws, "Least": simulate.FewestDraws, "Most": simulate.MostDraws})
	}
	if f.Bands {
		spec.Bands = f.Draws
	}
	if f.MaxMemory != "" {
		bytes, ok := parseSize(f.MaxMemory)
		if !ok {
			return useError("cli.bad_size", journey.Args{"Value": f.MaxMemory})
		}
		spec.MaxMemory = bytes
	}
	return f.addUntil(m, spec)
}

func (f sureFlags) addUntil(m *journey.Map, spec *simulate.Spec) error {
	if f.Until == "" {
		if f.Goal != "" {
			return useError("cli.goal_without_until", nil)
		}
		return nil
	}
	half, relative, ok := parseHalf(f.Until)
	if !ok {
		return useError("cli.bad_until", journey.Args{"Value": f.Until})
	}
	if f.Most < simulate.UntilFewest || f.Most > mostPeople {
		return useError("cli.most_range", journey.Args{"Value": f.Most, "Least": simulate.UntilFewest, "Most": mostPeople})
	}
	spec.Until = &simulate.Until{Half: half, Relative: relative, Most: f.Most}
	if spec.People == usualPeople { // nobody asked for a number to begin with
		spec.People = simulate.UntilFewest
	}
	if f.Goal != "" {
		id, found := goalNamed(m, f.Goal)
		if !found {
			return useError("cli.unknown_goal", journey.Args{"Name": f.Goal})
		}
		spec.Until.Goal = id
	}
	return nil
}

// goalNamed finds a goal step by ID, else the only one of this name.
func goalNamed(m *journey.Map, name string) (journey.ID, bool) {
	var named []journey.ID
	for _, s := range m.Steps {
		switch {
		case s.Kind != journey.StepGoal:
		case s.ID == journey.ID(name):
			return s.ID, true
		case s.Name == name:
			named = append(named, s.ID)
		}
	}
	if len(named) != 1 {
		return "", false
	}
	return named[0], true
}

// parseHalf reads half an interval: "0.5pp" (or "0,5 п.п.") is half a percentage point to either side, up to 50; "2%" is
// two per cent of the rate itself, up to 100. A unit is a must.
func parseHalf(text string) (half float64, relative, ok bool) {
	text = strings.ToLower(strings.NewReplacer(" ", "", "\u00a0", "").Replace(text))
	for _, unit := range []struct {
		name     string
		relative bool
		most     float64
	}{{"pp", false, 50}, {"п.п.", false, 50}, {"пп", false, 50}, {"%", true, 100}} {
		digits, found := strings.CutSuffix(text, unit.name)
		if !found {
			continue
		}
		n, err := parseNumber(digits)
		if err != nil || math.IsNaN(n) || !(n > 0 && n <= unit.most) {
			return 0, false, false
		}
		return n / 100, unit.relative, true
	}
	return 0, false, false
}
