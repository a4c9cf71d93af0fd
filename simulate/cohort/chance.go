package cohort

import (
	"math"

	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// Days that no person has, for keys of what is drawn about the arrivals of an entry.
const (
	countDay = -2 // how many arrive on a day
	pickDay  = -3 // on which day somebody arrives
)

// chance draws how many people of a stream arrive on each day. Where people wait for each other that is needed: a stream that
// brings its mean every day is more regular than arrivals are, and lines would be too short (by a fifth at one agent who is
// 90 % busy). Where nobody waits for anybody only totals would become less sure, so streams bring their mean.
type chance struct {
	source random.Source
	key    random.Key
	days   []float64 // mean numbers by day
	most   []random.Threshold
}

func newChance(e *program.Entry, source random.Source) *chance {
	return &chance{source: source, key: random.NewKey(e.Hash), days: dayWeights(e)}
}

// poisson are the numbers of a Poisson process: each day's follows the Poisson law with its mean times a factor. Greater means are
// sums of numbers of at most random.MaxPoisson, so that what a changed volume adds moves no other part.
func (c *chance) poisson(factor float64) (counts []int64, sum int64) {
	counts = make([]int64, len(c.days))
	for d, mean := range c.days {
		who := c.source.Person(countDay, uint32(d))
		left := float64(mean * factor)
		for part := uint32(0); left > 0; part++ {
			cuts := c.most
			if left < random.MaxPoisson {
				cuts = random.Poisson(left)
			} else if cuts == nil {
				c.most = random.Poisson(random.MaxPoisson)
				cuts = c.most
			}
			counts[d] += int64(random.Choose(cuts, who.Draw(c.key.At(0, part, random.Arrivals))))
			left -= random.MaxPoisson
		}
		sum += counts[d]
	}
	return counts, sum
}

// exactly divides n people over the days as a Poisson process does that happens to bring so many: each comes on any day with
// the day's share, whatever the others do. Nearly all of them are drawn as whole days of a thinner process (given their
// sum, its numbers are divided just so), the rest one by one.
func (c *chance) exactly(n int64) []int64 {
	total := 0.0
	for _, mean := range c.days {
		total += mean
	}
	shares := make([]float64, len(c.days))
	for d, mean := range c.days {
		shares[d] = mean / total
	}
	cuts := random.Cumulative(shares)
	counts, sum := c.poisson(max(0, float64(n)-6*math.Sqrt(float64(n))) / total)
	if sum > n {
		counts, sum = make([]int64, len(c.days)), 0
	}
	for who := uint32(0); sum < n; who++ {
		counts[min(len(counts)-1, random.Choose(cuts, c.source.Person(pickDay, who).Draw(c.key.For(random.ArrivalDay))))]++
		sum++
	}
	return counts
}
