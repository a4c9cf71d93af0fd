package desktop

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/edit"
	"rehearse/ui/action"
)

// platform is a window on the sample with three scenarios for three kinds of people.
func platform(t *testing.T, language string) robot {
	t.Helper()
	m, err := sampleMap("startup_platform_after", "en")
	if err != nil {
		t.Fatal(err)
	}
	return robot{windowOn(t, language, m), t}
}

// face drags the face of a persona from beside the board to a point of the window.
func (r robot) face(at int, to fyne.Position) {
	f := r.people.Faces()[at].(fyne.Draggable)
	f.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: to.SubtractXY(30, 30)}})
	f.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: to}})
	f.DragEnd()
}

func (r robot) middleOfTheBoard() fyne.Position {
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.board)
	return origin.AddXY(r.board.Size().Width/2, r.board.Size().Height/2)
}

// pale tells how a step is painted: as what the persona cannot come to, or not.
func (r robot) pale(id journey.ID) bool {
	for i := range r.scene.Items {
		if it := &r.scene.Items[i]; it.Of.ID == id && it.Part == draw.PartTitle && it.Text != nil {
			return it.Text.Color != r.look.scene().Text
		}
	}
	r.t.Fatalf("%s is not drawn", id)
	return false
}

// numberUnder is what stands under a step.
func (r robot) numberUnder(id journey.ID) string {
	var words []string
	for i := range r.scene.Items {
		if it := &r.scene.Items[i]; it.Of.ID == id && it.Part == draw.PartNumber && it.Text != nil && it.Until == 0 {
			words = append(words, it.Text.Text)
		}
	}
	return strings.Join(words, "\n")
}

func TestAFaceDraggedOntoTheBoardShowsTheMapThroughItsEyes(t *testing.T) {
	r := platform(t, "en")
	r.until("rehearsed", func() bool { return r.shown.Run.Result != nil && !r.shown.Stale() })
	m := r.shown.Map
	scenarios := map[string]journey.ID{}
	for _, s := range m.Scenarios {
		scenarios[s.Name] = s.Start
	}
	startups, investors := scenarios["Start-ups: to the published profile"], scenarios["Investors and partners: to premium"]
	if startups == "" || investors == "" {
		t.Fatal(scenarios)
	}
	before := r.numberUnder(investors)

	r.face(1, r.middleOfTheBoard())
	if r.view.eyes != m.Personas[1].ID || !r.eyes.banner.Visible() {
		t.Fatalf("the map is seen by %q", r.view.eyes)
	}
	// Segments divide the platform's people by what they are: nobody but a start-up gets the letters for start-ups.
	if !r.pale(startups) || r.pale(investors) {
		t.Error("what the investor cannot come to does not fade, or what it can does")
	}
	words := r.numberUnder(investors)
	if words == before || !strings.Contains(words, "can reach 92% of them") || !strings.Contains(words, "“") {
		t.Errorf("under the investor's letter stands %q, before %q", words, before)
	}
	if list := r.win.MainMenu().Items; len(list) == 0 {
		t.Fatal("no menu")
	}

	r.win.Canvas().Focus(r.board)
	r.key(fyne.KeyEscape)
	if r.view.eyes != "" || r.eyes.banner.Visible() || r.pale(startups) || r.numberUnder(investors) != before {
		t.Error("Escape does not bring the map back as it was")
	}
	if r.shown.Undo != nil {
		t.Error("looking has left something to undo")
	}

	r.face(1, fyne.NewPos(-50, -50))
	if r.view.eyes != "" {
		t.Error("a face dropped beside the board looks at it")
	}
}

func TestTheKeyTheMenuAndAClickLookThroughTheSameEyes(t *testing.T) {
	r := platform(t, "ru")
	id := r.shown.Map.Personas[2].ID
	r.letter('у') // E under a Russian layout
	if r.picker == nil || !r.picker.Open() || len(r.picker.Choices()) != 4 {
		t.Fatal("the key does not ask through whose eyes")
	}
	r.picker.Type(r.shown.Map.Personas[2].Name)
	r.picker.Choose()
	if r.view.eyes != id {
		t.Fatalf("seen by %q", r.view.eyes)
	}
	action.Run("eyes_off", r.Window)
	if r.view.eyes != "" || action.Run("eyes_off", r.Window) {
		t.Error("the eyes are not left, or can be left twice")
	}
	r.people.Faces()[2].(fyne.Tappable).Tapped(nil)
	if r.view.eyes != id {
		t.Error("a click on a face does nothing")
	}
	r.people.Faces()[2].(fyne.Tappable).Tapped(nil)
	if r.view.eyes != "" {
		t.Error("a second click does not leave")
	}
}

func TestAPersonaThatIsDeletedIsNotLookedThroughAnyMore(t *testing.T) {
	r := platform(t, "en")
	gone := r.shown.Map.Personas[3].ID
	r.lookThrough(gone)
	r.Edit(func(tx *edit.Tx) ([]journey.Ref, error) {
		return nil, edit.DeleteRecords(tx, []journey.Ref{{Kind: journey.KindPersona, ID: gone}})
	})
	r.until("left", func() bool { return r.view.eyes == "" && !r.eyes.banner.Visible() && len(r.people.Faces()) == 3 })
}

