package panel

import (
	"strings"

	"rehearse/ui/form"
)

// spoken is a field with its number as people of the language write it: "30 мин", "0,5 %". Forms read
// either way.
func (in *Inspector) spoken(f form.Field) form.Field {
	switch f.Control {
	case form.Span:
		if n := len(f.Text); n > 1 {
			f.Text = f.Text[:n-1] + in.text.T("step.unit."+f.Text[n-1:], nil)
		}
	case form.Number, form.Share, form.Amount:
		f.Text = strings.Replace(f.Text, ".", in.text.T("step.decimal", nil), 1)
	}
	return f
}
