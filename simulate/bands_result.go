package simulate

import "rehearse/journey"

// Bands are what the ranges of the map's assumptions do to the numbers of a result, see Spec.Bands: another kind of
// doubt than the intervals, which more people do not make smaller.
type Bands struct {
	// Draws is how many times every range was drawn from, People how many lived in each draw, twice: once with the drawn
	// numbers and once with the map's own.
	Draws  int   `json:"draws"`
	People int64 `json:"people"`
	// Ranged is how many assumptions have a range. Unranged have none and are taken as certain; Guesses of them are
	// guesses.
	Ranged   int `json:"ranged"`
	Unranged int `json:"unranged"`
	Guesses  int `json:"guesses"`
	// Redrawn is how many draws were drawn again because no map can have those numbers together.
	Redrawn int    `json:"redrawn,omitempty"`
	Numbers []Band `json:"numbers"`
}

// Band is the 95 % range of one number over the draws, without the luck of people. Number is one of "people", "share"
// (of those who arrived; of a link: of those who entered the step before), "went_on", "rate", "count", "value",
// "goal_after", "sent", "opened", "clicked", "unsubscribed", "sent_rate", "open_rate", "click_rate"; of the whole map
// (Record is the settings) "value", "cost", "net", "return", "per_goal", "per_person", "worst_day", "worst_7_days",
// "wanted_7_days". Amounts are in millionths of the currency. Low and High are equal where no ranged assumption matters.
type Band struct {
	Record  journey.Ref `json:"record"`
	Channel journey.ID  `json:"channel,omitempty"`
	Number  string      `json:"number"`
	Value   float64     `json:"value"` // of the result
	Low     float64     `json:"low"`
	High    float64     `json:"high"`
}

// Of finds the band of a number; channel is "" but for messages. False when there is none.
func (b *Bands) Of(record journey.Ref, channel journey.ID, number string) (Band, bool) {
	if b == nil {
		return Band{}, false
	}
	for _, n := range b.Numbers {
		if n.Record == record && n.Channel == channel && n.Number == number {
			return n, true
		}
	}
	return Band{}, false
}
