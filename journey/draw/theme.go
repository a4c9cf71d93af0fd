package draw

import "rehearse/journey"

// Theme is the colours of a drawing.
type Theme struct {
	Dark bool
	// Board is the ground; Grid its dots, painted by the window.
	Board, Grid RGBA
	// Card carries Text and Muted text.
	Card, CardEdge, CardLine RGBA
	Text, Muted              RGBA
	// Column and ColumnAlt alternate as the bands of stages; Header carries HeaderText.
	Column, ColumnAlt, Header, HeaderText RGBA
	// Line is a link, Flow the link most people take. Label is the ground of a link's words.
	Line, Flow, Label, LabelText RGBA
	// Port is the ring of a port that has links, PortFree of one that has none.
	Port, PortFree RGBA
	// Good and Bad are the outcomes of a step, such as clicked and not opened; Arms in turn the ways of branches and
	// splits.
	Good, Bad RGBA
	Arms      []RGBA
	// People and Drop are the grounds of the numbers under a step.
	People, PeopleText, Drop, DropText RGBA
	// Error and Warning are the badges of findings.
	Error, Warning RGBA
	// Selection is the window's: selected, hovered, drop target, guides.
	Selection RGBA
	// Note is a sticky note without a colour of its own, NoteText what stands on it.
	Note, NoteText RGBA
	// Accents are the colours of the kinds of step, Icon what is painted on them.
	Accents map[journey.StepKind]RGBA
	Icon    RGBA
	// Scenarios colour scenarios that have no colour, in turn.
	Scenarios []RGBA
}

// Accent is the colour of a kind of step.
func (t *Theme) Accent(kind journey.StepKind) RGBA {
	if c, ok := t.Accents[kind]; ok {
		return c
	}
	return t.Muted
}

// Scenario is the colour of a scenario, the one at this place in Map.Scenarios.
func (t *Theme) Scenario(s *journey.Scenario, order int) RGBA {
	if c, ok := colorOf(s.Color); ok {
		return c
	}
	return t.Scenarios[order%len(t.Scenarios)]
}

// Persona is the colour of a kind of people, the one at this place in Map.Personas.
func (t *Theme) Persona(p *journey.Persona, order int) RGBA {
	if c, ok := colorOf(p.Color); ok {
		return c
	}
	return t.Scenarios[order%len(t.Scenarios)]
}

// Contrasty is the theme for a projector in a bright room: the ground pure, everything that is read or followed with the
// eyes at a contrast of 7 or more to it (WCAG 2, level AAA), edges dark. Colours that mean something stay.
func (t *Theme) Contrasty() *Theme {
	c := *t
	ground, ink, soft, edge := rgb(0xFFFFFF), rgb(0x000000), rgb(0x2B3646), rgb(0x56637A)
	if t.Dark {
		ground, ink, soft, edge = rgb(0x000000), rgb(0xFFFFFF), rgb(0xD5DDE8), rgb(0x9AA8BB)
	}
	c.Board, c.Column, c.Label = ground, ground, ground
	c.ColumnAlt = t.ColumnAlt.Mix(ground, 0.3)
	c.Text, c.NoteText, c.HeaderText, c.LabelText = ink, ink, ink, ink
	c.Muted, c.Line, c.Port = soft, soft.Mix(edge, 0.5), soft
	c.CardEdge, c.PortFree = edge, edge
	if t.Dark {
		c.Note = rgb(0x3D360F)
		c.People, c.PeopleText, c.Drop, c.DropText = rgb(0x12294C), ink, rgb(0x471715), ink
		return &c
	}
	c.PeopleText, c.DropText = rgb(0x12296B), rgb(0x7A0F09)
	return &c
}

