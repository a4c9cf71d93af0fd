package form

import "rehearse/journey"

// Control is how a field is shown and changed.
type Control uint8

// The controls.
const (
	Line       Control = iota // one line of text
	Paragraph                 // several lines
	Lines                     // a list of texts, one a line
	Number                    // a number
	Whole                     // a whole number
	Share                     // 0..1, shown in per cent
	Amount                    // money
	Span                      // a length of time, "24h"
	Clock                     // a time of day, "09:00"
	Day                       // a date, "2026-11-22"
	Tint                      // a colour
	Switch                    // yes or no
	Choice                    // one of Words
	Reference                 // one record of Kinds, or none
	References                // any number of records of Kinds
	Way                       // a port of a step
	Rule                      // the text of a rule
	Judge                     // the ID of a rule of findings; of a threshold, of one that judges by a number
	Section                   // Fields under a heading
	Optional                  // Fields that are there or not as a whole
	List                      // Fields are Section items, to be added and removed
	Table                     // values for some people in place of the one for all, see Overrides
)

// Field is one field of a record as it is now.
type Field struct {
	// Path is the JSON path in the record, as problems name it.
	Path string
	// Name is the message id of the label; Item counts list items from 1 and fills it, ID is that of an item that has one.
	Name    string
	Item    int
	ID      string
	Control Control
	// Text is the present value in the form Set reads; for References it holds IDs joined by a space, for
	// Lines one value a line, for Switch and Optional "yes" or "".
	Text string
	// Words are the allowed values of a Choice, with the message ids of their names.
	Words []Word
	// Kinds are what a Reference may point at; of steps only those of StepKind, if set.
	Kinds    []journey.Kind
	StepKind journey.StepKind
	// Use narrows references to channels to those that serve for it; "" for all.
	Use journey.ChannelUse
	// Medium puts channels of that medium before the others; "" for none.
	Medium journey.ChannelMedium
	// Hint is the message id of what an empty field means, "" for nothing in particular.
	Hint string
	// Key is the type and the JSON name of the field, "Rates.opened": the same wherever the type stands.
	Key string
	// Fact is the assumption a Section of a number is about, Law the random length of time; nil for everything else
	// and for a number that is not there.
	Fact *journey.Assumption
	Law  *journey.Law
	// Base is the message id of what a share is taken of where its place fixes that, "" where it is chosen or there is none.
	Base string
	// Typed tells that a Reference holds kind and ID ("step/buy"), not the ID alone.
	Typed bool
	// Empty allows a Reference or Choice to be none.
	Empty bool
	// Mixed tells that several records differ in it, see Common; of References, Some holds what only some of them have.
	Mixed bool
	Some  string
	// Label is the name of a field that is called after a record; "" where Name holds.
	Label string
	// Override says for whom the value is, where it replaces one that all others have; Inherited is that one, "" for the rest.
	Override  *Override
	Inherited string
	// Fields are those inside of a Section, an Optional that is there, or the items of a List.
	Fields []Field
	// Folded asks to show a Section closed at first.
	Folded bool
}

// Word is a value of a Choice.
type Word struct{ Value, Name string }
