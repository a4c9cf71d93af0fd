package panel

import (
	"image/color"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"rehearse/ui/desktop/hint"
)

// tint is a colour one can choose.
type tint struct {
	hint.Area
	value string
	spot  *canvas.Rectangle
}

// tints are the colours offered for records; the first is the theme's own.
var tintValues = []string{"", "#3559e0", "#0e9384", "#2e7d32", "#b7791f", "#d9480f", "#c2255c", "#7048e8", "#475467"}

// Tints are the colours offered for records, "#rrggbb"; the first, "", is the theme's own.
func Tints() []string { return slices.Clone(tintValues) }

func (r *row) tintControl() fyne.CanvasObject {
	box := container.NewHBox()
	values := tintValues
	if r.field.Text != "" && !slices.Contains(values, strings.ToLower(r.field.Text)) {
		values = append(slices.Clone(values), r.field.Text)
	}
	for i, value := range values {
		t := &tint{value: value}
		t.spot = canvas.NewRectangle(parseColor(value))
		t.spot.CornerRadius = 9
		t.spot.SetMinSize(fyne.NewSize(18, 18))
		name := value
		if i < len(tintValues) {
			name = r.in.text.T("canvas.color."+strconv.Itoa(i), nil)
		}
		t.Begin(t, t.face(), hint.Words(name), func() { r.take(value); r.set(value) })
		t.choose(strings.EqualFold(value, r.field.Text))
		r.tints = append(r.tints, t)
		box.Add(t)
	}
	return box
}

// face is what a colour looks like; that of the theme is a ring that is struck through.
func (t *tint) face() fyne.CanvasObject {
	if t.value != "" {
		return t.spot
	}
	line := canvas.NewLine(theme.Color(theme.ColorNamePlaceHolder))
	line.StrokeWidth = 1.5
	return container.NewStack(t.spot, container.New(layout.NewCustomPaddedLayout(4, 4, 4, 4), line))
}

func (t *tint) choose(on bool) {
	t.spot.StrokeWidth, t.spot.StrokeColor = 1, theme.Color(theme.ColorNameSeparator)
	if t.value == "" {
		t.spot.StrokeColor = theme.Color(theme.ColorNameInputBorder)
	}
	if on {
		t.spot.StrokeWidth, t.spot.StrokeColor = 2.5, theme.Color(theme.ColorNameForeground)
	}
	canvas.Refresh(t.spot)
}

// parseColor reads "#rrggbb"; anything else is transparent.
func parseColor(s string) color.Color {
	if len(s) != 7 || s[0] != '#' {
		return color.Transparent
	}
	var rgb [3]uint8
	for i := range rgb {
		for _, d := range strings.ToLower(s[1+2*i : 3+2*i]) {
			n := strings.IndexRune("0123456789abcdef", d)
			if n < 0 {
				return color.Transparent
			}
			rgb[i] = rgb[i]*16 + uint8(n)
		}
	}
	return color.NRGBA{R: rgb[0], G: rgb[1], B: rgb[2], A: 255}
}
