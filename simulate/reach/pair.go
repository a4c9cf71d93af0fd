package reach

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/rule"
	"rehearse/simulate/program"
)

// Pairs are all pairs of alike messages, in map order, each message with itself among them: it is as alike as can be.
func (r *Reach) Pairs() []Pair {
	if r.pairs != nil {
		return r.pairs
	}
	r.pairs = []Pair{}
	for a := range int32(len(r.p.Messages)) {
		for b := a; b < int32(len(r.p.Messages)); b++ {
			if like := r.contents.compare(a, b); len(like) > 0 {
				r.pairs = append(r.pairs, r.pair(a, b, like))
			}
		}
	}
	return r.pairs
}

// Pair is what is known of any two messages, alike or not; false when one of them is no message of the map.
func (r *Reach) Pair(a, b journey.ID) (Pair, bool) {
	one, two := r.messageOf(a), r.messageOf(b)
	if one == program.None || two == program.None {
		return Pair{}, false
	}
	one, two = min(one, two), max(one, two)
	return r.pair(one, two, r.contents.compare(one, two)), true
}

func (r *Reach) messageOf(id journey.ID) int32 {
	if n, ok := r.step[id]; ok && r.p.Steps[n].Kind == program.KindMessage {
		return r.p.Steps[n].Index
	}
	return program.None
}

// pair decides about two messages.
func (r *Reach) pair(a, b int32, like []Alike) Pair {
	one, two := &r.p.Messages[a], &r.p.Messages[b]
	pair := Pair{
		A: r.p.Steps[one.Step].ID, B: r.p.Steps[two.Step].ID, Alike: like, RepeatOK: one.RepeatOK || two.RepeatOK,
		Answer: rule.Maybe, Apart: r.gaps.between(a, b),
	}
	if !r.gaps.meetIn(a, b, r.languages(like)) {
		pair.Apart = never
	}
	if pair.Apart >= never {
		pair.Apart = Unbounded
	}
	if pair.Apart >= r.p.Policy.DuplicateWindow {
		pair.Answer = rule.No
		return pair
	}
	if who, paths := r.show(a, b, r.languages(like), r.p.Policy.DuplicateWindow); who != nil {
		pair.Answer, pair.Example, pair.Paths = rule.Yes, r.person(who), paths
	}
	return pair
}

// languages are those in which two messages are alike: all where they have a topic in common, or nothing.
func (r *Reach) languages(like []Alike) (mask uint64) {
	for _, l := range like {
		if l.Kind == Topic || l.Kind == Offer || l.Kind == Itself {
			return ^uint64(0)
		}
		for _, tag := range l.Languages {
			mask |= 1 << (slices.Index(r.p.Languages, tag) % maxAtoms)
		}
	}
	if len(like) == 0 {
		return ^uint64(0)
	}
	return mask
}

// meetIn tells that somebody who speaks one of some languages can get both messages.
func (x *gaps) meetIn(a, b int32, languages uint64) bool {
	dimension, ok := x.flow.space.index[subject{aspect: aspectLanguage}]
	if !ok || x.flow.space.dimensions[dimension].all&^languages == 0 {
		return true // between has asked
	}
	for _, one := range x.flow.sends[a].boxes {
		for _, two := range x.flow.sends[b].boxes {
			for _, people := range x.flow.space.universe {
				if one[dimension]&two[dimension]&people[dimension]&languages == 0 {
					continue
				}
				if x.flow.space.evolves(x.flow.later(one, program.None), two, people) || x.flow.space.evolves(x.flow.later(two, program.None), one, people) {
					return true
				}
			}
		}
	}
	return false
}
