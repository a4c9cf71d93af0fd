package draw

import "rehearse/journey"

// The marks of the kinds of step; messages have one per medium, see icon_medium.go.
var kindGlyphs = map[journey.StepKind]*glyph{
	// An arrow into a place.
	journey.StepEntry: {strokes: []stroke{
		{2.2, []float64{3.5, 12, 14, 12}},
		{2.2, []float64{10, 7.5, 14.5, 12, 10, 16.5}},
		{2.2, []float64{13.5, 4.5, 19.5, 4.5, 19.5, 19.5, 13.5, 19.5}},
	}},
	// A pointer.
	journey.StepTouchpoint: {
		fills:   [][]float64{{6.5, 4, 18.6, 11.4, 8.4, 17.6}},
		strokes: []stroke{{2.8, []float64{11.6, 12.4, 15.6, 19.6}}},
	},
	// A clock.
	journey.StepWait: {
		boxes:   []roundBox{{4, 4, 16, 16, 8, 2.2}},
		strokes: []stroke{{2.2, []float64{12, 7.6, 12, 12.4, 15.4, 14.4}}},
	},
	// One way that becomes two.
	journey.StepBranch: {strokes: []stroke{
		{2.2, []float64{4.5, 12, 10, 12, 14.5, 7.5, 18, 7.5}},
		{2.2, []float64{10, 12, 14.5, 16.5, 18, 16.5}},
		{2, []float64{16, 5, 18.6, 7.5, 16, 10}},
		{2, []float64{16, 14, 18.6, 16.5, 16, 19}},
	}},
	journey.StepSplit: {letters: "A/B"},
	// A headset.
	journey.StepSupport: {
		boxes: []roundBox{{3.8, 11.4, 4, 6.4, 1.6, 0}, {16.2, 11.4, 4, 6.4, 1.6, 0}},
		strokes: []stroke{
			{2, []float64{5, 12.5, 5.3, 9.6, 7, 6.8, 9.4, 5.2, 12, 4.7, 14.6, 5.2, 17, 6.8, 18.7, 9.6, 19, 12.5}},
			{1.8, []float64{18.6, 17, 17.4, 19, 15, 20, 12.6, 20}},
		},
	},
	// A receiver.
	journey.StepCall: {strokes: []stroke{
		{2.6, []float64{6.4, 6.6, 6.8, 9.6, 8.6, 12.8, 11.2, 15.4, 14.4, 17.2, 17.4, 17.6}},
		{4.4, []float64{6.6, 5.6, 7.8, 8}},
		{4.4, []float64{16, 16.2, 18.4, 17.4}},
	}},
	// A pencil.
	journey.StepUpdate: {strokes: []stroke{
		{2, []float64{4.8, 19.2, 6, 14.6, 15.6, 5, 19, 8.4, 9.4, 18, 4.8, 19.2}},
		{2, []float64{13, 7.6, 16.4, 11}},
	}},
	// A flag.
	journey.StepGoal: {
		fills:   [][]float64{{7, 4.4, 19, 8.7, 7, 13}},
		strokes: []stroke{{2.4, []float64{6.8, 3.6, 6.8, 20.6}}},
	},
	// A door with an arrow out.
	journey.StepExit: {strokes: []stroke{
		{2.2, []float64{12.5, 4.5, 5, 4.5, 5, 19.5, 12.5, 19.5}},
		{2.2, []float64{9.5, 12, 20, 12}},
		{2.2, []float64{16, 7.8, 20.2, 12, 16, 16.2}},
	}},
	// A sheet with writing.
	journey.StepNote: {strokes: []stroke{
		{2, []float64{5, 8, 19, 8}}, {2, []float64{5, 12.5, 19, 12.5}}, {2, []float64{5, 17, 13, 17}},
	}},
	// Four corners.
	journey.StepFrame: {strokes: []stroke{
		{2.2, []float64{4.5, 9, 4.5, 4.5, 9, 4.5}}, {2.2, []float64{15, 4.5, 19.5, 4.5, 19.5, 9}},
		{2.2, []float64{19.5, 15, 19.5, 19.5, 15, 19.5}}, {2.2, []float64{9, 19.5, 4.5, 19.5, 4.5, 15}},
	}},
}
