package desktop

import (
	"rehearse/journey/edit"
	"rehearse/simulate/preset"
	"rehearse/ui/session"
)

// rulesName is what the window calls the sending rules of a preset, or the map's own.
func (w *Window) rulesName(policy string) string {
	if p := preset.Find(policy); p != nil {
		return p.Vendor
	}
	return w.t("window.own_rules", nil)
}

// keepRules writes the rules the map is rehearsed under into its own policy, which then is what it runs under. Undo takes
// that back like any edit.
func (w *Window) keepRules() {
	p, language := preset.Find(w.shown.Policy), w.text.Code()
	if p == nil {
		return
	}
	w.session.Edit(session.Edit{
		Do: func(tx *edit.Tx) error { return edit.SetRecord(tx, p.Apply(tx.Map(), language)) },
		Done: w.onWindow(func(err error) {
			if err != nil {
				w.toast.say(w.sentence(err))
				return
			}
			w.session.Under("")
		}),
	})
}
