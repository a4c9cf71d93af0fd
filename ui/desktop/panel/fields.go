package panel

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/ui/desktop/hint"
	"rehearse/ui/form"
)

func (in *Inspector) objects(fields []form.Field) []fyne.CanvasObject {
	var list []fyne.CanvasObject
	for _, f := range fields {
		list = append(list, in.object(f))
	}
	return list
}

func (in *Inspector) object(f form.Field) fyne.CanvasObject {
	switch f.Control {
	case form.Section:
		switch {
		case isNumber(f):
			return in.numberObject(f)
		case isLaw(f):
			return in.lawObject(f)
		case f.Folded:
			return in.foldedObject(f)
		}
		return in.sectionObject(f, in.label(f), in.objects(f.Fields))
	case form.Optional:
		return in.optionalObject(f)
	case form.List:
		if f.Path == contentsPath && in.writeMessage != nil {
			return in.messageObject(f)
		}
		return in.listObject(f)
	case form.Table:
		return in.overridesObject(f)
	}
	r := in.newRow(f, nil)
	in.rows[f.Path] = r
	return r.object
}

// isNumber reports whether a section is an assumption: a number and what founds it.
func isNumber(f form.Field) bool {
	return len(f.Fields) > 0 && f.Fields[0].Path == f.Path+".value" &&
		(f.Fields[0].Control == form.Share || f.Fields[0].Control == form.Number)
}

// isLaw reports whether a section is a random length of time.
func isLaw(f form.Field) bool {
	return len(f.Fields) > 1 && f.Fields[0].Path == f.Path+".law"
}

// isFixedLength reports whether a section is a length of time that is always the same.
func isFixedLength(f form.Field) bool {
	return len(f.Fields) == 2 && f.Fields[1].Path == f.Path+".value" && f.Fields[1].Control == form.Span
}

// mainFieldObject shows a part as its main field; the others unfold beside it: range, source and evidence
// of a number, the law of a length of time.
func (in *Inspector) mainFieldObject(f, main form.Field, others []form.Field) fyne.CanvasObject {
	main.Name = f.Name
	if len(others) == 0 {
		r := in.newRow(main, nil)
		in.rows[main.Path] = r
		return r.object
	}
	inside := in.objects(others)
	if in.offers(f) {
		inside = append(inside, in.publishedButton(f))
	}
	inner, button := in.fold(f.Path, container.New(layout.NewCustomPaddedVBoxLayout(8), inside...))
	r := in.newRow(main, button)
	in.rows[main.Path] = r
	return container.New(layout.NewCustomPaddedVBoxLayout(6), r.object, inner)
}

// foldedObject shows a part under a heading that unfolds it.
func (in *Inspector) foldedObject(f form.Field) fyne.CanvasObject {
	inner, button := in.fold(f.Path, container.New(layout.NewCustomPaddedVBoxLayout(8), in.objects(f.Fields)...))
	head := container.NewBorder(nil, nil, nil, button, container.NewVBox(layout.NewSpacer(), heading(in.label(f)), layout.NewSpacer()))
	return container.New(layout.NewCustomPaddedVBoxLayout(6), head, inner)
}

// fold hides fields behind a button; what somebody unfolded stays so.
func (in *Inspector) fold(path string, fields fyne.CanvasObject) (*fyne.Container, *hint.Button) {
	inner := indented(fields)
	button := hint.NewButton(theme.MenuExpandIcon(), func() string {
		if in.open[path] {
			return in.text.T("window.hint.fold", nil)
		}
		return in.text.T("window.hint.unfold", nil)
	}, nil)
	show := func(on bool) {
		in.open[path] = on
		if on {
			button.Icon = theme.MenuDropDownIcon()
			inner.Show()
		} else {
			button.Icon = theme.MenuExpandIcon()
			inner.Hide()
		}
	}
	show(in.open[path])
	button.OnTapped = func() {
		show(!in.open[path])
		button.Refresh()
		in.body.Refresh()
	}
	return inner, button
}

// indented sets fields of a part off by a line at their left.
func indented(o fyne.CanvasObject) *fyne.Container {
	line := canvas.NewRectangle(theme.Color(theme.ColorNameSeparator))
	line.SetMinSize(fyne.NewSize(2, 2))
	return container.NewBorder(nil, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 2, 8), line), nil, o)
}

func (in *Inspector) sectionObject(f form.Field, title string, inside []fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedVBoxLayout(6), heading(title),
		indented(container.New(layout.NewCustomPaddedVBoxLayout(8), inside...)))
}

// heading is the title of a part; it gives way when there is no room.
func heading(title string) fyne.CanvasObject {
	label := widget.NewLabel(title)
	label.TextStyle.Bold, label.Truncation = true, fyne.TextTruncateEllipsis
	pad := theme.InnerPadding()
	return container.New(layout.NewCustomPaddedLayout(-pad, -pad, -pad, 0), label)
}

// caption is the small name above a control.
func caption(words string) fyne.CanvasObject {
	label := widget.NewLabel(words)
	label.SizeName, label.Truncation, label.Importance = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis, widget.LowImportance
	pad := theme.InnerPadding()
	return container.New(layout.NewCustomPaddedLayout(-pad, -pad, -pad, 0), label)
}

