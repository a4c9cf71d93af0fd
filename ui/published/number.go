package published

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"rehearse/assets"
	"rehearse/journey"
)

// Number is one published number: a rate, or the law of a length of time.
type Number struct {
	// ID names it for good.
	ID string
	// Channel is the medium it was measured on; "" for none in particular.
	Channel journey.ChannelMedium
	// Branch is the branch of trade, "all" for all of them; Branches lists them.
	Branch string
	// Fits are the fields it is meant for, as "Rates.opened": the type and the JSON name of the field.
	Fits []string
	// Fact is a rate with its grade, source and date; Law is nil then.
	Fact journey.Assumption
	// Law is a length of time, with the source and the date in Source and Date.
	Law    *journey.Law
	Source string
	Date   journey.Date
}

// What is the message id of what was measured, and on whom.
func (n *Number) What() string { return "published.what." + n.ID }

// BranchName is the message id of its branch of trade.
func (n *Number) BranchName() string { return "published.branch." + n.Branch }

// Numbers are all published numbers, in the order they are offered.
func Numbers() []Number { return slices.Clone(all()) }

// shared is the number of a shared assumption, which any field may use.
const shared = "AssumptionRecord.fact"

// fits reports whether a number is meant for a field.
func (n *Number) fits(field string) bool {
	return slices.Contains(n.Fits, field) || field == shared && n.Law == nil
}

// For lists the numbers that fit a field, "Rates.opened", those of the medium first. For a shared assumption these are all
// rates.
func For(field string, medium journey.ChannelMedium) []Number {
	var near, others []Number
	for _, n := range all() {
		switch {
		case !n.fits(field):
		case medium == "" || n.Channel == medium:
			near = append(near, n)
		default:
			others = append(others, n)
		}
	}
	return append(near, others...)
}

// Has reports whether something is published for a field.
func Has(field string) bool {
	return slices.ContainsFunc(all(), func(n Number) bool { return n.fits(field) })
}

// Channels and Branches are the different ones among numbers, in their order.
func Channels(list []Number) (channels []journey.ChannelMedium) {
	for _, n := range list {
		if n.Channel != "" && !slices.Contains(channels, n.Channel) {
			channels = append(channels, n.Channel)
		}
	}
	return channels
}

// Branches are the different branches of trade among numbers, in their order.
func Branches(list []Number) (branches []string) {
	for _, n := range list {
		if !slices.Contains(branches, n.Branch) {
			branches = append(branches, n.Branch)
		}
	}
	return branches
}

// all reads the numbers once.
var all = sync.OnceValue(func() []Number {
	numbers, err := read(assets.Benchmarks())
	if err != nil {
		panic(err) // the file is ours, and a test reads it
	}
	return numbers
})

// written is a number as it stands in the file.
type written struct {
	ID      string                `json:"id"`
	Channel journey.ChannelMedium `json:"channel"`
	Branch  string                `json:"branch"`
	Fits    []string              `json:"fits"`
	Fact    *journey.Assumption   `json:"fact"`
	Law     *struct {
		Kind   journey.LawKind `json:"law"`
		Value  string          `json:"value"`
		Mean   string          `json:"mean"`
		Median string          `json:"median"`
		Sigma  float64         `json:"sigma"`
	} `json:"law"`
	Source string       `json:"source"`
	Date   journey.Date `json:"date"`
}

func read(data []byte) ([]Number, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	var list []written
	if err := d.Decode(&list); err != nil {
		return nil, fmt.Errorf("published: %w", err)
	}
	numbers := make([]Number, len(list))
	for i, w := range list {
		n := Number{ID: w.ID, Channel: w.Channel, Branch: w.Branch, Fits: w.Fits, Source: w.Source, Date: w.Date}
		if (w.Fact == nil) == (w.Law == nil) {
			return nil, fmt.Errorf("published: %s is either a rate or a law", w.ID)
		}
		if w.Fact != nil {
			n.Fact, n.Source, n.Date = *w.Fact, w.Fact.Source, w.Fact.Date
			n.Fact.Evidence = journey.EvidenceBenchmark
		} else {
			law := journey.Law{Kind: w.Law.Kind, Sigma: w.Law.Sigma}
			for text, to := range map[string]*journey.Duration{w.Law.Value: &law.Value, w.Law.Mean: &law.Mean, w.Law.Median: &law.Median} {
				if text == "" {
					continue
				}
				length, ok := journey.ParseDuration(text)
				if !ok {
					return nil, fmt.Errorf("published: %s: %q is no length of time", w.ID, text)
				}
				*to = length
			}
			n.Law = &law
		}
		numbers[i] = n
	}
	return numbers, nil
}
