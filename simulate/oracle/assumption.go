package oracle

import (
	"math"
	"math/rand/v2"

	"rehearse/journey"
)

// Draw is the map with every assumption that has a range drawn from it, each by itself: a PERT law, which is a Beta law from
// low to high with its mode at the value and a mean of (low + 4 value + high) / 6. All uses of a shared assumption move
// together, and shares of one whole stay one whole (journey.WithAssumptions).
func Draw(m *journey.Map, r *rand.Rand) *journey.Map {
	values := map[journey.AssumptionPlace]float64{}
	for _, a := range journey.ListAssumptions(m) {
		if f := a.Fact; f.Low != nil && f.High != nil && *f.Low < *f.High {
			values[a.AssumptionPlace] = pert(r, *f.Low, f.Value, *f.High)
		}
	}
	return journey.WithAssumptions(m, values)
}

// pert draws by throwing points under the density until one is below it.
func pert(r *rand.Rand, low, mode, high float64) float64 {
	top := (mode - low) / (high - low)
	density := func(x float64) float64 { return math.Pow(x, 4*top) * math.Pow(1-x, 4*(1-top)) }
	for {
		if x := r.Float64(); r.Float64()*density(top) < density(x) {
			return low + x*(high-low)
		}
	}
}
