package panel

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/persist/export/fonts"
	"rehearse/ui/review"
	"rehearse/ui/text"
)

// many is a list of so many findings about a map with two scenarios: a third of each severity, every fourth silenced.
func many(n int) (*journey.Map, []review.Item) {
	m := journey.New("Many", "2026-01-05")
	m.Scenarios = []*journey.Scenario{{ID: "one", Name: "One"}, {ID: "two", Name: "Two"}}
	m.Steps = []*journey.Step{{ID: "a", Scenario: "one"}, {ID: "b", Scenario: "two"}, {ID: "c"}}
	var list []finding.Finding
	for i := range n {
		f := finding.Finding{
			Rule: fmt.Sprintf("J%d", 101+i%300), Severity: review.Severities()[i%3], Message: "finding.J101.message", Args: journey.Args{"Step": fmt.Sprint(i)},
			Targets: []journey.Ref{{Kind: journey.KindStep, ID: m.Steps[i/3%3].ID}}, Witness: 1,
		}
		if i%4 == 3 {
			f.Silenced = "agreed"
		}
		list = append(list, f)
	}
	return m, review.Items(m, list, nil)
}

func newList(t testing.TB) (*Findings, *[]string) {
	t.Helper()
	oneApp()
	heard := &[]string{}
	f := NewFindings(text.New("en"), fonts.Embedded(), FindingsEvents{
		Open:    func(i *review.Item) { *heard = append(*heard, "open "+i.Rule) },
		Story:   func(i *review.Item) { *heard = append(*heard, "story "+i.Rule) },
		StoryOf: func(*review.Item) string { return "Story of Anna" },
		Key:     func(k *fyne.KeyEvent) { *heard = append(*heard, string(k.Name)) },
	})
	win := test.NewWindow(f)
	t.Cleanup(win.Close)
	win.Resize(fyne.NewSize(760, 240))
	return f, heard
}

func TestTheChipOfASeverityHidesAndShowsItsFindings(t *testing.T) {
	f, _ := newList(t)
	m, items := many(12)
	f.List(m, items, "")
	shown := func() (n int) {
		for _, r := range f.Rows() {
			if r.Item != nil {
				n++
			}
		}
		return n
	}
	if shown() != 9 { // of 12 every fourth is silenced
		t.Fatalf("%d are shown", shown())
	}
	errors := f.chips[finding.Error]
	if errors.count.Text != "3" {
		t.Errorf("%s errors are counted", errors.count.Text)
	}
	test.Tap(errors)
	if shown() != 6 || errors.count.Text != "3" || !f.all.Visible() {
		t.Errorf("%d are shown without errors, %s counted", shown(), errors.count.Text)
	}
	test.Tap(f.all)
	if shown() != 9 || f.all.Visible() {
		t.Errorf("%d are shown again", shown())
	}
}

func TestTheFilterOffersWhatThereIs(t *testing.T) {
	f, _ := newList(t)
	m, items := many(12)
	f.List(m, items, "")
	menu := f.FilterMenu()
	var scenarios []string
	for _, i := range menu.Items[1].ChildMenu.Items {
		scenarios = append(scenarios, i.Label)
	}
	if !slices.Equal(scenarios, []string{"All", "The map", "One", "Two"}) {
		t.Errorf("%q", scenarios)
	}
	menu.Items[1].ChildMenu.Items[3].Action()
	for _, r := range f.Rows() {
		if r.Scenario != "two" {
			t.Errorf("%q is shown", r.Scenario)
		}
	}
	f.FilterMenu().Items[3].Action()
	if !f.Filter().Silenced {
		t.Error("silenced ones stay hidden")
	}
}

func TestAClickOpensAFindingOnePersonTellsTheStoryAndArrowsGoOn(t *testing.T) {
	f, heard := newList(t)
	m, items := many(2)
	f.List(m, items, "")
	row := newFindingRow(f)
	row.Resize(fyne.NewSize(700, findingRow))
	row.show(f.Rows()[1], f.wordsOf(1))
	tap := func(x float32) { row.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x, 8)}) }
	tap(100)
	tap(640)
	f.Open(f.Rows()[1].Item.Key())
	f.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	f.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if want := []string{"open J101", "story J101", "open J102", "Escape"}; !slices.Equal(*heard, want) {
		t.Errorf("%q, want %q", *heard, want)
	}
}

func TestTheWordsOfARowEndBeforeItsMarks(t *testing.T) {
	f, _ := newList(t)
	m, items := many(1)
	items[0].Args = journey.Args{"Step": "a very long name of a step that goes on and on until nobody can read it in one line of a list"}
	f.List(m, items, "")
	for _, width := range []float32{320, 500, 760, 1200} {
		row := newFindingRow(f)
		row.Resize(fyne.NewSize(width, findingRow))
		row.show(f.Rows()[1], f.wordsOf(1))
		if end := row.text.Position().X + row.text.MinSize().Width; end > row.storyAt {
			t.Errorf("at %v px the words end at %v, the person begins at %v", width, end, row.storyAt)
		}
	}
}

// A long list is put into words where it is seen.
func BenchmarkFindings500(b *testing.B) {
	f, _ := newList(b)
	m, items := many(500)
	b.Run("list", func(b *testing.B) {
		for range b.N {
			f.List(m, items, "")
		}
	})
	b.Run("scroll", func(b *testing.B) {
		for i := range b.N {
			f.list.ScrollTo(i * 7 % len(f.rows))
		}
	})
}
