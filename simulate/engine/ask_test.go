package engine

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"rehearse/journey"
	"rehearse/journey/rule"
	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
	"rehearse/simulate/trial"
)

const hour, dayLong = 3_600_000, 24 * 3_600_000

// askedMap is a map with something of every kind a rule can ask for, and the rules as those of one branch.
func askedMap(rules []string) *journey.Map {
	b := trial.New(30)
	b.Settings.Languages = []string{"en", "ru", "de"}
	b.Persona("q", 0.5)
	b.Personas[0].Share = journey.Guess(0.5)
	b.Personas[1].Languages = []journey.Weighted{{Value: "ru", Share: journey.Guess(0.5)}, {Value: "de", Share: journey.Guess(0.5)}}
	b.Channel("email")
	b.Channel("sms")
	b.Event("ea", "eb")
	b.Topics = append(b.Topics, &journey.Topic{ID: "news", Name: "news"})
	b.NamedDates = append(b.NamedDates, &journey.NamedDate{ID: "fair", Name: "fair", Date: "2026-01-06", At: 9 * 3600, EveryDays: 2},
		&journey.NamedDate{ID: "gala", Name: "gala", Date: "2026-01-15"})
	b.Properties = append(b.Properties,
		&journey.Property{ID: "plan", Name: "plan", Type: journey.PropertyChoice, Choices: []string{"free", "pro", "team"}},
		&journey.Property{ID: "staff", Name: "staff", Type: journey.PropertyNumber},
		&journey.Property{ID: "vip", Name: "vip", Type: journey.PropertyYesNo},
		&journey.Property{ID: "due", Name: "due", Type: journey.PropertyDate})
	b.Scores = append(b.Scores,
		&journey.Score{ID: "lead", Name: "lead", Points: []journey.EventPoints{{Event: "ea", Points: 5}}, DecayAfter: journey.Day, DecayEvery: journey.Hour, DecayPoints: 1, Interest: []int{4, 8, 12}},
		&journey.Score{ID: "fit", Name: "fit", Interest: []int{2, 3, 10}})
	b.Segment("fresh", `last("ea") < 1d`)
	b.Segment("warm", `not in_segment("fresh") or score > 4`)
	b.Cohort("start", 2)
	b.Step("side", "", &journey.Entry{PerDay: journey.Guess(1), Channel: "sms"})
	b.Step("set", "", &journey.Update{Changes: []journey.Change{{Kind: journey.ChangeMark, Value: "m"}}})
	b.Step("hello", "", &journey.Message{Channels: []journey.ID{"email"}, Topic: "news"})
	b.Step("order", "", &journey.Goal{})
	branch := &journey.Branch{}
	for i, text := range rules {
		branch.Rules = append(branch.Rules, journey.BranchRule{ID: journey.ID(fmt.Sprintf("r%d", i)), Rule: text})
	}
	b.Step("ask", "", branch)
	b.Chain("start", "set", "hello", "order", "ask")
	b.Chain("side", "set")
	return b.Done()
}

// ruler writes random rules, of words in both languages, and random people around their limits.
type ruler struct{ pick func(n int) int }

func (r ruler) word(english, russian string) string { return []string{english, russian}[r.pick(2)] }

func (r ruler) duration() string {
	return fmt.Sprint(r.pick(5)) + r.word([]string{"h", "d"}[r.pick(2)], []string{"ч", "д"}[r.pick(2)])
}

func (r ruler) order() string   { return []string{"<", "<=", ">", ">="}[r.pick(4)] }
func (r ruler) compare() string { return []string{"<", "<=", ">", ">=", "=", "!="}[r.pick(6)] }

func (r ruler) event() string {
	return []string{`"ea"`, `"eb"`, `"order"`, r.word("received", "получено"), r.word("opened", "открыто") + `("hello")`, r.word("clicked", "клик") + `("hello")`}[r.pick(6)]
}

