package journey

// Duration is a length of time in whole seconds. As text it is "90s", "5m", "24h", "2d" or "1w";
// d and w are multiples of 24 h. Offsets may be negative ("-24h").
type Duration int64

// The units of a Duration.
const (
	Second Duration = 1
	Minute          = 60 * Second
	Hour            = 60 * Minute
	Day             = 24 * Hour
	Week            = 7 * Day
)

// Money is an amount in millionths of the map's currency. JSON holds the whole number.
type Money int64

// Unit is one whole unit of the map's currency.
const Unit Money = 1_000_000

// Date is a calendar day as "2026-11-22"; "" is no date.
type Date string

// TimeOfDay is seconds since local midnight, 0..86400; as text "09:00" or "09:00:30" ("24:00" is the
// end of the day).
type TimeOfDay int32

// Weekday is a day of the week as "mon" … "sun".
type Weekday string

// Words lists the weekdays, Monday first.
func (Weekday) Words() []string { return []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} }

// LawKind is the shape of a random length of time.
type LawKind string

// The laws a duration can follow.
const (
	LawFixed       LawKind = "fixed"
	LawUniform     LawKind = "uniform"
	LawNormal      LawKind = "normal"
	LawLogNormal   LawKind = "log_normal"
	LawExponential LawKind = "exponential"
	LawTriangular  LawKind = "triangular"
)

// Words lists the laws; the first is the default.
func (LawKind) Words() []string {
	return []string{"fixed", "uniform", "normal", "log_normal", "exponential", "triangular"}
}

// Law is a random length of time. JSON writes a fixed one as its duration ("24h"), any other as an
// object. The zero Law is "no time at all".
type Law struct {
	Kind LawKind `json:"law" default:"fixed"`
	// Value is the length of a fixed law.
	Value Duration `json:"value"`
	// Low and High bound uniform and triangular laws.
	Low  Duration `json:"low"`
	High Duration `json:"high"`
	// Mode is the peak of a triangular law.
	Mode Duration `json:"mode"`
	// Mean is the mean of an exponential law and of a normal law before it is cut at 0.
	Mean Duration `json:"mean"`
	// Deviation is the standard deviation of a normal law before it is cut at 0.
	Deviation Duration `json:"deviation"`
	// Median is the median of a log-normal law.
	Median Duration `json:"median"`
	// Sigma is the standard deviation of the logarithm (base e) of a log-normal law, 0..10.
	Sigma float64 `json:"sigma"`
}

// Fixed returns the law that always gives d.
func Fixed(d Duration) Law { return Law{Kind: LawFixed, Value: d} }

// IsZero reports whether the law is none at all: a fixed one of no length. Other laws that always give no time are not: patience from
// zero to zero is no patience, where the zero Law is that of the persona.
func (l Law) IsZero() bool {
	return l.Own() == Law{Kind: LawFixed}
}

// Own is the law with the numbers of its kind alone. A form may leave it the numbers of kinds it had before, so that they are there when
// somebody goes back; they mean nothing and are not written.
func (l Law) Own() Law {
	switch l.Kind {
	case LawUniform:
		return Law{Kind: l.Kind, Low: l.Low, High: l.High}
	case LawNormal:
		return Law{Kind: l.Kind, Mean: l.Mean, Deviation: l.Deviation}
	case LawLogNormal:
		return Law{Kind: l.Kind, Median: l.Median, Sigma: l.Sigma}
	case LawExponential:
		return Law{Kind: l.Kind, Mean: l.Mean}
	case LawTriangular:
		return Law{Kind: l.Kind, Low: l.Low, Mode: l.Mode, High: l.High}
	case LawFixed, "":
		return Law{Kind: LawFixed, Value: l.Value}
	}
	return l // of no kind that is known: refused elsewhere
}

// Numbers are the names of the numbers a law of the kind has in JSON; of a word that is no kind none.
func (k LawKind) Numbers() []string {
	return map[LawKind][]string{
		LawFixed: {"value"}, LawUniform: {"low", "high"}, LawNormal: {"mean", "deviation"}, LawLogNormal: {"median", "sigma"},
		LawExponential: {"mean"}, LawTriangular: {"low", "mode", "high"},
	}[k]
}

// Evidence says how well founded a number is.
type Evidence string

// The grades of evidence, weakest first.
const (
	EvidenceGuess     Evidence = "guess"
	EvidenceBenchmark Evidence = "benchmark"
	EvidenceMeasured  Evidence = "measured"
)

// Words lists the grades; the first is the default.
func (Evidence) Words() []string { return []string{"guess", "benchmark", "measured"} }

// Base is the denominator of a rate: of whom the share is taken.
type Base string

// The bases a rate can have.
const (
	PerSent       Base = "sent"
	PerDelivered  Base = "delivered"
	PerOpened     Base = "opened"
	PerClicked    Base = "clicked"
	PerNotClicked Base = "not_clicked" // delivered and not clicked
	PerEntered    Base = "entered"     // people entering the step
	PerAttempt    Base = "attempt"
	PerPerson     Base = "person"
)

// Words lists the bases; "" means that the field itself fixes the base (a link's weight is always
// per person entering the step).
func (Base) Words() []string {
	return []string{"", "sent", "delivered", "opened", "clicked", "not_clicked", "entered", "attempt", "person"}
}

// Assumption is a number somebody believes, with what is needed to judge it. JSON writes a bare
// guess as its number. Probabilities are 0..1.
type Assumption struct {
	Value float64 `json:"value"`
	// Low and High are the range the number may really lie in; both or neither.
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
	// Per is the denominator. Rates of messages must have one; elsewhere the field fixes it.
	Per      Base     `json:"per"`
	Source   string   `json:"source"`
	Date     Date     `json:"date"`
	Evidence Evidence `json:"evidence" default:"guess"`
	// Use is the ID of a shared AssumptionRecord whose number replaces Value, Low and High; "" for none.
	Use ID `json:"use"`
}

// Guess returns an assumption without any evidence.
func Guess(value float64) Assumption { return Assumption{Value: value, Evidence: EvidenceGuess} }

// AssumptionRecord is a named assumption that several fields share by its ID.
type AssumptionRecord struct {
	ID    ID         `json:"id"`
	Name  string     `json:"name"`
	Fact  Assumption `json:"fact"`
	Notes string     `json:"notes"`
}

// Weighted is one value of a mix with its share. Shares of a mix sum to 1 ± 1e-9.
type Weighted struct {
	Value string     `json:"value"`
	Share Assumption `json:"share"`
}
