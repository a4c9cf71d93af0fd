package reach

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/rule"
	"rehearse/simulate/program"
)

// texts are the rules of the map as they are written, each read once, with the segments' rules in place of their names.
type texts struct {
	vocabulary *rule.Vocabulary
	segments   map[string]rule.Expr
	done       map[string]rule.Expr
}

func newTexts(m *journey.Map) *texts {
	t := &texts{vocabulary: rule.VocabularyOf(m), segments: map[string]rule.Expr{}, done: map[string]rule.Expr{}}
	for _, s := range m.Segments {
		if x, errs := rule.Read(s.Rule, t.vocabulary); len(errs) == 0 {
			t.segments[string(s.ID)] = x
		}
	}
	return t
}

// read is a rule of a map that could be compiled: it has no faults.
func (t *texts) read(text string) rule.Expr {
	if x, ok := t.done[text]; ok {
		return x
	}
	x, _ := rule.Read(text, t.vocabulary)
	x, _ = rule.Inline(x, func(id string) rule.Expr { return t.segments[id] })
	t.done[text] = x
	return x
}

// segment is the rule of a segment.
func (t *texts) segment(m *journey.Map, id journey.ID) rule.Expr {
	return t.read(m.Segment(id).Rule)
}

// happening is when something happened to somebody; order tells what came first at one tick.
type happening struct {
	at    int64
	order int
}

// messageHappening is something that became of a message.
type messageHappening struct {
	kind rule.Kind
	step string
	happening
}

// known is what is known of somebody at a moment: rules are asked about it.
type known struct {
	r   *Reach
	who *someone
	now int64
	// what can change in the course of a life
	knows, allows, subscribed, topics, marks []bool
	properties                               []int64
	events                                   [][]happening
	messages                                 []messageHappening
	points, deeds                            []int64
	order                                    int
}

func newKnown(r *Reach, who *someone) *known {
	k := &known{
		r: r, subscribed: make([]bool, len(r.p.Channels)), topics: make([]bool, len(r.p.Topics)), marks: make([]bool, len(r.p.Marks)),
		events: make([][]happening, len(r.p.Events)), points: make([]int64, len(r.p.Scores)), deeds: make([]int64, len(r.p.Scores)),
	}
	k.become(who)
	return k
}

// become forgets everything and begins with somebody who arrives.
func (k *known) become(who *someone) {
	r := k.r
	k.who, k.now, k.order = who, who.at, 0
	k.knows, k.allows = append(k.knows[:0], who.known...), append(k.allows[:0], who.allowed...)
	k.properties, k.messages = append(k.properties[:0], who.properties...), k.messages[:0]
	clear(k.marks)
	for i := range k.events {
		k.events[i] = k.events[i][:0]
	}
	for i := range k.subscribed {
		k.subscribed[i] = true
	}
	for i := range k.topics {
		k.topics[i] = true
	}
	for i := range k.points {
		k.points[i] = min(max(0, r.p.Scores[i].Floor), r.p.Scores[i].Ceiling)
		k.deeds[i] = who.at
	}
	if past := r.p.Entries[who.entry].Base; past != nil {
		for _, score := range past.Scores {
			of := &r.p.Scores[score.Score]
			k.points[score.Score] = min(max(score.Low, of.Floor), of.Ceiling)
		}
	}
}

// happen lets an event happen now.
func (k *known) happen(event int32) happening {
	k.order++
	h := happening{k.now, k.order}
	k.events[event] = append(k.events[event], h)
	for _, p := range k.r.p.Events[event].Points {
		k.add(p.Score, p.Points)
		k.deeds[p.Score] = k.now
	}
	return h
}

// happenTo notes what became of a message.
func (k *known) happenTo(kind rule.Kind, step journey.ID) {
	k.order++
	k.messages = append(k.messages, messageHappening{kind, string(step), happening{k.now, k.order}})
}

// add adds points to a score that has been brought up to date.
func (k *known) add(score int32, points int64) {
	of := &k.r.p.Scores[score]
	now := k.pointsNow(score)
	if of.DecayPoints > 0 {
		if silent := k.now - k.deeds[score] - of.DecayAfter; silent >= of.DecayEvery {
			k.deeds[score] += silent / of.DecayEvery * of.DecayEvery
		}
	}
	k.points[score] = min(max(now+points, of.Floor), of.Ceiling)
}

// pointsNow is a score, faded.
func (k *known) pointsNow(score int32) int64 {
	of, points := &k.r.p.Scores[score], k.points[score]
	if of.DecayPoints == 0 || points <= max(0, of.Floor) {
		return points
	}
	silent := k.now - k.deeds[score] - of.DecayAfter
	if silent < of.DecayEvery {
		return points
	}
	return max(points-silent/of.DecayEvery*of.DecayPoints, max(0, of.Floor))
}