func (r ruler) oneOf(subject string, values ...string) string {
	if r.pick(2) == 0 {
		return subject + []string{" = ", " != "}[r.pick(2)] + `"` + values[r.pick(len(values))] + `"`
	}
	list := []string{}
	for _, v := range values {
		if r.pick(2) == 0 {
			list = append(list, `"`+v+`"`)
		}
	}
	if len(list) == 0 {
		list = append(list, `"`+values[0]+`"`)
	}
	return subject + " " + r.word([]string{"in", "not in"}[r.pick(2)], []string{"в", "не в"}[r.pick(2)]) + " (" + strings.Join(list, ", ") + ")"
}

func (r ruler) atom() string {
	switch r.pick(20) {
	case 0:
		return r.word("known", "известен") + `("email")`
	case 1:
		return r.word("allowed", "разрешён") + `("sms")`
	case 2:
		return r.word("subscribed", "подписан") + []string{`("email")`, `("news")`}[r.pick(2)]
	case 3:
		return r.word("mark", "метка") + `("m")`
	case 4:
		return r.word("in_segment", "в_сегменте") + []string{`("fresh")`, `("warm")`}[r.pick(2)]
	case 5:
		return r.word("never", "никогда") + "(" + r.event() + ")"
	case 6, 7:
		return r.word("last", "последнее") + "(" + r.event() + ") " + r.order() + " " + r.duration()
	case 8, 9:
		window := ""
		if r.pick(3) > 0 {
			window = fmt.Sprintf(", %d%s", 1+r.pick(4), r.word("h", "ч"))
			if r.pick(2) == 0 {
				window = fmt.Sprintf(", %dd", 1+r.pick(3))
			}
		}
		return r.word("count", "число") + "(" + r.event() + window + ") " + r.compare() + fmt.Sprint(" ", r.pick(4))
	case 10:
		return r.word("since", "прошло") + []string{`("due") `, `("fair") `, `("gala") `}[r.pick(3)] + r.order() + " " + r.duration()
	case 11:
		return r.word("until", "осталось") + []string{`("due") `, `("fair") `, `("gala") `}[r.pick(3)] + r.order() + " " + r.duration()
	case 12:
		return r.word("score", "баллы") + []string{"", `("fit")`}[r.pick(2)] + " " + r.compare() + []string{" 4", " 4.5", " -1", " 0", " 8"}[r.pick(5)]
	case 13:
		return r.word("interest", "интерес") + []string{"", `("fit")`}[r.pick(2)] + " " + r.compare() + fmt.Sprint(" ", 1+r.pick(4))
	case 14:
		if r.pick(2) == 0 {
			return r.word("pay_grade", "платёжеспособность") + " " + r.order() + ` "` + string(rune('A'+r.pick(5))) + `"`
		}
		return r.oneOf(r.word("pay_grade", "платёжеспособность"), "A", "C", "E")
	case 15:
		return r.oneOf(r.word("property", "свойство")+`("plan")`, "free", "pro", "team")
	case 16:
		return r.word("property", "свойство") + `("staff") ` + r.compare() + []string{" 1", " 0.1", " 0.3", " -2.5", " 0.0000001"}[r.pick(5)]
	case 17:
		return r.word("property", "свойство") + `("vip")`
	case 18:
		return []string{r.oneOf(r.word("persona", "персона"), "p", "q"), r.oneOf(r.word("language", "язык"), "en", "ru", "de")}[r.pick(2)]
	default:
		return []string{r.oneOf(r.word("entry", "вход"), "start", "side"), r.oneOf(r.word("channel", "канал"), "sms", "email"), r.word("true", "истина"), r.word("false", "ложь")}[r.pick(4)]
	}
}

func (r ruler) rule(depth int) string {
	if depth == 0 {
		return r.atom()
	}
	switch r.pick(5) {
	case 0:
		return r.word("not", "не") + " (" + r.rule(depth-1) + ")"
	case 1, 2:
		return "(" + r.rule(depth-1) + " " + r.word("and", "и") + " " + r.rule(depth-1) + ")"
	case 3:
		return "(" + r.rule(depth-1) + " " + r.word("or", "или") + " " + r.rule(depth-1) + " " + r.word("or", "или") + " " + r.rule(depth-1) + ")"
	}
	return r.atom()
}

