package desktop

import (
	"context"
	"io"
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/draw/cards"
	"rehearse/journey/edit"
	"rehearse/simulate"
	"rehearse/ui/action"
	"rehearse/ui/desktop/panel"
	"rehearse/ui/overlay"
	"rehearse/ui/picture"
)

// gallery are the cards of the people while they cover the window.
type gallery struct {
	panel  *panel.Gallery
	of     *journey.Map
	result *simulate.Result
	drawn  bool
	faces  map[journey.ID]int // how many faces were tried
}

// openGallery covers the window with the cards of the people; id, if any, is shown large.
func (w *Window) openGallery(id journey.ID) {
	if w.shown.Map == nil {
		return
	}
	w.inspector.Leave()
	w.closeInline()
	w.gallery = &gallery{faces: map[journey.ID]int{}}
	w.makeGallery()
	w.showGallery()
	if id != "" || len(w.shown.Map.Personas) == 1 {
		w.gallery.panel.Choose(id)
		w.gallery.panel.Enlarge(true)
	}
	w.win.Canvas().Focus(w.gallery.panel)
}

// makeGallery makes the panel, also in another language or theme.
func (w *Window) makeGallery() {
	g := w.gallery
	back := func() { w.win.Canvas().Focus(g.panel) }
	g.drawn = false
	g.panel = panel.NewGallery(w.text, w.look.scene(), action.Writable(w.State()), panel.GalleryEvents{
		Close: w.closeGallery, Command: w.shortcut,
		Eyes:    func(id journey.ID) { w.closeGallery(); w.lookThrough(id) },
		Edit:    func(id journey.ID) { w.editRecord(journey.Ref{Kind: journey.KindPersona, ID: id}) },
		Picture: w.askPortrait,
		Face:    func(id journey.ID) { w.anotherFace(id); back() },
		Plain:   func(id journey.ID) { w.setPortrait(id, "", nil); back() },
		Add:     w.addPersona, Save: w.askPeoplePicture,
		Drag: w.dragCard, Drop: w.dropCard,
	})
	w.cover.Objects = []fyne.CanvasObject{g.panel}
	w.cover.Refresh()
}

func (w *Window) closeGallery() {
	w.gallery = nil
	w.cover.Objects = nil
	w.cover.Show()
	w.cover.Refresh()
	w.focusBoard()
}

// showGallery brings the cards up to the snapshot.
func (w *Window) showGallery() {
	g, m := w.gallery, w.shown.Map
	switch {
	case g == nil:
		return
	case m == nil:
		w.closeGallery()
		return
	}
	result := w.shown.Run.Result
	if w.shown.Stale() {
		result = nil // of other people
	}
	if g.drawn && g.of == m && g.result == result {
		return
	}
	g.of, g.result, g.drawn = m, result, true
	o := cards.Options{Theme: w.look.scene(), Text: w.text, Measurer: w.measure, Rehearsed: overlay.Rehearsed(m, result, w.text)}
	var list []panel.GalleryCard
	for _, p := range m.Personas {
		list = append(list, panel.GalleryCard{Of: p.ID, Scene: cards.Scene(m, p, o, 0), Pictured: p.Portrait != ""})
	}
	name := m.Settings.Name
	if name == "" {
		name = w.t("draw.untitled", nil)
	}
	g.panel.Display(w.t("people.sheet_title", journey.Args{"Name": name}), list)
}

// dragCard takes a card to the board: the others make room for it.
func (w *Window) dragCard(id journey.ID, at fyne.Position) {
	if w.cover.Visible() {
		w.cover.Hide()
	}
	w.dragFace(id, at)
}

func (w *Window) dropCard(id journey.ID) {
	before := w.view.eyes
	w.dropFace(id)
	if w.gallery == nil {
		return
	}
	w.cover.Show()
	if w.view.eyes != before || w.view.eyes == id {
		w.closeGallery()
		return
	}
	w.win.Canvas().Focus(w.gallery.panel)
}

