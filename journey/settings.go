package journey

// LongestRun is the greatest HorizonDays of a map.
const LongestRun = 3660

// Settings is what a map says about itself.
type Settings struct {
	Name   string `json:"name"`
	Client string `json:"client"`
	Author string `json:"author"`
	// Languages are the BCP 47 tags people of this map speak; messages are written in them.
	Languages []string `json:"languages"`
	// FallbackLanguage is used when a message lacks the person's language; "" refuses the send.
	FallbackLanguage string `json:"fallback_language"`
	// Currency is the ISO 4217 code of every amount.
	Currency string `json:"currency"`
	// Zone is the IANA name of the map's own clock.
	Zone string `json:"zone"`
	// Start is the day, and StartAt the time of day in Zone, at which a run begins.
	Start   Date      `json:"start"`
	StartAt TimeOfDay `json:"start_at"`
	// HorizonDays is how long a run lasts, 1..3660 days; whoever is on the way then is in progress.
	HorizonDays int `json:"horizon_days"`
	// WarmUpDays at the beginning are run and not counted, 0..HorizonDays-1.
	WarmUpDays int `json:"warm_up_days"`
	// Attribution decides which message a goal is credited to.
	Attribution Attribution `json:"attribution" default:"last_click_or_open"`
	Notes       string      `json:"notes"`
}

// Attribution is the rule by which a goal is credited to messages.
type Attribution string

// The attribution rules.
const (
	AttributionLast  Attribution = "last_click_or_open"
	AttributionAny   Attribution = "any_touch"
	AttributionFirst Attribution = "first_touch"
)

// Words lists the rules; the first is the default.
func (Attribution) Words() []string {
	return []string{"last_click_or_open", "any_touch", "first_touch"}
}

// Stage is a column of the funnel; the order of Map.Stages is the order of columns.
type Stage struct {
	ID    ID     `json:"id"`
	Name  string `json:"name"`
	Color Color  `json:"color"`
	// Width is how wide the column is drawn, in world units; 0 is as wide as its steps need. It never cuts them off.
	Width float64 `json:"width"`
}

// Color is "#rrggbb", or "" for the theme's own.
type Color string

// Asset is a picture, kept by the hash of its bytes.
type Asset struct {
	ID   ID     `json:"id"`
	Name string `json:"name"`
	// MediaType is "image/png" or "image/jpeg".
	MediaType string `json:"media_type"`
	// SHA256 is the lower-case hex digest of Data.
	SHA256 string `json:"sha256"`
	// Data are the bytes, 1 MB at most; never changed in place. JSON holds them in base64.
	Data []byte `json:"data"`
}

// Term is an agreed word of the glossary.
type Term struct {
	ID      ID     `json:"id"`
	Name    string `json:"name"`
	Meaning string `json:"meaning"`
}

// Comment is a remark on a record.
type Comment struct {
	ID     ID     `json:"id"`
	On     Ref    `json:"on"`
	Author string `json:"author"`
	Date   Date   `json:"date"`
	Text   string `json:"text"`
	Done   bool   `json:"done"`
}

// CostRhythm says how often a cost falls due.
type CostRhythm string

// The rhythms of a cost.
const (
	CostOnce    CostRhythm = "once"
	CostMonthly CostRhythm = "monthly"
)

// Words lists the rhythms; the first is the default.
func (CostRhythm) Words() []string { return []string{"once", "monthly"} }

// Cost is a fixed amount of the map, a scenario or a channel. Costs per visit, send, case and call
// belong to entries, channels, support and call steps.
type Cost struct {
	ID     ID         `json:"id"`
	Name   string     `json:"name"`
	Amount Money      `json:"amount"`
	Rhythm CostRhythm `json:"rhythm" default:"once"`
	// On is the scenario or channel it belongs to; zero for the map.
	On Ref `json:"on"`
}

// Observed is a measured number to compare a result with: of N people, Count did what Target says.
type Observed struct {
	ID   ID     `json:"id"`
	Name string `json:"name"`
	// Target is the step or link measured. Measure is which of its shares: of a link the people who took it, of those at
	// the step it leaves (""); of a step "entered" or "" (of the people who arrived), "from_previous" (of those at the
	// steps before it), "went_on", "dropped"; of a goal also "reached"; of a message "sent" (of the wanted), "delivered" (of
	// the sent), "opened", "clicked", "unsubscribed" (of the delivered); of support "gave_up", "within" (its target).
	Target  Ref    `json:"target"`
	Measure string `json:"measure"`
	// N is the denominator of that share and Count its numerator; without N there is nothing to compare.
	N      int64  `json:"n"`
	Count  int64  `json:"count"`
	From   Date   `json:"from"`
	Until  Date   `json:"until"`
	Source string `json:"source"`
}
