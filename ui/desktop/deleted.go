package desktop

import (
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/journey/edit"
)

// tellDeleted says what else a deletion has changed: nobody sees from the board that three personas have
// lost a channel. What goes with a step as a matter of course, its links, is not mentioned.
func (w *Window) tellDeleted(c *edit.Change) {
	if c == nil || !strings.HasPrefix(c.Label.ID, "edit.delete_record") {
		return
	}
	if sentence := w.aftermath(c); sentence != "" {
		w.toast.tell(sentence)
	}
}

// aftermath is the sentence about a deletion; "" when there is nothing to tell.
func (w *Window) aftermath(c *edit.Change) string {
	var greatest journey.Kind // of what was deleted: the others went along with it
	for _, kind := range []journey.Kind{journey.KindScenario, journey.KindStep, journey.KindLink} {
		if greatest == "" && slices.ContainsFunc(c.Diffs, func(d edit.Diff) bool { return d.Kind == kind && d.After == nil }) {
			greatest = kind
		}
	}
	changed, gone := map[journey.Kind]int{}, map[journey.Kind]int{}
	for _, d := range c.Diffs {
		switch {
		case d.After == nil && d.Kind != journey.KindLink && (d.Kind != greatest && greatest != ""):
			gone[d.Kind]++
		case d.After != nil && d.Before != d.After:
			changed[d.Kind]++
		}
	}
	parts := []string{w.t(c.Label.ID, c.Label.Args) + "."}
	for _, part := range []struct {
		id     string
		counts map[journey.Kind]int
	}{{"window.also_deleted", gone}, {"window.also_changed", changed}} {
		if list := w.counted(part.counts); list != "" {
			parts = append(parts, w.t(part.id, journey.Args{"List": list}))
		}
	}
	if len(parts) == 1 {
		return ""
	}
	return strings.Join(append(parts, w.t("window.undo_brings_back", nil)), " ")
}

// counted lists how many records of each kind: "1 step, 3 personas".
func (w *Window) counted(counts map[journey.Kind]int) string {
	var list []string
	for _, kind := range journey.Kinds() {
		if n := counts[kind]; n > 0 {
			list = append(list, w.t("window.count."+string(kind), journey.Args{"Count": n}))
		}
	}
	return strings.Join(list, ", ")
}