// person puts random facts into a life and returns the same as plain values.
func (r ruler) person(x *life) *plainFacts {
	p := x.p
	x.begin(cohort.NewPlan(p, uint64(r.pick(1000)), 2).Arrival(int64(r.pick(2))))
	f := &plainFacts{x: x, times: make([][]int64, len(p.Events))}
	x.now = int64(5*dayLong + r.pick(10*dayLong/hour)*hour)
	x.who.Persona, x.who.Language, x.who.PayGrade = int32(r.pick(2)), int32(r.pick(3)), int32(1+r.pick(5))
	for c := range p.Channels {
		x.who.SetKnown(int32(c), r.pick(2) == 0)
		x.who.SetAllowed(int32(c), r.pick(2) == 0)
		f.allowed = append(f.allowed, x.who.Allows(int32(c)))
		x.subscribed[c] = r.pick(2) == 0
	}
	x.topics[0] = r.pick(2) == 0
	for i := range x.memory.marks {
		x.memory.marks[i] = r.pick(2) == 0
	}
	near := func() int64 { return int64([]int{0, 1, 2, 3, 4, 24, 48, 72, 96}[r.pick(9)])*hour + int64(r.pick(3)-1) }
	for i := range p.Properties {
		value := []int64{program.NotSet, int64(r.pick(3))}[r.pick(2)]
		switch p.Properties[i].Type {
		case journey.PropertyNumber:
			value = []int64{program.NotSet, 1_000_000, 100_000, 300_000, -2_500_000, 0}[r.pick(6)]
		case journey.PropertyYesNo:
			value = []int64{program.NotSet, 0, 1}[r.pick(3)]
		case journey.PropertyDate:
			value = []int64{program.NotSet, x.now - near(), x.now + near()}[r.pick(3)]
		}
		x.who.SetProperty(int32(i), value)
	}
	for e := range p.Events {
		for range r.pick(4) {
			f.times[e] = append(f.times[e], x.now-max(0, near()))
		}
		slices.Sort(f.times[e])
		m := &x.memory
		m.count[e], m.times[e] = int32(len(f.times[e])), append(m.times[e][:0], f.times[e]...)
		if n := len(f.times[e]); n > 0 {
			m.last[e] = f.times[e][n-1]
		}
	}
	for s := range p.Scores {
		x.memory.points[s], x.memory.deed[s] = int64(r.pick(14)), x.now-near()
	}
	return f
}

// plainFacts is what a person is and did, for the plain meaning of rules. Only points are the engine's own.
type plainFacts struct {
	x        *life
	times    [][]int64
	allowed  []bool
	segments map[string]rule.Expr
}

func indexOf[T any](list []T, is func(*T) bool) int32 {
	for i := range list {
		if is(&list[i]) {
			return int32(i)
		}
	}
	return program.None
}

func (f *plainFacts) channel(id string) int32 {
	return indexOf(f.x.p.Channels, func(c *program.Channel) bool { return string(c.ID) == id })
}
func (f *plainFacts) Known(channel string) bool { return f.x.who.Knows(f.channel(channel)) }
func (f *plainFacts) Allowed(channel string) bool {
	return f.Known(channel) && f.allowed[f.channel(channel)]
}
func (f *plainFacts) Subscribed(to rule.Ref) bool {
	if to.Kind == rule.TopicName {
		return f.x.topics[0]
	}
	return f.x.subscribed[f.channel(to.ID)]
}
func (f *plainFacts) Marked(string) bool            { return f.x.memory.marks[0] }
func (f *plainFacts) InSegment(segment string) bool { return rule.Eval(f.segments[segment], f) }

// happened are the times of an event up to now.
func (f *plainFacts) happened(event rule.Ref) []int64 {
	p := f.x.p
	e := program.None
	switch event.Kind {
	case rule.ReceivedMessage:
		e = p.Policy.Received
	case rule.OpenedMessage:
		e = p.Messages[0].Opened
	case rule.ClickedMessage:
		e = p.Messages[0].Clicked
	default:
		e = indexOf(p.Events, func(e *program.Event) bool { return string(e.ID) == event.ID })
	}
	return f.times[e]
}

