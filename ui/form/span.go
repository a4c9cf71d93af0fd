package form

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"rehearse/journey"
)

// month is what a month of a plan is taken for: thirty days, which is how it is shown then. A calendar month has no length.
const month = 30 * journey.Day

// spanUnits are the units people write, in full and shortened, in the languages of the program.
var spanUnits = map[string]journey.Duration{}

func init() {
	for unit, words := range map[journey.Duration]string{
		journey.Second: "s sec second seconds с сек секунда секунды секунд",
		journey.Minute: "m min minute minutes м мин минута минуты минуту минут",
		journey.Hour:   "h hour hours ч час часа часов",
		journey.Day:    "d day days д дн день дня дней",
		journey.Week:   "w week weeks н нед неделя недели неделю недель",
		month:          "mo month months мес месяц месяца месяцев",
	} {
		for _, word := range strings.Fields(words) {
			spanUnits[word] = unit
		}
	}
}

var spanPart = regexp.MustCompile(`^(\d+(?:[.,]\d+)?)(\p{L}+)\.?`)

// ParseSpan reads a length of time as people write it: "2 days", "3 ч", "1d12h", "1,5 h", "2 months"; a month has 30 days. The
// units come from the longest to the shortest.
func ParseSpan(text string) (journey.Duration, bool) {
	rest := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "−", "-").Replace(strings.ToLower(text))
	rest, negative := strings.CutPrefix(rest, "-")
	var sum float64
	last := math.Inf(1)
	for first := true; rest != "" || first; first = false {
		part := spanPart.FindStringSubmatch(rest)
		if part == nil {
			return 0, false
		}
		n, err := strconv.ParseFloat(strings.Replace(part[1], ",", ".", 1), 64)
		unit := float64(spanUnits[part[2]])
		if err != nil || unit == 0 || unit >= last {
			return 0, false
		}
		sum, last = sum+n*unit, unit
		rest = rest[len(part[0]):]
	}
	if sum > 1<<53 { // beyond it not every length is a number
		return 0, false
	}
	if negative {
		sum = -sum
	}
	return journey.Duration(math.Round(sum)), true
}
