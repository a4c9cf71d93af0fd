package panel

import (
	"context"
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