func (f *plainFacts) Last(event rule.Ref) (int64, bool) {
	times := f.happened(event)
	if len(times) == 0 {
		return 0, false
	}
	return f.x.now - slices.Max(times), true
}

func (f *plainFacts) Count(event rule.Ref, window int64) (n int64) {
	for _, at := range f.happened(event) {
		if window == 0 || f.x.now-at < window {
			n++
		}
	}
	return n
}

// dates are those of a property or a named date.
func (f *plainFacts) dates(date rule.Ref) []int64 {
	if date.Kind == rule.NamedDateName {
		return f.x.p.Dates[indexOf(f.x.p.Dates, func(d *program.NamedDate) bool { return string(d.ID) == date.ID })].Instants
	}
	if at := f.property(date.ID); at != program.NotSet {
		return []int64{at}
	}
	return nil
}

func (f *plainFacts) Since(date rule.Ref) (age int64, ok bool) {
	for _, at := range f.dates(date) {
		if at <= f.x.now && (!ok || f.x.now-at < age) {
			age, ok = f.x.now-at, true
		}
	}
	return age, ok
}

func (f *plainFacts) Until(date rule.Ref) (left int64, ok bool) {
	for _, at := range f.dates(date) {
		if at >= f.x.now && (!ok || at-f.x.now < left) {
			left, ok = at-f.x.now, true
		}
	}
	return left, ok
}

func (f *plainFacts) score(id string) int32 {
	return indexOf(f.x.p.Scores, func(s *program.Score) bool { return string(s.ID) == id })
}
func (f *plainFacts) Points(score string) float64 { return float64(f.x.points(f.score(score))) }
func (f *plainFacts) Interest(score string) int {
	level := 1
	for _, least := range f.x.p.Scores[f.score(score)].Interest {
		if f.x.points(f.score(score)) >= least {
			level++
		}
	}
	return level
}
func (f *plainFacts) PayGrade() int    { return int(f.x.who.PayGrade) }
func (f *plainFacts) Persona() string  { return string(f.x.p.Personas[f.x.who.Persona].ID) }
func (f *plainFacts) Language() string { return f.x.p.Languages[f.x.who.Language] }
func (f *plainFacts) Entry() string    { return string(f.x.p.Entries[f.x.who.Entry].ID) }
func (f *plainFacts) EntryChannel() string {
	if c := f.x.p.Entries[f.x.who.Entry].Channel; c != program.None {
		return string(f.x.p.Channels[c].ID)
	}
	return ""
}

func (f *plainFacts) property(id string) int64 {
	return f.x.who.Property(indexOf(f.x.p.Properties, func(p *program.Property) bool { return string(p.ID) == id }))
}
func (f *plainFacts) Yes(property string) bool { return f.property(property) == 1 }
func (f *plainFacts) Number(property string) (float64, bool) {
	value := f.property(property)
	return float64(value) / program.Millionths, value != program.NotSet
}
func (f *plainFacts) Choice(property string) (string, bool) {
	value := f.property(property)
	if value == program.NotSet {
		return "", false
	}
	return []string{"free", "pro", "team"}[value], true
}

