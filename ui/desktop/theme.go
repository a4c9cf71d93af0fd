package desktop

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"golang.org/x/image/font/gofont/goregular"

	"rehearse/assets"
	"rehearse/journey/draw"
)

// look is the program's theme: quiet grounds, one accent, the fonts that pictures are drawn with too.
type look struct {
	dark bool
	// room is by how much everything is larger so that a whole room can read it, with more contrast; 0 at a desk.
	room float32
}

var (
	regular = fyne.NewStaticResource("NotoSans-Regular.ttf", assets.FontRegular())
	bold    = fyne.NewStaticResource("NotoSans-Bold.ttf", assets.FontBold())
	// symbols has signs that Noto Sans lacks, and, unlike Fyne's own font for them, the spaces between.
	symbols = fyne.NewStaticResource("Go-Regular.ttf", goregular.TTF)
)

// Font is part of fyne.Theme.
func (l look) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace:
		return theme.DefaultTheme().Font(style)
	case style.Symbol:
		return symbols
	case style.Bold:
		return bold
	}
	return regular
}

// Icon is part of fyne.Theme.
func (l look) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText:               13,
	theme.SizeNameCaptionText:        11.5,
	theme.SizeNameSubHeadingText:     16,
	theme.SizeNameHeadingText:        20,
	theme.SizeNamePadding:            4,
	theme.SizeNameInnerPadding:       7,
	theme.SizeNameInlineIcon:         18,
	theme.SizeNameInputBorder:        1,
	theme.SizeNameInputRadius:        6,
	theme.SizeNameSelectionRadius:    5,
	theme.SizeNameScrollBar:          10,
	theme.SizeNameScrollBarSmall:     3,
	theme.SizeNameSeparatorThickness: 1,
	theme.SizeNameLineSpacing:        3,
}

// Size is part of fyne.Theme.
func (l look) Size(name fyne.ThemeSizeName) float32 {
	s, ok := sizes[name]
	if !ok {
		s = theme.DefaultTheme().Size(name)
	}
	if l.room > 0 && !hairlines[name] {
		s *= l.room
	}
	return s
}

// hairlines stay thin in a large room.
var hairlines = map[fyne.ThemeSizeName]bool{theme.SizeNameInputBorder: true, theme.SizeNameSeparatorThickness: true}

func hex(rgb uint32) color.NRGBA {
	return color.NRGBA{R: uint8(rgb >> 16), G: uint8(rgb >> 8), B: uint8(rgb), A: 255}
}

func faint(rgb uint32, alpha uint8) color.NRGBA {
	c := hex(rgb)
	c.A = alpha
	return c
}

var lightColors = map[fyne.ThemeColorName]color.Color{
	theme.ColorNameBackground:          hex(0xFFFFFF),
	theme.ColorNameForeground:          hex(0x16202E),
	theme.ColorNamePlaceHolder:         hex(0x525E73),
	theme.ColorNameDisabled:            hex(0x6F7C90),
	theme.ColorNameButton:              hex(0xEEF2F7),
	theme.ColorNameDisabledButton:      hex(0xF3F5F8),
	theme.ColorNameInputBackground:     hex(0xF5F7FA),
	theme.ColorNameInputBorder:         hex(0x92A1B6),
	theme.ColorNamePrimary:             hex(0x2563EB),
	theme.ColorNameForegroundOnPrimary: hex(0xFFFFFF),
	theme.ColorNameHyperlink:           hex(0x2563EB),
	theme.ColorNameFocus:               faint(0x2563EB, 60),
	theme.ColorNameSelection:           faint(0x2563EB, 50),
	theme.ColorNameHover:               faint(0x16202E, 15),
	theme.ColorNamePressed:             faint(0x16202E, 35),
	theme.ColorNameSeparator:           hex(0xE2E8F0),
	theme.ColorNameScrollBar:           faint(0x16202E, 70),
	theme.ColorNameScrollBarBackground: faint(0x16202E, 0),
	theme.ColorNameShadow:              faint(0x16202E, 26),
	theme.ColorNameMenuBackground:      hex(0xFFFFFF),
	theme.ColorNameOverlayBackground:   hex(0xFFFFFF),
	theme.ColorNameHeaderBackground:    hex(0xF6F8FB),
	theme.ColorNameError:               hex(0xC62828),
	theme.ColorNameWarning:             hex(0x985A00),
	theme.ColorNameSuccess:             hex(0x15803D),
}

