package journey

import (
	"strconv"
	"strings"
)

// Validate checks the integrity of a map: what an edit may never break and a file may never hold. IDs have
// their form and are unique over everything, references point at records of the right kind, numbers are in
// their ranges, words are allowed ones. Whether the map makes sense as a plan – sums of shares, rules that
// parse, steps that are reached – is not asked here: a plan half drawn is no broken map.
//
// Problems come in file order. The map must be normalized (see Normalize).
func (m *Map) Validate() Problems {
	var problems Problems
	if m.Settings == nil {
		problems = append(problems, Problem{Code: "journey.no_settings"})
	}
	if len(m.Steps) > MaxSteps {
		problems = append(problems, Problem{
			Code: "journey.too_many_steps", Args: Args{"Count": len(m.Steps), "Max": MaxSteps},
		})
	}
	ix := NewIndex(m)
	for _, kind := range Kinds() {
		seen := make(map[ID]bool)
		for _, r := range m.Records(kind) {
			id := r.RecordID()
			if seen[id] {
				problems = append(problems, idTwice(r, "id", id))
				continue
			}
			seen[id] = true
			problems = append(problems, ValidateRecord(ix, m, r)...)
		}
	}
	return problems
}

// ValidateRecord checks one record against the map it belongs to, or would belong to: the index is the
// map's, the record may be a changed copy that is not in the map yet. It does not see that another record
// refers to this one.
func ValidateRecord(ix *Index, m *Map, r Record) Problems {
	c := &checker{m: m, ix: ix, of: Ref{r.RecordKind(), r.RecordID()}}
	c.ids(r)
	c.sweep(r)
	switch r := r.(type) {
	case *Settings:
		c.settings(r)
	case *Persona:
		c.persona(r)
	case *Property:
		c.property(r)
	case *Event:
		c.event(r)
	case *Channel:
		c.rates("rates", r.Rates)
	case *AssumptionRecord:
		if r.Fact.Use != "" {
			c.add("journey.shared_uses_shared", "fact.use", nil)
		}
	case *Segment:
		c.ruleLength("rule", r.Rule)
	case *Offer:
		c.anchor("expires", r.Expires)
	case *NamedDate:
		c.needed("date", string(r.Date))
		c.zone("zone", r.Zone)
		c.least("every_days", r.EveryDays, 0)
	case *Score:
		c.score(r)
	case *Scenario:
		c.scenario(r)
	case *Step:
		c.step(r)
	case *Link:
		c.link(r)
	case *Policy:
		c.policy(r)
	case *Cost:
		c.refers("on", r.On, KindScenario, KindChannel)
	case *Observed:
		c.observed(r)
	case *Comment:
		c.refers("on", r.On)
	case *Asset:
		c.asset(r)
	case *Silence:
		c.needed("rule", r.Rule)
		if strings.TrimSpace(r.Reason) == "" {
			c.add("journey.silence_reason", "reason", Args{"Rule": r.Rule})
		}
	}
	return c.problems
}

// checker collects the problems of one record.
type checker struct {
	m        *Map
	ix       *Index
	of       Ref
	problems Problems
}

func (c *checker) add(code, field string, args Args) {
	c.problems = append(c.problems, Problem{Code: code, Args: args, Record: c.of, Field: field})
}

// at is the path of an element of a list.
func at(field string, i int) string { return field + "." + strconv.Itoa(i) }

// ids checks the form of the record's own ID and of those of its parts, and that nothing else has them.
func (c *checker) ids(r Record) {
	id := c.of.ID
	if c.of.Kind != KindSettings && c.of.Kind != KindPolicy {
		if !id.Valid() || id == SettingsID || id == PolicyID {
			c.add("journey.id_form", "id", Args{"ID": string(id)})
		}
		if other := c.ix.Get(id); c.ix.twice[id] || other != nil && other.RecordKind() != c.of.Kind || c.ix.Holder(id) != nil {
			c.problems = append(c.problems, idTwice(r, "id", id))
		}
	}
	parts := innerIDs(r)
	if len(parts) == 0 {
		return
	}
	own := make(map[ID]bool)
	for _, part := range parts {
		holder := c.ix.Holder(part.id)
		switch {
		case !part.id.Valid() || IsFixedPort(Port(part.id)):
			c.add("journey.id_form", part.field, Args{"ID": string(part.id)})
		case own[part.id], part.id == id, c.ix.twice[part.id], c.ix.Get(part.id) != nil,
			holder != nil && (holder.RecordID() != id || holder.RecordKind() != c.of.Kind):
			c.problems = append(c.problems, idTwice(r, part.field, part.id))
		}
		own[part.id] = true
	}
}

func idTwice(r Record, field string, id ID) Problem {
	return Problem{
		Code: "journey.id_twice", Args: Args{"ID": string(id)},
		Record: Ref{r.RecordKind(), r.RecordID()}, Field: field,
	}
}

// IsFixedPort reports whether the port's name is a word every map knows, which no rule or arm may have as
// its ID.
func IsFixedPort(p Port) bool {
	switch p {
	case PortOut, PortClicked, PortOpened, PortNotOpened, PortNotSent, PortHappened, PortTimedOut, PortTooLate,
		PortOtherwise, PortAnswered, PortGaveUp, PortClosed, PortReached, PortRefused, PortNotReached:
		return true
	}
	return false
}

// refer checks that an ID, when set, is that of a record of one of the kinds (any kind when none is named)
// and returns the record.
func (c *checker) refer(field string, id ID, kinds ...Kind) Record {
	if id == "" {
		return nil
	}
	r := c.ix.Get(id)
	if id == c.of.ID && r == nil {
		r = c.m.Lookup(c.of)
	}
	if r != nil {
		for _, kind := range kinds {
			if r.RecordKind() == kind {
				return r
			}
		}
		if len(kinds) == 0 {
			return r
		}
	}
	args := Args{"ID": string(id), "Kind": Word("journey.record")}
	if len(kinds) > 0 {
		args["Kind"] = Word("text.kind." + string(kinds[0]))
	}
	c.add("journey.missing", field, args)
	return nil
}

// referred is refer for a reference that has to be set.
func (c *checker) referred(field string, id ID, kind Kind) Record {
	if id == "" {
		c.add("journey.not_chosen", field, Args{"Kind": Word("text.kind." + string(kind))})
		return nil
	}
	return c.refer(field, id, kind)
}

// refers checks a typed reference.
func (c *checker) refers(field string, ref Ref, kinds ...Kind) Record {
	if ref.IsZero() {
		return nil
	}
	for _, kind := range kinds {
		if ref.Kind == kind {
			return c.refer(field+".id", ref.ID, kind)
		}
	}
	if len(kinds) == 0 {
		for _, kind := range Kinds() {
			if ref.Kind == kind {
				return c.refer(field+".id", ref.ID, kind)
			}
		}
		kinds = Kinds()
	}
	words := make([]string, len(kinds))
	for i, kind := range kinds {
		words[i] = string(kind)
	}
	c.word(field+".kind", string(ref.Kind), words)
	return nil
}
