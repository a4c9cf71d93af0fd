package message

import (
	"strings"
	"testing"
)

// The borders of 3GPP TS 23.038 and 23.040, worked out by hand: 160 septets alone, 153 joined; 70 and 67 in Unicode; the
// euro sign counts twice, and two units are never parted.
func TestSMSAreCountedAsNetworksDo(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text               string
		units, parts, each int
		unicode            bool
	}{
		{"", 0, 0, 160, false},
		{strings.Repeat("a", 160), 160, 1, 160, false},
		{strings.Repeat("a", 161), 161, 2, 153, false},
		{strings.Repeat("a", 306), 306, 2, 153, false},
		{strings.Repeat("a", 307), 307, 3, 153, false},
		{strings.Repeat("a", 158) + "€", 160, 1, 160, false},
		{strings.Repeat("a", 159) + "€", 161, 2, 153, false},
		{strings.Repeat("a", 152) + "€" + strings.Repeat("a", 152), 306, 3, 153, false}, // the € goes whole into the second part
		{strings.Repeat("я", 70), 70, 1, 70, true},
		{strings.Repeat("я", 71), 71, 2, 67, true},
		{strings.Repeat("я", 134), 134, 2, 67, true},
		{strings.Repeat("я", 135), 135, 3, 67, true},
		{strings.Repeat("я", 69) + "😀", 71, 2, 67, true},
		{"10 € off – today", 16, 1, 70, true}, // the dash is not in the alphabet, the euro sign then counts once
	} {
		got := CountSMS(c.text)
		if got.Units != c.units || got.Parts != c.parts || got.Each != c.each || got.Unicode != c.unicode {
			t.Errorf("%.20s… (%d): %+v, not %+v", c.text, len(c.text), got, c)
		}
	}
	if got := CountSMS("Hi – you"); got.Culprit != '–' {
		t.Errorf("the culprit is %q", got.Culprit)
	}
}
