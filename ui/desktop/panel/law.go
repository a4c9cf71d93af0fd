package panel

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"rehearse/journey"
	"rehearse/ui/form"
)

// lawObject shows a random length of time: its law with its numbers, and a picture of it that is drawn anew while they are
// typed. One that is always the same is its length, with the law folded away.
func (in *Inspector) lawObject(f form.Field) fyne.CanvasObject {
	if isFixedLength(f) {
		return in.mainFieldObject(f, f.Fields[1], f.Fields[:1])
	}
	picture := newLawPicture(in.text, in.colors, in.asDensity, func(density bool) { in.asDensity = density })
	in.pictures[f.Path] = picture
	if f.Law != nil {
		picture.paintLaw(*f.Law)
	}
	inside := append(in.lawFields(f), picture)
	if in.offers(f) {
		inside = append(inside, in.publishedButton(f))
	}
	return in.sectionObject(f, in.label(f), inside)
}

// lawFields are the fields of a law, its numbers beside each other.
func (in *Inspector) lawFields(f form.Field) []fyne.CanvasObject {
	var list, numbers []fyne.CanvasObject
	for _, inner := range f.Fields {
		switch inner.Control {
		case form.Span, form.Number:
			numbers = append(numbers, in.object(inner))
		default:
			list = append(list, in.object(inner))
		}
	}
	if len(numbers) > 0 {
		list = append(list, container.NewGridWithColumns(len(numbers), numbers...))
	}
	return []fyne.CanvasObject{container.New(layout.NewCustomPaddedVBoxLayout(8), list...)}
}

// previewLaw draws the law that is being typed, as soon as what is typed makes sense.
func (in *Inspector) previewLaw(path string) {
	for at, picture := range in.pictures {
		if !strings.HasPrefix(path, at+".") {
			continue
		}
		record := in.record()
		if record == nil {
			return
		}
		for _, r := range in.rows {
			if r.entry == nil || !strings.HasPrefix(r.field.Path, at+".") || r.entry.Text == r.shown && r.field.Mixed {
				continue
			}
			next, p := form.Set(record, r.field, r.entry.Text)
			if p != nil {
				return // the last picture stays until it can be read
			}
			record = next
		}
		picture.paintLaw(form.LawAt(record, at))
	}
}

// record is what is shown, of several the first; nil when it is gone.
func (in *Inspector) record() journey.Record {
	if in.several() {
		return in.m.Lookup(in.refs[0])
	}
	return in.m.Lookup(in.ref)
}
