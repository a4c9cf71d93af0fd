package rule

// TimeAtom is a part of a rule that can change by time alone, with nothing happening to the person.
type TimeAtom struct {
	// Atom is of quantity Last, Since, Until, or Count with a window.
	Atom *Compare
	// Offsets are when the atom may change, in milliseconds after its anchor, rising: for Last the last
	// occurrence of Atom.Of, for Count each occurrence, for Since and Until the date (negative is before it).
	// Between its anchor's offsets an atom does not change; at an offset it may.
	Offsets []int64
}

// TimeAtoms lists the parts of a rule that can change by time alone, in the order of the text.
// Three things change by their own clocks and are not listed: points that decay, and with them
// interest; other segments, whose atoms Inline brings in; and properties, marks and the like that
// change only when something happens.
func TimeAtoms(x Expr) []TimeAtom {
	var atoms []TimeAtom
	Walk(x, func(x Expr) {
		atom, ok := x.(*Compare)
		if !ok {
			return
		}
		if offsets := crossings(atom); offsets != nil {
			atoms = append(atoms, TimeAtom{Atom: atom, Offsets: offsets})
		}
	})
	return atoms
}

func crossings(x *Compare) []int64 {
	limit := x.Duration.Milliseconds()
	// A growing length passes `< limit` at the limit itself and `<= limit` one tick later.
	passes := limit
	if x.Op == LessOrEqual || x.Op == Greater {
		passes++
	}
	switch x.Quantity {
	case Last:
		return []int64{passes}
	case Since:
		if passes == 0 {
			return []int64{0}
		}
		return []int64{0, passes}
	case Until:
		// The time left shrinks: it is below the limit one tick after it was equal to it.
		from := -limit
		if x.Op == Less || x.Op == GreaterOrEqual {
			from++
		}
		if from == 1 {
			return []int64{1}
		}
		return []int64{from, 1}
	case Count:
		if x.Window.N > 0 {
			return []int64{x.Window.Milliseconds()}
		}
	}
	return nil
}
