package panel

import (
	"errors"
	"strings"

	"rehearse/journey"
	"rehearse/ui/form"
)

// do changes the record and shows what keeps it from being changed.
func (in *Inspector) do(path string, change func(journey.Record) (journey.Record, *journey.Problem)) {
	in.apply(path, change, func(err error) { in.report(path, err) })
}

// apply changes what is shown, one record or several; done is called if it is still shown then.
func (in *Inspector) apply(path string, change func(journey.Record) (journey.Record, *journey.Problem), done func(error)) {
	ref, record, original := in.ref, in.alone(), change
	if record != nil {
		key, _ := form.Key(record, path)
		change = func(r journey.Record) (journey.Record, *journey.Problem) {
			if now, there := form.Key(r, path); !there || now != key {
				return r, nil // the item was removed or moved meanwhile: another one stands at its place
			}
			return original(r)
		}
	}
	still := func(err error) {
		if in.ref == ref {
			done(err)
		}
	}
	if in.several() {
		in.changeAll(in.refs, path, change, still)
		return
	}
	in.change(ref, path, change, still)
}

// report shows each problem under the field that was changed, where its text stays until it is put right;
// else under the one it is about or, if that has none, at the top.
func (in *Inspector) report(path string, err error) {
	in.general.Hide()
	changed := in.rows[path]
	if err == nil {
		if changed != nil {
			changed.complain("")
			changed.judge()
			changed.settle()
		}
		return
	}
	var problems journey.Problems
	var single journey.Problem
	switch {
	case errors.As(err, &problems):
	case errors.As(err, &single):
		problems = journey.Problems{single}
	default:
		in.complain(in.text.Error(err))
		return
	}
	var sentences []string
	for _, p := range problems {
		sentence := Sentence(in.text, in.m, p, in.ref)
		r := in.rows[p.Field]
		switch {
		case changed != nil:
			sentences = append(sentences, sentence)
		case r != nil && (p.Record == in.ref || p.Record.IsZero()):
			r.complain(sentence)
		default:
			in.complain(sentence)
		}
	}
	if changed != nil {
		changed.complain(strings.Join(sentences, "\n"))
	}
}

func (in *Inspector) complain(sentence string) {
	in.general.SetText(sentence)
	in.general.Show()
	in.body.Refresh()
}
