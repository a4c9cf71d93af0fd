package desktop

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rehearse/journey/codec"
	"rehearse/ui/action"
)

// under is the submenu of whose rules the map is rehearsed under.
func (w *Window) under(t *testing.T) []*fyne.MenuItem {
	t.Helper()
	for _, menu := range w.win.MainMenu().Items {
		for _, item := range menu.Items {
			if item.Label == w.t("action.under", nil) {
				return item.ChildMenu.Items
			}
		}
	}
	t.Fatal("the menu does not offer other rules")
	return nil
}

func (w *Window) ticked(t *testing.T) string {
	t.Helper()
	var names []string
	for _, item := range w.under(t) {
		if item.Checked {
			names = append(names, item.Label)
		}
	}
	return strings.Join(names, ", ")
}

func TestMapIsRehearsedUnderRulesChosenInTheMenu(t *testing.T) {
	w := openedWindow(t, "en")
	fresh := func() bool { return w.shown.Run.Result != nil && !w.shown.Stale() && !w.shown.Run.Running }
	w.waitFor(t, "rehearsed", fresh)
	if items := w.under(t); len(items) != 9 || w.ticked(t) != "The map's own policy" {
		t.Fatalf("%d entries, ticked %q", len(items), w.ticked(t))
	}
	if action.Find("keep_rules").Enabled(w.State()) || action.Find("own_rules").Enabled(w.State()) {
		t.Error("the map's own rules cannot be kept or gone back to")
	}
	for _, item := range w.under(t) {
		if item.Label == "Klaviyo Smart Sending" {
			item.Action()
		}
	}
	w.waitFor(t, "rehearsed under Klaviyo's rules", func() bool { return fresh() && w.shown.Run.Result.Spec.Policy == "klaviyo-smart" })
	if w.ticked(t) != "Klaviyo Smart Sending" {
		t.Errorf("ticked %q", w.ticked(t))
	}
	if note := w.strip.Note(); !strings.HasPrefix(note, "Under the rules of Klaviyo Smart Sending, not the map's own. Quick rehearsal") {
		t.Errorf("the status says %q", note)
	}

	own := codec.Fingerprint(w.shown.Map)
	action.Run("keep_rules", w)
	w.waitFor(t, "kept", func() bool { return fresh() && w.shown.Policy == "" && codec.Fingerprint(w.shown.Map) != own })
	if c := w.shown.Map.Policy.Caps[0]; c.ID != "klaviyo-email" || c.Name != "E-mail: 16 hours since the last one" {
		t.Errorf("%+v", c)
	}
	if note := w.strip.Note(); strings.Contains(note, "Klaviyo") || w.ticked(t) != "The map's own policy" {
		t.Errorf("the status says %q, ticked %q", note, w.ticked(t))
	}
	action.Run("undo", w)
	w.waitFor(t, "undone", func() bool { return fresh() && codec.Fingerprint(w.shown.Map) == own })
}