// addPersona adds a persona and opens its fields.
func (w *Window) addPersona() {
	var made journey.ID
	name := w.newRecordName(journey.KindPersona)
	w.editThen(func(tx *edit.Tx) ([]journey.Ref, error) {
		id, err := edit.AddRecord(tx, journey.KindPersona, name)
		made = id
		return nil, err
	}, func([]journey.Ref) {
		if w.gallery == nil || w.shown.Map.Persona(made) == nil {
			return
		}
		w.gallery.panel.Choose(made)
		w.gallery.panel.Enlarge(true)
		w.editRecord(journey.Ref{Kind: journey.KindPersona, ID: made})
	})
}

// askPortrait asks for a picture of a persona.
func (w *Window) askPortrait(id journey.ID) {
	w.askRead(w.t("people.picture", nil), picture.PortraitEndings(), func(path string) {
		w.takePortrait(id, path)
	})
}

// takePortrait reads a picture and gives it to a persona.
func (w *Window) takePortrait(id journey.ID, path string) {
	var data []byte
	w.works.do(w.t("people.reading", nil), func(context.Context, func(float64)) error {
		raw, err := os.ReadFile(path)
		if err != nil {
			return journey.Problem{Code: "window.cannot_read", Args: journey.Args{"Path": path, "Error": plainError(err)}}
		}
		data, err = picture.Portrait(raw)
		return err
	}, func(err error) {
		if err != nil {
			w.complainError(err)
			return
		}
		w.setPortrait(id, picture.PortraitType, data)
	})
}

// anotherFace draws a face that the persona did not have yet, and keeps it as its picture.
func (w *Window) anotherFace(id journey.ID) {
	p := w.shown.Map.Persona(id)
	if p == nil {
		return
	}
	w.gallery.faces[id]++
	data, err := picture.Face(id, w.gallery.faces[id], cards.Color(w.shown.Map, p, w.look.scene()))
	if err != nil {
		w.complainError(err)
		return
	}
	w.setPortrait(id, picture.FaceType, data)
}

// setPortrait gives a persona a picture, or with none its usual face again.
func (w *Window) setPortrait(id journey.ID, mediaType string, data []byte) {
	w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) { return nil, edit.SetPortrait(tx, id, mediaType, data) })
	w.show(w.session.Snapshot())
}

// askPeoplePicture asks how the cards shall be written and where to.
func (w *Window) askPeoplePicture() {
	format := widget.NewRadioGroup([]string{"PDF", "PNG", "SVG"}, nil)
	format.Horizontal = true
	format.SetSelected("PDF")
	m, result := w.shown.Map, w.shown.Run.Result
	numbers := widget.NewCheck(w.t("people.with_numbers", nil), nil)
	numbers.SetChecked(result != nil && !w.shown.Stale())
	enable(numbers, result != nil && !w.shown.Stale())
	only := widget.NewCheck(w.t("people.only_chosen", nil), nil)
	only.SetChecked(w.gallery != nil && w.gallery.panel.Large() && len(m.Personas) > 1)
	enable(only, w.gallery != nil && len(m.Personas) > 1)
	d := w.confirm(w.heading("people.save"), w.t("window.save", nil),
		container.NewVBox(widget.NewForm(widget.NewFormItem(w.t("window.format", nil), format)), numbers, only), func() {
			ending := map[string]string{"PNG": ".png", "SVG": ".svg", "PDF": ".pdf"}[format.Selected]
			var ids []journey.ID
			if only.Checked && w.gallery != nil {
				ids = []journey.ID{w.gallery.panel.Chosen()}
			}
			with := numbers.Checked
			w.askPath(w.heading("people.save"), w.t("people.file_name", journey.Args{"Name": w.fileName()}), ending, replaceExisting, func(path string) {
				w.writePeople(path, ids, with)
			})
		})
	d.Resize(fyne.NewSize(420, 240))
	w.present(d, nil)
}

// writePeople draws the cards on a light sheet and writes it in a worker.
func (w *Window) writePeople(path string, only []journey.ID, numbers bool) {
	m, speak := w.shown.Map, w.text
	options := picture.Options{Format: picture.FormatOf(path), Scale: 2, Date: time.Now()}
	if numbers {
		options.Result = w.shown.Run.Result
	}
	w.works.do(w.t("window.writing", journey.Args{"Path": path}), func(context.Context, func(float64)) error {
		return writeFile(path, func(to io.Writer) error { return picture.WritePeople(to, m, only, options, speak) })
	}, func(err error) { w.wrote(path, err) })
}
