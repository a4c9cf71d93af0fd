package sqlite

import (
	"encoding/json"
	"fmt"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/edit"
)

// Content is everything a file holds.
type Content struct {
	Map *journey.Map
	// History is oldest first; the first Cursor entries are applied in Map.
	History   []*edit.Change
	Cursor    int
	Baselines []*journey.Baseline
	// Created and Saved are times in RFC 3339; "" when nobody said.
	Created string
	Saved   string
}

// recordJSON is a record as the tables hold it: the bytes of a picture are in the table of assets.
func recordJSON(r journey.Record) []byte {
	if a, ok := r.(*journey.Asset); ok {
		bare := *a
		bare.Data = nil
		return codec.Encode(&bare)
	}
	return codec.Encode(r)
}

// recordOf reads what recordJSON wrote, in the format of the file.
func recordOf(format int, kind journey.Kind, data []byte, pictures map[string][]byte) (journey.Record, error) {
	r, problems := codec.DecodeStored(format, kind, data)
	if err := problems.OrNil(); err != nil {
		return nil, err
	}
	if a, ok := r.(*journey.Asset); ok {
		bytes, ok := pictures[a.SHA256]
		if !ok {
			return nil, fmt.Errorf("the bytes of picture %s are missing", a.ID)
		}
		a.Data = bytes
	}
	return r, nil
}

// diffJSON is one Diff in the table of changes.
type diffJSON struct {
	Kind     journey.Kind    `json:"kind"`
	ID       journey.ID      `json:"id"`
	Before   json.RawMessage `json:"before,omitempty"`
	After    json.RawMessage `json:"after,omitempty"`
	BeforeAt int             `json:"before_at"`
	AfterAt  int             `json:"after_at"`
}

func diffsJSON(diffs []edit.Diff) ([]byte, error) {
	rows := make([]diffJSON, len(diffs))
	for i, d := range diffs {
		rows[i] = diffJSON{Kind: d.Kind, ID: d.ID, BeforeAt: d.BeforeAt, AfterAt: d.AfterAt}
		if d.Before != nil {
			rows[i].Before = recordJSON(d.Before)
		}
		if d.After != nil {
			rows[i].After = recordJSON(d.After)
		}
	}
	return json.Marshal(rows)
}

func diffsOf(format int, data []byte, pictures map[string][]byte) ([]edit.Diff, error) {
	var rows []diffJSON
	if err := json.Unmarshal(data, &rows); err != nil {
		return nil, err
	}
	diffs := make([]edit.Diff, len(rows))
	for i, row := range rows {
		d := edit.Diff{Kind: row.Kind, ID: row.ID, BeforeAt: row.BeforeAt, AfterAt: row.AfterAt}
		var err error
		if row.Before != nil {
			if d.Before, err = recordOf(format, row.Kind, row.Before, pictures); err != nil {
				return nil, err
			}
		}
		if row.After != nil {
			if d.After, err = recordOf(format, row.Kind, row.After, pictures); err != nil {
				return nil, err
			}
		}
		diffs[i] = d
	}
	return diffs, nil
}
