package draw

import "rehearse/journey"

// The marks of the media a message goes out by.
var mediumGlyphs = map[journey.ChannelMedium]*glyph{
	// An envelope.
	journey.MediumEmail: {
		boxes:   []roundBox{{3.5, 5.5, 17, 13, 1.8, 2}},
		strokes: []stroke{{2, []float64{4.4, 7.4, 12, 13.2, 19.6, 7.4}}},
	},
	// A speech bubble with three dots.
	journey.MediumSMS: {
		boxes: []roundBox{
			{3.5, 4.5, 17, 11.6, 3, 2},
			{7, 9.2, 2.2, 2.2, 1.1, 0}, {10.9, 9.2, 2.2, 2.2, 1.1, 0}, {14.8, 9.2, 2.2, 2.2, 1.1, 0},
		},
		fills: [][]float64{{7, 16, 12.4, 16, 7, 20.6}},
	},
	// A bell.
	journey.MediumPush: {strokes: []stroke{
		{2, []float64{5, 16.4, 7, 14, 7, 10.4, 8.2, 7.6, 10.4, 6, 12, 5.7, 13.6, 6, 15.8, 7.6, 17, 10.4, 17, 14, 19, 16.4, 5, 16.4}},
		{2, []float64{12, 3.6, 12, 5.4}},
		{2.4, []float64{10.2, 19.4, 13.8, 19.4}},
	}},
	// A paper plane.
	journey.MediumMessenger: {strokes: []stroke{
		{2, []float64{3.6, 11.4, 20, 4.6, 14.6, 19.6, 11, 13.6, 3.6, 11.4}},
		{2, []float64{11, 13.6, 15.4, 9.4}},
	}},
	// A window over a page.
	journey.MediumPopUp: {
		boxes:   []roundBox{{3.5, 4.5, 17, 15, 1.8, 2}, {9.6, 11, 7.6, 5.2, 1, 0}},
		strokes: []stroke{{2, []float64{4, 8.6, 20, 8.6}}},
	},
	// A phone with a notice.
	journey.MediumInApp: {
		boxes:   []roundBox{{7, 3.4, 10, 17.2, 2, 2}, {9.2, 7, 5.6, 4, 0.8, 0}},
		strokes: []stroke{{1.8, []float64{10.8, 17.8, 13.2, 17.8}}},
	},
	// Two speech bubbles.
	journey.MediumChat: {
		boxes: []roundBox{{3, 4.5, 12, 8.6, 2.4, 2}, {11, 11, 10, 7.4, 2.2, 0}},
		fills: [][]float64{{5.6, 12.6, 9.6, 12.6, 5.6, 16.4}, {15.6, 17.8, 19.2, 17.8, 19.2, 21}},
	},
	journey.MediumCall: kindGlyphs[journey.StepCall],
	// A sheet of paper.
	journey.MediumLetter: {
		boxes: []roundBox{{5.5, 3.5, 13, 17, 1.4, 2}},
		strokes: []stroke{
			{1.8, []float64{8.6, 8.4, 15.4, 8.4}}, {1.8, []float64{8.6, 12, 15.4, 12}}, {1.8, []float64{8.6, 15.6, 13, 15.6}},
		},
	},
	// A megaphone.
	journey.MediumAd: {
		fills:   [][]float64{{3.6, 9.6, 8.4, 9.6, 17.4, 5, 17.4, 18, 8.4, 14.4, 3.6, 14.4}},
		strokes: []stroke{{2.2, []float64{7.6, 14.6, 9, 19.4}}, {2, []float64{20.2, 9.6, 20.2, 13.6}}},
	},
	// A magnifying glass.
	journey.MediumSearch: {
		boxes:   []roundBox{{4, 4, 11.6, 11.6, 5.8, 2.2}},
		strokes: []stroke{{2.8, []float64{14.4, 14.4, 19.6, 19.6}}},
	},
	// Three who know each other.
	journey.MediumSocial: {
		boxes:   []roundBox{{3.8, 9.2, 5.6, 5.6, 2.8, 0}, {14.4, 3.8, 5.6, 5.6, 2.8, 0}, {14.4, 14.6, 5.6, 5.6, 2.8, 0}},
		strokes: []stroke{{1.8, []float64{17, 6.8, 7, 12, 17, 17.2}}},
	},
	// A dot with a ring.
	journey.MediumOther: {boxes: []roundBox{{4.4, 4.4, 15.2, 15.2, 7.6, 2.2}, {9, 9, 6, 6, 3, 0}}},
}
