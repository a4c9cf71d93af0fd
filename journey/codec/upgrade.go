package codec

import "rehearse/journey"

// upgrade changes one record, as read, from one format to the next. Upgrades work record by record, so
// that the same chain serves whole files, the clipboard and each entry of a history.
type upgrade func(kind journey.Kind, record *tree)

// upgrades is the chain: the first turns format 1 into 2, and so on; its length is Format-1. A released
// upgrade is never changed.
var upgrades = []upgrade{}

func upgradeFile(root *tree, up upgrade) {
	for _, m := range root.members {
		switch m.name {
		case "map":
			up(journey.KindSettings, m.value)
		case "policy":
			up(journey.KindPolicy, m.value)
		default:
			if kind, ok := kindOf(m.name); ok {
				for _, r := range m.value.list {
					up(kind, r)
				}
			}
		}
	}
}
