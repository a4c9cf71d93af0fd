package panel

import (
	"context"
	"encoding/json"
	"testing"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/simulate"
	"rehearse/ui/overlay"
	"rehearse/ui/text"
)

// What is wider than the inspector is cut off at its right edge, buttons and figures with it.
func TestNoRecordOfASampleIsWiderThanTheInspector(t *testing.T) {
	for _, language := range text.Languages() {
		seen := map[string]bool{} // two samples share most of their records
		for _, sample := range assets.Samples() {
			data, err := assets.SampleIn(sample.Name, language.Code)
			if err != nil {
				t.Fatal(err)
			}
			m, problems := codec.DecodeMap(data)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			result, err := simulate.Run(context.Background(), m, simulate.Spec{People: 500, Seed: 1}, nil)
			if err != nil {
				t.Fatal(err)
			}
			b := newBench(t, m)
			b.in.text = text.New(language.Code)
			for _, kind := range journey.Kinds() {
				for _, record := range m.Records(kind) {
					ref := journey.Ref{Kind: kind, ID: record.RecordID()}
					if same, err := json.Marshal(record); err != nil || seen[string(kind)+string(same)] {
						continue
					} else {
						seen[string(kind)+string(same)] = true
					}
					b.in.Display(m, ref)
					b.in.ShowNumbers(overlay.Details(result, ref, b.in.text), false)
					if wide := b.in.scroll.Content.MinSize().Width; wide > InspectorWidth {
						t.Errorf("%s %s: %s %s is %v wide", sample.Name, language.Code, kind, ref.ID, wide)
					}
				}
			}
		}
	}
}
