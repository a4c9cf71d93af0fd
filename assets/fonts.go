package assets

import _ "embed"

// Noto Sans 2.000 (SIL Open Font License 1.1, see fonts/OFL.txt): Latin, Greek and Cyrillic, with
// arrows and signs of its sisters (.ci/add-signs). The window,
// the measuring of text and every exported picture use the same bytes, so a text is as wide on paper
// as on the screen.
var (
	//go:embed fonts/NotoSans-Regular.ttf
	fontRegular []byte
	//go:embed fonts/NotoSans-Bold.ttf
	fontBold []byte
	//go:embed fonts/OFL.txt
	fontLicence string
)

// FontRegular is the TrueType file of the regular face; it must not be changed.
func FontRegular() []byte { return fontRegular }

// FontBold is the TrueType file of the bold face; it must not be changed.
func FontBold() []byte { return fontBold }

// FontLicence is the licence text of the fonts.
func FontLicence() string { return fontLicence }