var darkColors = map[fyne.ThemeColorName]color.Color{
	theme.ColorNameBackground:          hex(0x171F2A),
	theme.ColorNameForeground:          hex(0xF1F5FA),
	theme.ColorNamePlaceHolder:         hex(0xA2B0C3),
	theme.ColorNameDisabled:            hex(0x8B99AD),
	theme.ColorNameButton:              hex(0x263242),
	theme.ColorNameDisabledButton:      hex(0x1E2835),
	theme.ColorNameInputBackground:     hex(0x111822),
	theme.ColorNameInputBorder:         hex(0x5A6A80),
	theme.ColorNamePrimary:             hex(0x5B8DEF),
	theme.ColorNameForegroundOnPrimary: hex(0x0B111A),
	theme.ColorNameHyperlink:           hex(0x7FAAF7),
	theme.ColorNameFocus:               faint(0x6EA0F5, 70),
	theme.ColorNameSelection:           faint(0x6EA0F5, 60),
	theme.ColorNameHover:               faint(0xFFFFFF, 18),
	theme.ColorNamePressed:             faint(0xFFFFFF, 40),
	theme.ColorNameSeparator:           hex(0x2A3646),
	theme.ColorNameScrollBar:           faint(0xFFFFFF, 80),
	theme.ColorNameScrollBarBackground: faint(0xFFFFFF, 0),
	theme.ColorNameShadow:              faint(0x000000, 110),
	theme.ColorNameMenuBackground:      hex(0x1D2633),
	theme.ColorNameOverlayBackground:   hex(0x1A2330),
	theme.ColorNameHeaderBackground:    hex(0x131A24),
	theme.ColorNameError:               hex(0xF2796F),
	theme.ColorNameWarning:             hex(0xF5C344),
	theme.ColorNameSuccess:             hex(0x5CCB85),
}

// What takes the place of the usual colours in a room: pure grounds, and nothing grey that must be read.
var (
	lightRoomColors = map[fyne.ThemeColorName]color.Color{
		theme.ColorNameForeground:  hex(0x000000),
		theme.ColorNamePlaceHolder: hex(0x2B3646),
		theme.ColorNameDisabled:    hex(0x3D4958),
		theme.ColorNamePrimary:     hex(0x1546C0),
		theme.ColorNameHyperlink:   hex(0x1546C0),
		theme.ColorNameInputBorder: hex(0x56637A),
		theme.ColorNameSeparator:   hex(0x8B98AB),
		theme.ColorNameError:       hex(0xA31515),
		theme.ColorNameWarning:     hex(0x8A4B00),
		theme.ColorNameSuccess:     hex(0x0B5E2B),
	}
	darkRoomColors = map[fyne.ThemeColorName]color.Color{
		theme.ColorNameBackground:        hex(0x000000),
		theme.ColorNameForeground:        hex(0xFFFFFF),
		theme.ColorNamePlaceHolder:       hex(0xD5DDE8),
		theme.ColorNameDisabled:          hex(0xBAC6D5),
		theme.ColorNamePrimary:           hex(0x9CC0FF),
		theme.ColorNameHyperlink:         hex(0x9CC0FF),
		theme.ColorNameInputBorder:       hex(0x8B99AD),
		theme.ColorNameSeparator:         hex(0x56637A),
		theme.ColorNameMenuBackground:    hex(0x0E141C),
		theme.ColorNameOverlayBackground: hex(0x0E141C),
		theme.ColorNameError:             hex(0xFF9C94),
		theme.ColorNameWarning:           hex(0xFFD467),
		theme.ColorNameSuccess:           hex(0x7FE3A2),
	}
)

// Color is part of fyne.Theme. The program chooses light or dark itself; the variant does not matter.
func (l look) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	colors, room, variant := lightColors, lightRoomColors, theme.VariantLight
	if l.dark {
		colors, room, variant = darkColors, darkRoomColors, theme.VariantDark
	}
	if c, ok := room[name]; ok && l.room > 0 {
		return c
	}
	if c, ok := colors[name]; ok {
		return c
	}
	return theme.DefaultTheme().Color(name, variant)
}

// scene are the colours of the drawing that go with the look.
func (l look) scene() *draw.Theme {
	t := draw.Light()
	if l.dark {
		t = draw.Dark()
	}
	if l.room > 0 {
		t = t.Contrasty()
	}
	return t
}
