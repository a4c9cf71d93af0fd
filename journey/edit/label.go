package edit

import (
	"encoding/json"
	"fmt"

	"rehearse/journey"
)

// wordArg is how a label's argument that is itself a message id looks in a file.
type wordArg struct {
	Word journey.Word `json:"word"`
}

// MarshalJSON keeps words apart from texts, so that an old history reads in the language of the day.
func (l Label) MarshalJSON() ([]byte, error) {
	args := make(map[string]any, len(l.Args))
	for name, value := range l.Args {
		if word, ok := value.(journey.Word); ok {
			value = wordArg{word}
		}
		args[name] = value
	}
	return json.Marshal(struct {
		ID   string         `json:"id"`
		Args map[string]any `json:"args,omitempty"`
	}{l.ID, args})
}

// UnmarshalJSON reads what MarshalJSON wrote; arguments are texts, words and whole numbers.
func (l *Label) UnmarshalJSON(data []byte) error {
	var raw struct {
		ID   string                     `json:"id"`
		Args map[string]json.RawMessage `json:"args"`
	}
	if err := json.Unmarshal(data, &raw); err != nil {
		return fmt.Errorf("label: %w", err)
	}
	*l = Label{ID: raw.ID}
	for name, value := range raw.Args {
		if l.Args == nil {
			l.Args = journey.Args{}
		}
		var text string
		var number int
		var word wordArg
		switch {
		case json.Unmarshal(value, &text) == nil:
			l.Args[name] = text
		case json.Unmarshal(value, &number) == nil:
			l.Args[name] = number
		case json.Unmarshal(value, &word) == nil:
			l.Args[name] = word.Word
		default:
			return fmt.Errorf("label %s: argument %s is no text, number or word", raw.ID, name)
		}
	}
	return nil
}

// kindWord is the name of a kind of record in the user's language.
func kindWord(kind journey.Kind) journey.Word { return journey.Word("text.kind." + string(kind)) }

// stepWord is the name of a kind of step in the user's language.
func stepWord(kind journey.StepKind) journey.Word { return journey.Word("edit.step." + string(kind)) }