// happened lists the occurrences of an event a rule speaks of.
func (k *known) happened(event rule.Ref) []happening {
	if event.Kind.IsMessageEvent() {
		var list []happening
		for _, m := range k.messages {
			if m.kind == event.Kind && (event.ID == "" || m.step == event.ID) {
				list = append(list, m.happening)
			}
		}
		return list
	}
	return k.events[indexOf(k.r.p.Events, event.ID, func(e *program.Event) journey.ID { return e.ID })]
}

func indexOf[T any](list []T, id string, of func(*T) journey.ID) int {
	return slices.IndexFunc(list, func(one T) bool { return string(of(&one)) == id })
}

func (k *known) channel(id string) int {
	return indexOf(k.r.p.Channels, id, func(c *program.Channel) journey.ID { return c.ID })
}

func (k *known) property(id string) (value int64, of *program.Property) {
	i := indexOf(k.r.p.Properties, id, func(p *program.Property) journey.ID { return p.ID })
	return k.properties[i], &k.r.p.Properties[i]
}

// Known implements rule.Facts, as do the methods below.
func (k *known) Known(channel string) bool { return k.knows[k.channel(channel)] }

// Allowed implements rule.Facts: consent is to a known address.
func (k *known) Allowed(channel string) bool {
	c := k.channel(channel)
	return k.knows[c] && k.allows[c]
}

// Subscribed implements rule.Facts.
func (k *known) Subscribed(to rule.Ref) bool {
	if to.Kind == rule.TopicName {
		return k.topics[slices.Index(k.r.p.Topics, journey.ID(to.ID))]
	}
	return k.subscribed[k.channel(to.ID)]
}

// Marked implements rule.Facts.
func (k *known) Marked(mark string) bool {
	i := slices.Index(k.r.p.Marks, mark)
	return i >= 0 && k.marks[i]
}

// InSegment implements rule.Facts; the segments' rules stand in place of their names.
func (k *known) InSegment(string) bool { return false }

// Last implements rule.Facts.
func (k *known) Last(event rule.Ref) (int64, bool) {
	list := k.happened(event)
	if len(list) == 0 {
		return 0, false
	}
	return k.now - list[len(list)-1].at, true
}

// Count implements rule.Facts.
func (k *known) Count(event rule.Ref, window int64) (n int64) {
	for _, h := range k.happened(event) {
		if window == 0 || k.now-h.at < window {
			n++
		}
	}
	return n
}

// Since implements rule.Facts.
func (k *known) Since(date rule.Ref) (int64, bool) {
	at, ok := int64(0), false
	for _, one := range k.dates(date) {
		if one <= k.now {
			at, ok = one, true
		}
	}
	return k.now - at, ok
}

// Until implements rule.Facts.
func (k *known) Until(date rule.Ref) (int64, bool) {
	for _, one := range k.dates(date) {
		if one >= k.now {
			return one - k.now, true
		}
	}
	return 0, false
}

// dates are the ticks of a named date, or of the person's own, rising.
func (k *known) dates(date rule.Ref) []int64 {
	if date.Kind == rule.NamedDateName {
		i := indexOf(k.r.p.Dates, date.ID, func(d *program.NamedDate) journey.ID { return d.ID })
		return k.r.p.Dates[i].Instants
	}
	if value, _ := k.property(date.ID); value != program.NotSet {
		return []int64{value}
	}
	return nil
}

func (k *known) score(id string) int32 {
	return int32(indexOf(k.r.p.Scores, id, func(s *program.Score) journey.ID { return s.ID }))
}

// Points implements rule.Facts.
func (k *known) Points(score string) float64 { return float64(k.pointsNow(k.score(score))) }

// Interest implements rule.Facts.
func (k *known) Interest(score string) int {
	of, level := k.score(score), 1
	for _, least := range k.r.p.Scores[of].Interest {
		if k.pointsNow(of) >= least {
			level++
		}
	}
	return level
}

// PayGrade implements rule.Facts.
func (k *known) PayGrade() int { return int(k.who.grade) }

// Persona implements rule.Facts.
func (k *known) Persona() string { return string(k.r.p.Personas[k.who.persona].ID) }

// Language implements rule.Facts.
func (k *known) Language() string { return k.r.p.Languages[k.who.language] }

// Entry implements rule.Facts.
func (k *known) Entry() string { return string(k.r.p.Entries[k.who.entry].ID) }

// EntryChannel implements rule.Facts.
func (k *known) EntryChannel() string {
	if c := k.r.p.Entries[k.who.entry].Channel; c != program.None {
		return string(k.r.p.Channels[c].ID)
	}
	return ""
}

// Yes implements rule.Facts.
func (k *known) Yes(property string) bool {
	value, _ := k.property(property)
	return value == 1
}

// Number implements rule.Facts.
func (k *known) Number(property string) (float64, bool) {
	value, _ := k.property(property)
	return float64(value) / program.Millionths, value != program.NotSet
}

// Choice implements rule.Facts.
func (k *known) Choice(property string) (string, bool) {
	value, of := k.property(property)
	if value < 0 || int(value) >= len(of.Choices) {
		return "", false
	}
	return of.Choices[value], true
}
