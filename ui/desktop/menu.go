package desktop

import (
	"fmt"
	"os"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/simulate/preset"
	"rehearse/ui/action"
	"rehearse/ui/desktop/panel"
	"rehearse/ui/overlay"
	"rehearse/ui/text"
)

// buildMenu makes the main menu for the present language.
func (w *Window) buildMenu() {
	w.rules = w.shown.Policy
	if w.workshop.on {
		w.win.SetMainMenu(nil)
		return
	}
	var menus []*fyne.Menu
	for _, m := range action.Menus() {
		menus = append(menus, w.menuOf(w.t("action.menu."+m.ID, nil), m.Items))
	}
	w.win.SetMainMenu(fyne.NewMainMenu(menus...))
	w.showMenu()
}

// menuOf makes a menu of actions.
func (w *Window) menuOf(title string, ids []string) *fyne.Menu {
	menu := fyne.NewMenu(title)
	labels := w.menuLabels(ids)
	for i, id := range ids {
		switch {
		case id == "-":
			menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
		case strings.HasPrefix(id, "*"):
			menu.Items = append(menu.Items, w.special(id[1:]))
		default:
			menu.Items = append(menu.Items, w.menuItem(id, labels[i]))
		}
	}
	return menu
}

func (w *Window) menuItem(id, label string) *fyne.MenuItem {
	a := action.Find(id)
	item := fyne.NewMenuItem(label, func() { w.act(id) })
	item.Shortcut = menuShortcut(a.Key)
	item.Disabled = !a.Enabled(w.State())
	item.IsQuit = id == "quit"
	return item
}

// shortcutOf is Fyne's form of a key with modifiers; plain keys are heard elsewhere.
func shortcutOf(k action.Key) fyne.Shortcut {
	if !k.Ctrl && !k.Alt {
		return nil
	}
	var mods fyne.KeyModifier
	if k.Ctrl {
		mods |= fyne.KeyModifierShortcutDefault
	}
	if k.Shift {
		mods |= fyne.KeyModifierShift
	}
	if k.Alt {
		mods |= fyne.KeyModifierAlt
	}
	return &desktop.CustomShortcut{KeyName: fyne.KeyName(k.Name), Modifier: mods}
}

// special makes the entries of a menu that depend on more than the map.
func (w *Window) special(name string) *fyne.MenuItem {
	item := fyne.NewMenuItem(w.t("action."+name, nil), nil)
	item.ChildMenu = fyne.NewMenu("")
	add := func(label string, checked bool, do func()) {
		entry := fyne.NewMenuItem(label, do)
		entry.Checked = checked
		item.ChildMenu.Items = append(item.ChildMenu.Items, entry)
	}
	switch name {
	case "filter_persona", "filter_channel", "filter_scenario", "filter_status":
		w.filterMenu(name, add)
		item.Disabled = len(item.ChildMenu.Items) == 0
	case "color":
		for i, color := range panel.Tints() {
			add(w.t(fmt.Sprintf("canvas.color.%d", i), nil), false, func() { w.paint(journey.Color(color)) })
		}
	case "templates":
		for _, s := range assets.Samples() {
			add(w.t(s.Title, nil), false, func() { w.newFromSample(s.Name) })
		}
	case "recent":
		w.recentMenu(item.ChildMenu)
		item.Disabled = len(item.ChildMenu.Items) == 0
	case "language":
		for _, l := range text.Languages() {
			add(l.Name, l.Code == w.text.Code(), func() { w.setLanguage(l.Code) })
		}
	case "under":
		add(w.t("window.own_rules", nil), w.shown.Policy == "", func() { w.session.Under("") })
		for _, p := range preset.All() {
			add(p.Vendor, w.shown.Policy == p.Name, func() { w.session.Under(p.Name) })
		}
	case "lane":
		w.laneMenu(add)
		item.Disabled = len(item.ChildMenu.Items) == 0
	case "size":
		w.sizeMenu(add)
	case "theme":
		add(w.t("window.light", nil), !w.look.dark, func() { w.setDark(false) })
		add(w.t("window.dark", nil), w.look.dark, func() { w.setDark(true) })
	}
	return item
}

// showMenu enables what makes sense now, and says what would be undone.
func (w *Window) showMenu() {
	main := w.win.MainMenu()
	if main == nil {
		return
	}
	state, changed := w.State(), false
	for i, m := range action.Menus() {
		labels := w.menuLabels(m.Items)
		for j, id := range m.Items {
			a := action.Find(id)
			if a == nil || i >= len(main.Items) || j >= len(main.Items[i].Items) {
				continue
			}
			item := main.Items[i].Items[j]
			label := labels[j]
			if off := !a.Enabled(state); off != item.Disabled || label != item.Label {
				item.Disabled, item.Label, changed = off, label, true
			}
		}
	}
	if changed {
		main.Refresh()
	}
}

