package engine

// Moment is one thing that happened to a person. Event, Scenario, Link and Channel are numbers plus 1; 0 is
// none. Step has a meaning where What says so.
type Moment struct {
	At       int64
	What     string
	Step     int32
	Link     int32
	Scenario int32
	Instance int64
	Event    int32
	Channel  int32
	Value    int64
	Reason   string
	Port     string
}

// Story is what a recorder heard.
type Story struct{ Moments []Moment }

// note tells a recorder, when there is one, what happens now.
func (x *life) note(m Moment) {
	if x.story != nil {
		x.record(m)
	}
}

func (x *life) record(m Moment) {
	m.At = x.now
	x.story.Moments = append(x.story.Moments, m)
}
