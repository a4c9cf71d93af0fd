package desktop

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"rehearse/journey/draw"
)

// over is a colour painted over an opaque one.
func over(top color.Color, g draw.RGBA) draw.RGBA {
	t := color.NRGBAModel.Convert(top).(color.NRGBA)
	mix := func(a, b uint8) uint8 { return uint8((int(a)*int(t.A) + int(b)*(255-int(t.A))) / 255) }
	return draw.RGBA{R: mix(t.R, g.R), G: mix(t.G, g.G), B: mix(t.B, g.B), A: 255}
}

// black lies below everything.
var black = draw.RGBA{A: 255}

// What is read has a contrast of 4.5 or more to what it stands on (WCAG 2, level AA); what cannot be used now, rings that show
// the keyboard and signs have 3 or more.
func TestEverythingReadInTheWindowHasContrast(t *testing.T) {
	grounds := []fyne.ThemeColorName{
		theme.ColorNameBackground, theme.ColorNameInputBackground, theme.ColorNameOverlayBackground, theme.ColorNameMenuBackground, theme.ColorNameHeaderBackground,
	}
	for _, l := range []look{{}, {dark: true}, {room: 1.5}, {dark: true, room: 1.5}} {
		c := func(name fyne.ThemeColorName) color.Color { return l.Color(name, 0) }
		want := func(least float64, ink fyne.ThemeColorName, on draw.RGBA, where string) {
			t.Helper()
			if got := draw.Contrast(over(c(ink), on), on); got < least {
				t.Errorf("dark %v, room %v: %s on %s has a contrast of %.2f, not %.1f", l.dark, l.room, ink, where, got, least)
			}
		}
		for _, g := range grounds {
			ground := over(c(g), black)
			for _, ink := range []fyne.ThemeColorName{
				theme.ColorNameForeground, theme.ColorNamePlaceHolder, theme.ColorNameHyperlink, theme.ColorNamePrimary,
				theme.ColorNameError, theme.ColorNameWarning, theme.ColorNameSuccess,
			} {
				want(4.5, ink, ground, string(g))
			}
			want(3, theme.ColorNameDisabled, ground, string(g))
			want(2.4, theme.ColorNameInputBorder, ground, "an empty box on "+string(g)) // with the frame of a field, which is filled too
			want(4.5, theme.ColorNameForeground, over(c(theme.ColorNameHover), ground), "hovered "+string(g))
			want(4.5, theme.ColorNameForeground, over(c(theme.ColorNameSelection), ground), "selected "+string(g))
			want(4.5, theme.ColorNameForeground, over(c(theme.ColorNameFocus), ground), "focused "+string(g))
			want(4.5, theme.ColorNamePlaceHolder, over(c(theme.ColorNameSelection), ground), "selected "+string(g))
		}
		button := over(c(theme.ColorNameButton), over(c(theme.ColorNameBackground), black))
		want(4.5, theme.ColorNameForeground, button, "a button")
		want(4.5, theme.ColorNameForeground, over(c(theme.ColorNameFocus), button), "a focused button")
		want(3, theme.ColorNameDisabled, over(c(theme.ColorNameDisabledButton), over(c(theme.ColorNameBackground), black)), "a disabled button")
		for ink, ground := range map[fyne.ThemeColorName]fyne.ThemeColorName{
			theme.ColorNameForegroundOnPrimary: theme.ColorNamePrimary, theme.ColorNameForegroundOnError: theme.ColorNameError,
			theme.ColorNameForegroundOnWarning: theme.ColorNameWarning, theme.ColorNameForegroundOnSuccess: theme.ColorNameSuccess,
		} {
			want(4.5, ink, over(c(ground), black), string(ground))
			want(4.5, ink, over(c(theme.ColorNameHover), over(c(ground), black)), "hovered "+string(ground))
		}
		// A hint is written in the colour of the ground on the colour of the ink.
		want(4.5, theme.ColorNameBackground, over(c(theme.ColorNameForeground), black), "a hint")
		// The frame around the board, and the rings.
		scene := l.scene()
		if got := draw.Contrast(scene.Selection, scene.Board); got < 3 {
			t.Errorf("dark %v, room %v: the frame of the board has a contrast of %.2f", l.dark, l.room, got)
		}
	}
}