// actionLabel is the name of an action; undo and redo say of what, and a comparison says when it is without the whole
// scenario of a step.
func (w *Window) actionLabel(id string) string {
	if of := action.Without(w.State()); id == "without" && of != "" && w.shown.Map.Scenario(of) != nil {
		return w.t("action.without_scenario", nil)
	}
	label := w.t("action."+id, nil)
	of := w.shown.Undo
	if id == "redo" {
		of = w.shown.Redo
	}
	if id != "undo" && id != "redo" || of == nil {
		return label
	}
	return label + ": " + w.t(of.ID, of.Args)
}

// setLanguage speaks another language from now on.
func (w *Window) setLanguage(code string) {
	if code == w.text.Code() {
		return
	}
	w.closeInline()
	w.inspector.Leave()
	remember(w, prefLanguage, code)
	w.text = text.New(code)
	speakFyne(code)
	w.build()
}

// speakFyne gives Fyne's own words, those of its file dialog, the same language. It takes its language from
// the environment only.
func speakFyne(code string) {
	wish := code + "_" + strings.ToUpper(code) + ".UTF-8"
	if code == "en" {
		wish = "en_GB.UTF-8"
	}
	for _, name := range []string{"LC_ALL", "LANG", "LANGUAGE"} {
		os.Setenv(name, wish)
	}
	// Adding nothing makes it look again.
	if err := lang.AddTranslations(fyne.NewStaticResource("en.json", []byte("{}"))); err != nil {
		fyne.LogError("language of the file dialog", err)
	}
}

// setDark changes between light and dark.
func (w *Window) setDark(dark bool) {
	if dark == w.look.dark {
		return
	}
	w.closeInline()
	w.inspector.Leave()
	remember(w, prefDark, dark)
	w.look.dark = dark
	w.app.Settings().SetTheme(w.look)
	w.build()
}

// Show is part of action.Host: the dialogs, and what only the window can do.
func (w *Window) Show(what string) {
	if kind, ok := action.RecordKinds[what]; ok {
		w.showRecords(kind)
		return
	}
	switch what {
	case "new":
		w.newMap()
	case "open":
		w.askOpen()
	case "start":
		w.showStartDialog()
	case "save_as":
		w.askSaveAs()
	case "export_copy":
		w.askExportCopy()
	case "export_picture":
		w.askPicture()
	case "export_json":
		w.askExportJSON()
	case "import_json":
		w.askImportJSON()
	case "quit":
		w.quit()
	case "rename":
		if list := w.machine.Selection(); len(list) == 1 {
			w.rename(list[0])
		}
	case "write":
		if list := w.machine.Selection(); len(list) == 1 {
			w.writeWords(list[0])
		}
	case "tidy":
		w.tidy()
	case "run":
		w.run()
	case "history":
		w.showHistory()
	case "context_menu":
		w.menuAtSelection()
	case "next_part":
		w.goRegion(1)
	case "previous_part":
		w.goRegion(-1)
	case "find":
		w.find()
	case "commands":
		w.showCommands()
	case "quick_create":
		w.quickCreate()
	case "filter_off":
		w.view.hidden = ""
		w.setFilter(overlay.Filter{})
	case "hide_lane":
		w.hideLanes()
	case "link_style":
		w.turnLinks()
	case "lanes":
		w.toggleLanes()
	case "people":
		w.openGallery("")
	case "week":
		w.askWeek()
	case "eyes":
		w.askEyes()
	case "eyes_off":
		w.lookThrough("")
	case "minimap":
		w.toggleMinimap()
	case "strip":
		w.toggleStrip()
	case "present":
		w.togglePresentation()
	case "export_slides":
		w.askSlides()
	case "workshop":
		w.toggleWorkshop()
	case "lock":
		w.lockSelected()
	case "frame":
		w.frameSelected()
	case "without":
		w.compareWithout(action.Without(w.State()))
	case "keep_rules":
		w.keepRules()
	case "run_sure":
		w.askSure()
	case "matters":
		w.showMatters()
	case "run_ranges":
		w.runRanges()
	case "run_options":
		w.win.Canvas().Focus(w.top.people)
	case "play_back":
		w.playBack()
	case "follow":
		w.askFollow()
	case "check":
		w.checkAgain()
	case "tour":
		w.showTour()
	case "keys":
		w.showKeys()
	case "about":
		w.showAbout()
	}
}

// checkAgain opens the first finding of the list.
func (w *Window) checkAgain() {
	for _, row := range w.findings.Rows() {
		if row.Item != nil {
			w.openFinding(row.Item)
			return
		}
	}
	w.toast.say(w.t("window.no_findings", nil))
}

// editRecord opens the list of the records of a kind at one of them.
func (w *Window) editRecord(ref journey.Ref) {
	r := newRecords(w, ref.Kind)
	r.show()
	for i, row := range r.rows {
		if row.RecordID() == ref.ID && r.list != nil {
			r.list.Select(i)
		}
	}
}

// showRecords opens the list of the records of a kind.
func (w *Window) showRecords(kind journey.Kind) { newRecords(w, kind).show() }
