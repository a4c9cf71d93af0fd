package check

import (
	"bytes"

	"rehearse/journey"
	"rehearse/journey/codec"
)

// Signed is what was agreed: who signed what and when.
type Signed struct {
	By   string
	Date journey.Date
	Map  *journey.Map
}

// Newest reads the last of the signed copies of a file, nil when there is none. It takes as long as reading the map:
// whoever checks after every edit reads it once.
func Newest(baselines []*journey.Baseline) (*Signed, journey.Problems) {
	if len(baselines) == 0 {
		return nil, nil
	}
	last := baselines[len(baselines)-1]
	m, problems := codec.DecodeMap(last.Map)
	if len(problems) > 0 {
		return nil, problems
	}
	return &Signed{By: last.Signed, Date: last.Date, Map: m}, nil
}

// differences are the records of a map that are not as they were signed.
type differences struct {
	changed, added []journey.Ref
	gone           []journey.Record
	// settled tells that something is among them that was agreed already: anything but drafts and what belongs to them.
	settled bool
}

// unsigned are kinds no signature is about: remarks, silences of this check, what was measured since, pictures.
var unsigned = map[journey.Kind]bool{journey.KindComment: true, journey.KindSilence: true, journey.KindObserved: true, journey.KindAsset: true}

// since compares a map with what was signed, record by record, without positions, colours and notes.
func since(signed, now *journey.Map) differences {
	var d differences
	for _, kind := range journey.Kinds() {
		if unsigned[kind] {
			continue
		}
		before := map[journey.ID]journey.Record{}
		for _, r := range signed.Records(kind) {
			before[r.RecordID()] = r
		}
		for _, r := range now.Records(kind) {
			old := before[r.RecordID()]
			delete(before, r.RecordID())
			ref := journey.Ref{Kind: kind, ID: r.RecordID()}
			switch {
			case drawn(r):
				continue
			case old == nil:
				d.added = append(d.added, ref)
				d.settled = d.settled || walked(kind) && !draft(now, r)
			case !bytes.Equal(codec.EncodeAgreed(old), codec.EncodeAgreed(r)):
				d.changed = append(d.changed, ref)
				d.settled = d.settled || !draft(signed, old)
			}
		}
		for _, r := range signed.Records(kind) {
			if before[r.RecordID()] != nil && !drawn(r) {
				d.gone = append(d.gone, r)
				d.settled = d.settled || !draft(signed, r)
			}
		}
	}
	return d
}

// drawn are steps that are no part of the plan: notes and frames.
func drawn(r journey.Record) bool {
	step, ok := r.(*journey.Step)
	return ok && !step.Kind.Simulated()
}

// walked are the kinds of records that people walk through: a new one of them changes a plan by itself.
func walked(kind journey.Kind) bool {
	return kind == journey.KindScenario || kind == journey.KindStep || kind == journey.KindLink
}

// draft reports whether a record is a scenario that is not agreed, or belongs to one.
func draft(m *journey.Map, r journey.Record) bool {
	var scenario *journey.Scenario
	switch r := r.(type) {
	case *journey.Scenario:
		scenario = r
	case *journey.Step:
		scenario = m.Scenario(r.Scenario)
	case *journey.Link:
		if from := m.Step(r.From); from != nil {
			scenario = m.Scenario(from.Scenario)
		}
	}
	return scenario != nil && (scenario.Status == journey.StatusDraft || scenario.Status == "")
}