// Light is the theme for paper and bright rooms. A test holds every text at a contrast of 4.5 or more
// and every icon at 3 or more (WCAG 2, level AA).
func Light() *Theme {
	return &Theme{
		Board: rgb(0xF6F8FB), Grid: rgb(0xDDE3EB),
		Card: rgb(0xFFFFFF), CardEdge: rgb(0xCFD8E3), CardLine: rgb(0xE6EBF1),
		Text: rgb(0x16202E), Muted: rgb(0x56637A),
		Column: rgb(0xF6F8FB), ColumnAlt: rgb(0xEDF1F6), Header: rgb(0xDFE6EF), HeaderText: rgb(0x273449),
		Line: rgb(0x7D8A9E), Flow: rgb(0x3B73D9), Label: rgb(0xFFFFFF), LabelText: rgb(0x3A475B),
		Port: rgb(0x64748B), PortFree: rgb(0xC3CDD9),
		People: rgb(0xE3EDFD), PeopleText: rgb(0x1E429F), Drop: rgb(0xFDE8E6), DropText: rgb(0xA9231A),
		Error: rgb(0xC62828), Warning: rgb(0xF5B301),
		Selection: rgb(0x2563EB),
		Note:      rgb(0xFFF1A8), NoteText: rgb(0x3F3306),
		Icon: rgb(0xFFFFFF),
		Good: rgb(0x15803D), Bad: rgb(0xB45309), Arms: []RGBA{rgb(0x0E7490), rgb(0x7C3AED), rgb(0xBE3A7B), rgb(0x4D7C0F)},
		Accents: map[journey.StepKind]RGBA{
			journey.StepEntry:      rgb(0x2563EB),
			journey.StepTouchpoint: rgb(0x475569),
			journey.StepMessage:    rgb(0x7C3AED),
			journey.StepWait:       rgb(0xB86E00),
			journey.StepBranch:     rgb(0x0F8376),
			journey.StepSplit:      rgb(0x0E7490),
			journey.StepSupport:    rgb(0xBE3A7B),
			journey.StepCall:       rgb(0xC2541B),
			journey.StepUpdate:     rgb(0x4F5BD5),
			journey.StepGoal:       rgb(0x15803D),
			journey.StepExit:       rgb(0x6B7280),
			journey.StepNote:       rgb(0xA98900),
			journey.StepFrame:      rgb(0x8493A8),
		},
		Scenarios: []RGBA{rgb(0x7C3AED), rgb(0x0B7D71), rgb(0xBA4F18), rgb(0x2563EB), rgb(0xBE3A7B), rgb(0x5B7F1A), rgb(0x9A6700), rgb(0x475569)},
	}
}

// Dark is the theme for dark rooms and late evenings.
func Dark() *Theme {
	return &Theme{
		Dark:  true,
		Board: rgb(0x10161F), Grid: rgb(0x232D3B),
		Card: rgb(0x1D2633), CardEdge: rgb(0x3A4759), CardLine: rgb(0x2E3A4A),
		Text: rgb(0xF1F5FA), Muted: rgb(0xA7B4C6),
		Column: rgb(0x10161F), ColumnAlt: rgb(0x141C27), Header: rgb(0x212C3B), HeaderText: rgb(0xDCE5F0),
		Line: rgb(0x6C7B90), Flow: rgb(0x6EA0F5), Label: rgb(0x1D2633), LabelText: rgb(0xD3DCE8),
		Port: rgb(0x9AA8BB), PortFree: rgb(0x46546A),
		People: rgb(0x1D3A66), PeopleText: rgb(0xCFE1FF), Drop: rgb(0x54211F), DropText: rgb(0xFFD0CB),
		Error: rgb(0xE5534B), Warning: rgb(0xF5C344),
		Selection: rgb(0x6EA0F5),
		Note:      rgb(0x5C5220), NoteText: rgb(0xFFF6D0),
		Icon: rgb(0x0E141C),
		Good: rgb(0x5CCB85), Bad: rgb(0xF0A35E), Arms: []RGBA{rgb(0x52C0DA), rgb(0xB394F7), rgb(0xF08DBB), rgb(0xA9CC5C)},
		Accents: map[journey.StepKind]RGBA{
			journey.StepEntry:      rgb(0x6EA0F5),
			journey.StepTouchpoint: rgb(0xA7B4C6),
			journey.StepMessage:    rgb(0xB394F7),
			journey.StepWait:       rgb(0xE9AE46),
			journey.StepBranch:     rgb(0x45C4B4),
			journey.StepSplit:      rgb(0x52C0DA),
			journey.StepSupport:    rgb(0xF08DBB),
			journey.StepCall:       rgb(0xF29A66),
			journey.StepUpdate:     rgb(0x9AA5F7),
			journey.StepGoal:       rgb(0x5CCB85),
			journey.StepExit:       rgb(0x9AA3B0),
			journey.StepNote:       rgb(0xE3C944),
			journey.StepFrame:      rgb(0x8493A8),
		},
		Scenarios: []RGBA{rgb(0xB394F7), rgb(0x45C4B4), rgb(0xF29A66), rgb(0x6EA0F5), rgb(0xF08DBB), rgb(0xA9CC5C), rgb(0xE9AE46), rgb(0xA7B4C6)},
	}
}