// compareRules compiles random rules and compares them with their plain meaning for random people, now and up to the next
// moment at which the engine would ask again; it returns how often a rule held.
func compareRules(t *testing.T, pick func(n int) int, rules, people int) (held int) {
	t.Helper()
	r := ruler{pick}
	texts := make([]string, rules)
	for i := range texts {
		texts[i] = r.rule(1 + pick(3))
	}
	m := askedMap(texts)
	p, problems := program.Compile(m)
	if len(problems) > 0 {
		t.Fatalf("%q: %v", texts, problems)
	}
	vocabulary := rule.VocabularyOf(m)
	read := func(text string) rule.Expr {
		x, faults := rule.Read(text, vocabulary)
		if len(faults) > 0 {
			t.Fatalf("%s: %v", text, faults)
		}
		return x
	}
	segments := map[string]rule.Expr{}
	for _, s := range m.Segments {
		segments[string(s.ID)] = read(s.Rule)
	}
	l := newLayout(p, Options{})
	x := newLife(l, NewTally(p, Options{}.rows()))
	for range people {
		f := r.person(x)
		f.segments = segments
		now := x.now
		for i, compiled := range p.Branches[0].Rules {
			x.now = now
			plain := read(texts[i])
			want := rule.Eval(plain, f)
			if want {
				held++
			}
			if got := x.holds(compiled); got != want {
				t.Fatalf("%s is %v, the compiled rule says %v\n%+v\n%+v", texts[i], want, got, compiled, x.memory)
			}
			next := min(x.nextChange(compiled), now+20*dayLong)
			for _, at := range []int64{now + 1, now + (next-now)/2, next - 1} {
				if x.now = at; at > now && at < next && rule.Eval(plain, f) != want {
					t.Fatalf("%s changes %d ms after now, the engine would ask again %d ms after now", texts[i], at-now, next-now)
				}
			}
		}
	}
	return held
}

// The engine's rules mean what the language says: random rules in both languages, for random people at and around their limits.
func TestACompiledRuleMeansWhatItsTextMeans(t *testing.T) {
	t.Parallel()
	held := 0
	for seed := range uint64(150) {
		held += compareRules(t, rand.New(rand.NewPCG(seed, 7)).IntN, 20, 20)
	}
	if held < 10_000 || held > 50_000 {
		t.Errorf("rules held in %d of 60,000 cases: they are too easy", held)
	}
}

// Whatever bytes choose the rule and the person, the two agree.
func FuzzCompiledRule(f *testing.F) {
	f.Add([]byte("the quick brown fox jumps over the lazy dog"))
	f.Add([]byte{0, 1, 2, 3, 250, 251, 252, 253, 254, 255})
	f.Fuzz(func(t *testing.T, choices []byte) {
		at := 0
		compareRules(t, func(n int) int {
			if len(choices) == 0 || at > 4*len(choices)+200 {
				return 0
			}
			b := int(choices[at%len(choices)]) + at/len(choices)
			at++
			return b % n
		}, 3, 3)
	})
}

// What one rule costs per person asked. The person's traits have been drawn and events have happened before.
func BenchmarkRule(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"one memory", `last("ea") < 30d`},
		{"typical", `known("email") and last("ea") < 30d and count("eb", 90d) = 0 and score("fit") > 3`},
		{"windows", `count("ea", 7d) >= 3 and count("eb", 30d) < 5 and count("ea", 1d) = 0`},
		{"choices", `persona in ("p", "q") and language = "en" and pay_grade <= "C" and property("plan") in ("pro", "team")`},
		{"dates", `until("fair") <= 1d or since("gala") < 3d`},
		{"segment", `in_segment("warm") and not mark("m")`},
	} {
		b.Run(c.name, func(b *testing.B) {
			p, problems := program.Compile(askedMap([]string{c.text}))
			if len(problems) > 0 {
				b.Fatal(problems)
			}
			x := newLife(newLayout(p, Options{}), NewTally(p, Options{}.rows()))
			f := ruler{rand.New(rand.NewPCG(1, 1)).IntN}.person(x)
			x.who.SetKnown(0, true)
			x.who.SetProperty(0, 1)
			x.who.Persona, x.who.Language, x.who.PayGrade = 0, 0, 1
			m := &x.memory
			for _, id := range []string{"ea", "eb"} { // fifty times, none of eb within 90 days
				e := indexOf(p.Events, func(e *program.Event) bool { return string(e.ID) == id })
				m.times[e] = m.times[e][:0]
				for i := range int64(50) {
					at := f.x.now - dayLong - (50-i)*hour
					if id == "eb" {
						at -= 100 * dayLong
					}
					m.times[e] = append(m.times[e], at)
				}
				m.count[e], m.last[e] = 50, m.times[e][49]
			}
			m.points[1] = 7
			compiled := p.Branches[0].Rules[0]
			held := 0
			for b.Loop() {
				if x.holds(compiled) {
					held++
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N), "ns/rule")
		})
	}
}
