package panel

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"

	"rehearse/journey"
	"rehearse/ui/form"
)

// waiting is a map with one wait of a day, always the same.
func waiting() (*journey.Map, journey.Ref) {
	m := journey.New("Test", "2026-01-05")
	s := &journey.Step{ID: "w", Kind: journey.StepWait, Name: "Pause", Wait: &journey.Wait{For: journey.Fixed(journey.Day)}}
	journey.Normalize(s)
	m.Steps = append(m.Steps, s)
	return m, journey.Ref{Kind: journey.KindStep, ID: "w"}
}

// A day that becomes log-normal is one with its median at a day, drawn at once: nobody has to know what sigma begins with.
func TestALawOfAnotherKindGoesOnAtTheSameLengthWithAPicture(t *testing.T) {
	for kind, want := range map[string]journey.Law{
		"log-normal":  {Kind: journey.LawLogNormal, Value: journey.Day, Median: journey.Day, Sigma: 0.5},
		"uniform":     {Kind: journey.LawUniform, Value: journey.Day, Low: journey.Day / 2, High: 3 * journey.Day / 2},
		"triangular":  {Kind: journey.LawTriangular, Value: journey.Day, Low: journey.Day / 2, Mode: journey.Day, High: 3 * journey.Day / 2},
		"normal":      {Kind: journey.LawNormal, Value: journey.Day, Mean: journey.Day, Deviation: journey.Day / 4},
		"exponential": {Kind: journey.LawExponential, Value: journey.Day, Mean: journey.Day},
	} {
		m, ref := waiting()
		b := newBench(t, m)
		b.in.Display(m, ref)
		b.in.rows["wait.for.law"].choose.SetSelected(kind)
		if got := b.editor.Map().Step("w").Wait.For; got != want {
			t.Errorf("%s: %+v", kind, got)
		}
		if p := b.in.pictures["wait.for"]; p == nil || !p.Visible() {
			t.Errorf("%s has no picture", kind)
		}
		b.in.rows["wait.for.law"].choose.SetSelected("always the same")
		if got := b.editor.Map().Step("w").Wait.For; got.Kind != journey.LawFixed || got.Value != journey.Day {
			t.Errorf("back from %s: %+v", kind, got)
		}
	}
}

// While the letters of a number are typed, before it is taken, the picture already is the new law's.
func TestThePictureFollowsTypingAndStaysWhileNothingCanBeRead(t *testing.T) {
	m, ref := waiting()
	b := newBench(t, m)
	b.in.Display(m, ref)
	b.in.rows["wait.for.law"].choose.SetSelected("log-normal")
	p := b.in.pictures["wait.for"]
	if p.words.Text != "half within 24 h · 90 % within 45 h 33 min" && p.words.Text != "half within 1 d · 90 % within 1 d 21 h" {
		t.Errorf("it says %q", p.words.Text)
	}
	before := p.words.Text
	b.field(t, "wait.for.median").entry.SetText("2 days")
	p = b.in.pictures["wait.for"]
	if p.words.Text == before || p.curve.Median < 172799 || p.curve.Median > 172801 {
		t.Errorf("while typing it says %q", p.words.Text)
	}
	if got := b.editor.Map().Step("w").Wait.For.Median; got != journey.Day {
		t.Errorf("typing was taken: %v", got)
	}
	typed := p.words.Text
	b.field(t, "wait.for.sigma").entry.SetText("a lot")
	if p = b.in.pictures["wait.for"]; p.words.Text != typed || !p.Visible() {
		t.Errorf("what cannot be read changed the picture to %q", p.words.Text)
	}
	b.rest()
	if r := b.field(t, "wait.for.sigma"); !r.problem.Visible() {
		t.Error("what cannot be read is not said under the field")
	}
	if got := b.editor.Map().Step("w").Wait.For; got.Median != 2*journey.Day || got.Sigma != 0.5 {
		t.Errorf("kept is %+v", got)
	}
}

// inked counts the pixels of a column that are painted, from the bottom up.
func inked(img image.Image, x int) int {
	n := 0
	for y := range img.Bounds().Dy() {
		if _, _, _, a := img.At(x, y).RGBA(); a > 0x1000 {
			n++
		}
	}
	return n
}

// From one to three hours: nobody is through before an hour, half at two, all at three. Spread out it is a block from one to three.
func TestThePictureIsTheShareAndATurnMakesItTheSpread(t *testing.T) {
	m, ref := waiting()
	b := newBench(t, m)
	b.in.Display(m, ref)
	b.in.rows["wait.for.law"].choose.SetSelected("uniform")
	p := b.in.pictures["wait.for"]
	p.paintLaw(journey.Law{Kind: journey.LawUniform, Low: journey.Hour, High: 3 * journey.Hour})
	const w, h = 315, 84 // End is 3 h 9 min: an hour is 100 pixels
	share := p.paint(w, h)
	if low, quarter, high := inked(share, 50), inked(share, 150), inked(share, 308); low > 4 || quarter < 15 || quarter > 27 || high < 76 {
		t.Errorf("columns at ½ h, 1½ h and 3 h 5 min are %d, %d and %d high", low, quarter, high)
	}
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	spread := p.paint(w, h)
	if before, inside, after := inked(spread, 50), inked(spread, 150), inked(spread, 310); before > 4 || inside < 76 || after > 4 {
		t.Errorf("spread out they are %d, %d and %d high", before, inside, after)
	}
	if !b.in.asDensity {
		t.Error("the choice is forgotten with the form")
	}
	if img := p.paint(0, 0); img.Bounds().Empty() {
		t.Error("a picture of no size panics somewhere")
	}
}

// GetResponse: half of the openings within six hours; taken, it is the law of the channel and has its picture.
func TestAPublishedLengthOfTimeIsTakenAsItsLaw(t *testing.T) {
	m, ref := mail()
	b := newBench(t, m)
	b.in.Display(m, ref)
	for _, section := range form.Of(m.Channels[0]) {
		for _, f := range section.Fields {
			if f.Key == "Rates.open_delay" {
				b.in.choosePublished(f)
			}
		}
	}
	b.showList(t).Choose()
	want := journey.Law{Kind: journey.LawLogNormal, Median: 6 * journey.Hour, Sigma: 2.2}
	if got := b.editor.Map().Channel("mail").Rates.OpenDelay; got != want {
		t.Errorf("%+v", got)
	}
	if p := b.in.pictures["rates.open_delay"]; p == nil || !p.Visible() {
		t.Error("it has no picture")
	}
}
