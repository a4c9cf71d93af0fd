package panel

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/ui/form"
)

// SeveralChanger changes several records in one edit; do gets the newest revision of each.
type SeveralChanger func(refs []journey.Ref, path string, do func(journey.Record) (journey.Record, *journey.Problem), done func(error))

// group is a part of what is selected that is edited together: all steps, those of one kind, all links.
type group struct {
	name string
	refs []journey.Ref
}

// DisplaySeveral shows what several records have in common; a change is one of all of them.
func (in *Inspector) DisplaySeveral(m *journey.Map, refs []journey.Ref) {
	groups := in.groupsOf(m, refs)
	if len(groups) == 0 {
		in.Display(m, journey.Ref{})
		return
	}
	chosen := groups[0]
	for _, g := range groups {
		if g.name == in.group {
			chosen = g
		}
	}
	records := make([]journey.Record, len(chosen.refs))
	ids := make([]string, len(chosen.refs))
	for i, ref := range chosen.refs {
		records[i], ids[i] = m.Lookup(ref), string(ref.ID)
	}
	// Drafts and folds belong to these records together.
	together := journey.Ref{Kind: chosen.refs[0].Kind, ID: journey.ID(strings.Join(ids, "+"))}
	in.display(m, together, chosen.refs, form.Common(records), in.severalTitle(m, refs, groups, chosen))
}

// groupsOf sorts records into the parts that are edited together, the greatest first.
func (in *Inspector) groupsOf(m *journey.Map, refs []journey.Ref) []group {
	var groups []group
	put := func(name string, ref journey.Ref) {
		i := slices.IndexFunc(groups, func(g group) bool { return g.name == name })
		if i < 0 {
			i = len(groups)
			groups = append(groups, group{name: name})
		}
		groups[i].refs = append(groups[i].refs, ref)
	}
	for _, ref := range refs {
		if m != nil && m.Lookup(ref) != nil {
			name := "several.all." + string(ref.Kind)
			if !in.text.Has(name) {
				name = "window.inspector." + string(ref.Kind)
			}
			put(in.text.T(name, nil), ref)
		}
	}
	for _, ref := range refs {
		if m == nil {
			break
		}
		if s := m.Step(ref.ID); ref.Kind == journey.KindStep && s != nil {
			put(in.text.T("draw.kind."+string(s.Kind), nil), ref)
		}
	}
	slices.SortStableFunc(groups, func(a, b group) int { return stepsLast(a) - stepsLast(b) })
	// Steps that are all of one kind are one part, with the fields of the kind.
	return slices.CompactFunc(groups, func(a, b group) bool { return slices.Equal(a.refs, b.refs) })
}

// stepsLast puts steps before links and everything else: they are what is mostly meant.
func stepsLast(g group) int {
	if g.refs[0].Kind == journey.KindStep {
		return 0
	}
	return 1
}

// severalTitle says what is edited together, with the other parts to choose.
func (in *Inspector) severalTitle(m *journey.Map, refs []journey.Ref, groups []group, chosen group) fyne.CanvasObject {
	label := func(g group) string { return g.name + " · " + strconv.Itoa(len(g.refs)) }
	words := make([]string, len(groups))
	for i, g := range groups {
		words[i] = label(g)
	}
	title := heading(in.text.T("window.several", journey.Args{"Count": len(refs)}))
	choose := widget.NewSelect(words, nil)
	choose.SetSelected(label(chosen))
	choose.OnChanged = func(string) {
		if i := choose.SelectedIndex(); i >= 0 {
			in.Leave()
			in.group = groups[i].name
			in.DisplaySeveral(m, refs)
		}
	}
	if len(groups) == 1 {
		choose.Disable()
	}
	return container.NewVBox(title, choose, remark(in.text.T("several.about", nil)))
}

// several reports whether more than one record is edited.
func (in *Inspector) several() bool { return len(in.refs) > 1 }