// remark is a sentence in small letters among controls.
func remark(words string) fyne.CanvasObject {
	label := widget.NewLabel(words)
	label.SizeName, label.Wrapping, label.Importance = theme.SizeNameCaptionText, fyne.TextWrapWord, widget.LowImportance
	pad := theme.InnerPadding()
	return container.New(layout.NewCustomPaddedLayout(-pad, -pad, -pad, -pad), label)
}

func (in *Inspector) optionalObject(f form.Field) fyne.CanvasObject {
	box := widget.NewCheck(in.label(f), nil)
	box.Checked, box.Partial = f.Text == "yes", f.Mixed
	box.OnChanged = func(on bool) {
		in.touched = f.Path
		in.do(f.Path, func(r journey.Record) (journey.Record, *journey.Problem) { return form.Toggle(r, f, on), nil })
	}
	complaint := in.complaint(f)
	if len(f.Fields) == 0 {
		return container.New(layout.NewCustomPaddedVBoxLayout(3), ticked(box), complaint)
	}
	return container.New(layout.NewCustomPaddedVBoxLayout(6), ticked(box), complaint,
		indented(container.New(layout.NewCustomPaddedVBoxLayout(8), in.objects(f.Fields)...)))
}

// complaint is where it is said why a part or an item cannot be added.
func (in *Inspector) complaint(f form.Field) fyne.CanvasObject {
	r := &row{in: in, field: f, of: in.ref, key: in.keyOf(f.Path), shown: f.Text, problem: newComplaint()}
	in.rows[f.Path] = r
	return r.problem
}

func (in *Inspector) listObject(f form.Field) fyne.CanvasObject {
	if f.Path == "entry.profile" && in.week != nil {
		return in.weekObject(f)
	}
	add := hint.NewButton(theme.ContentAddIcon(), hint.Words(in.text.T("window.hint.add", journey.Args{"What": in.label(f)})), func() {
		in.touched = elementPath(f.Path, len(f.Fields))
		m, newID := in.m, in.newID
		in.do(f.Path, func(r journey.Record) (journey.Record, *journey.Problem) { return form.Add(m, r, f, newID) })
	})
	title := in.label(f)
	if n := len(f.Fields); n > 0 {
		title += " · " + in.text.Int(int64(n)) // what was added may be below the edge
	}
	head := container.NewBorder(nil, nil, nil, add, container.NewVBox(layout.NewSpacer(), heading(title), layout.NewSpacer()))
	list := []fyne.CanvasObject{head, in.complaint(f)}
	for i := range f.Fields {
		list = append(list, in.itemObject(f, i))
	}
	if _, ok := in.sumOf(f); ok {
		list = append(list, in.sumObject(f))
	}
	return container.New(layout.NewCustomPaddedVBoxLayout(6), list...)
}

// elementPath is the path of an item of a list.
func elementPath(path string, i int) string { return path + "." + strconv.Itoa(i) }

func (in *Inspector) itemObject(f form.Field, i int) fyne.CanvasObject {
	key := in.keyOf(f.Fields[i].Path)
	// The list may have changed until the edit is made: it is about this item, or about nothing when that is gone.
	tool := func(icon fyne.Resource, says string, do func(r journey.Record, at int) journey.Record, drafts func(item int) (int, bool)) *hint.Button {
		return hint.NewButton(icon, hint.Words(in.text.T("window.hint."+says, journey.Args{"N": i + 1})), func() {
			of := in.ref
			in.apply(f.Path, func(r journey.Record) (journey.Record, *journey.Problem) {
				path, there := form.PathOf(r, key)
				if !there {
					return r, nil
				}
				at, _ := strconv.Atoi(path[strings.LastIndexByte(path, '.')+1:])
				return do(r, at), nil
			}, func(err error) {
				if err == nil {
					in.drafts.shift(of, in.keyOf(f.Path), drafts)
					in.shape = "" // the fields are made anew, each with its own draft
				}
				in.report(f.Path, err)
			})
		})
	}
	remove := tool(theme.DeleteIcon(), "remove_item", func(r journey.Record, at int) journey.Record { return form.Remove(r, f, at) },
		func(item int) (int, bool) {
			if item > i {
				item--
				return item, true
			}
			return item, item < i
		})
	tools := container.NewHBox()
	if i > 0 {
		tools.Add(tool(theme.MoveUpIcon(), "move_up", func(r journey.Record, at int) journey.Record { return form.Shift(r, f, at, -1) },
			func(item int) (int, bool) {
				switch item {
				case i:
					item = i - 1
				case i - 1:
					item = i
				}
				return item, true
			}))
	}
	tools.Add(remove)
	title := caption(in.text.T("window.item", journey.Args{"N": i + 1}))
	head := container.NewBorder(nil, nil, nil, tools, container.NewVBox(layout.NewSpacer(), title, layout.NewSpacer()))
	return indented(container.New(layout.NewCustomPaddedVBoxLayout(6), append([]fyne.CanvasObject{head}, in.objects(f.Fields[i].Fields)...)...))
}

// weekObject opens the week in place of a list of 168 hours.
func (in *Inspector) weekObject(f form.Field) fyne.CanvasObject {
	open := widget.NewButtonWithIcon(in.text.T("people.week_open", nil), theme.GridIcon(), func() { in.week(in.ref.ID) })
	return container.New(layout.NewCustomPaddedVBoxLayout(6), heading(in.label(f)), container.NewHBox(open), in.complaint(f))
}