func TestTheCardsAreLookedThroughByKeys(t *testing.T) {
	r := platform(t, "en")
	action.Run("people", r.Window)
	g := r.gallery.panel
	if g.Large() || g.Chosen() != "startup" {
		t.Fatalf("%s is chosen at first", g.Chosen())
	}
	r.key(fyne.KeyRight)
	r.key(fyne.KeyReturn)
	if !g.Large() || g.Chosen() != "investor" {
		t.Fatalf("Enter shows %s", g.Chosen())
	}
	r.key(fyne.KeyRight)
	if g.Chosen() != "partner" {
		t.Errorf("the next one is %s", g.Chosen())
	}
	r.key(fyne.KeyEscape)
	if r.gallery == nil || g.Large() {
		t.Fatal("Escape on a large card does not show all of them")
	}
	r.win.Canvas().Focused().TypedRune('у')
	if r.gallery != nil || r.view.eyes != "partner" {
		t.Error("the card's eyes are not those looked through")
	}
	action.Run("people", r.Window)
	r.key(fyne.KeyEscape)
	if r.gallery != nil || len(r.cover.Objects) != 0 || r.win.Canvas().Focused() != fyne.Focusable(r.board) {
		t.Error("the cards do not close")
	}
}

func TestACardIsDraggedOntoTheMap(t *testing.T) {
	r := platform(t, "en")
	action.Run("people", r.Window)
	to := r.middleOfTheBoard()
	r.dragCard("expert", to.SubtractXY(20, 20))
	if r.cover.Visible() {
		t.Error("the cards lie over the board while one is dragged there")
	}
	r.dragCard("expert", to)
	r.dropCard("expert")
	if r.gallery != nil || r.view.eyes != "expert" {
		t.Error("the card does not open the map through its eyes")
	}
	action.Run("people", r.Window)
	r.dragCard("startup", fyne.NewPos(-40, -40))
	r.dropCard("startup")
	if r.gallery == nil || !r.cover.Visible() || r.view.eyes != "expert" {
		t.Error("a card dropped nowhere does not come back")
	}
}

func TestAPersonaGetsAPictureAnotherFaceAndItsUsualOneAgain(t *testing.T) {
	r := platform(t, "en")
	action.Run("people", r.Window)
	photo := image.NewRGBA(image.Rect(0, 0, 300, 500))
	for x := range 300 {
		for y := range 500 {
			photo.Set(x, y, color.RGBA{R: uint8(x), G: uint8(y), A: 255})
		}
	}
	var data bytes.Buffer
	if err := png.Encode(&data, photo); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "anna.png")
	if err := os.WriteFile(path, data.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	r.takePortrait("investor", path)
	r.until("pictured", func() bool { return r.shown.Map.Persona("investor").Portrait != "" })
	if list := r.shown.Map.Assets; len(list) != 1 || list[0].MediaType != "image/jpeg" || r.shown.Undo.ID != "edit.set_portrait" {
		t.Fatalf("the pictures of the map: %v", list)
	}
	photographed := r.shown.Map.Assets[0].Data
	another := func(than []byte) func() bool {
		return func() bool {
			list := r.shown.Map.Assets // the old picture does not stay in the file
			return len(list) == 1 && list[0].MediaType == "image/png" && !bytes.Equal(list[0].Data, than)
		}
	}
	r.anotherFace("investor")
	r.until("drawn", another(photographed))
	first := r.shown.Map.Assets[0].Data
	r.anotherFace("investor")
	r.until("drawn anew", another(first))
	r.setPortrait("investor", "", nil)
	r.until("taken away", func() bool { return r.shown.Map.Persona("investor").Portrait == "" && len(r.shown.Map.Assets) == 0 })
	r.session.Undo(nil)
	r.until("undone", func() bool { return r.shown.Map.Persona("investor").Portrait != "" })

	bad := filepath.Join(t.TempDir(), "notes.png")
	if err := os.WriteFile(bad, []byte("no picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.takePortrait("startup", bad)
	r.until("refused", func() bool { return strings.Contains(r.toast.label.Text, "no picture the program can read") })
}

func TestTheCardsSpeakTheLanguageAndFitTheWindow(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		for _, size := range []fyne.Size{{Width: 1280, Height: 720}, {Width: 2560, Height: 1440}} {
			r := platform(t, language)
			r.win.Resize(size)
			action.Run("people", r.Window)
			for _, large := range []bool{false, true} {
				r.gallery.panel.Enlarge(large)
				for _, o := range test.LaidOutObjects(r.cover) {
					if o.Visible() && o.Size().Width > size.Width+1 {
						t.Errorf("%s %v: %T is wider than the window", language, size, o)
					}
				}
			}
			if min := r.cover.MinSize(); min.Width > size.Width {
				t.Errorf("%s: the cards need %v", language, min)
			}
		}
	}
}

func TestANewPersonaIsMadeAmongTheCards(t *testing.T) {
	r := platform(t, "en")
	action.Run("people", r.Window)
	r.addPersona()
	made := r.shown.Map.Personas
	if len(made) != 5 || len(r.dialogs) != 1 {
		t.Fatalf("%d personas, %d dialogs", len(made), len(r.dialogs))
	}
	if r.gallery.panel.Chosen() != made[4].ID || r.records.chosen != made[4].ID {
		t.Error("the fields of another persona are open")
	}
}
