package rule

import (
	"slices"
	"strings"

	"rehearse/journey"
)

// Vocabulary is what the names in a rule can mean: the part of a map that rules can speak of. It is a
// plain value; VocabularyOf derives it from a map.
type Vocabulary struct {
	Events []Name
	// Goals are goal steps; reaching one is an event under its name.
	Goals []Name
	// Messages are the message steps.
	Messages []Name
	Channels []Name
	// EntryOnly are the IDs of channels people come by and no message is sent by: a rule may name them, nobody is
	// offered them.
	EntryOnly  []string
	Topics     []Name
	Personas   []Name
	Entries    []Name // entry steps
	Segments   []Name
	NamedDates []Name
	Properties []Property
	Scores     []Score
	// Marks are the marks some step sets or takes away.
	Marks []string
	// Languages are BCP 47 tags: the map's and the personas'.
	Languages []string
}

// Name is a record's name and ID.
type Name struct {
	ID   string
	Name string
}

// Property is a property with what it can be.
type Property struct {
	Name
	Type    journey.PropertyType
	Choices []string // of a choice property
}

// Score is a score with its thresholds.
type Score struct {
	Name
	// Interest are the least points of interest 2, 3 and 4, rising.
	Interest []int
	// Floor and Ceiling bound the points; nil for no bound.
	Floor, Ceiling *int
}

// names lists the candidates for a name of the kind.
func (v *Vocabulary) names(kind Kind) []Name {
	switch kind {
	case EventName:
		return v.Events
	case GoalName:
		return v.Goals
	case ReceivedMessage, OpenedMessage, ClickedMessage:
		return v.Messages
	case ChannelName:
		return v.Channels
	case TopicName:
		return v.Topics
	case PersonaName:
		return v.Personas
	case EntryName:
		return v.Entries
	case SegmentName:
		return v.Segments
	case NamedDateName:
		return v.NamedDates
	case PropertyName:
		return nameOf(v.Properties, func(p Property) Name { return p.Name })
	case ScoreName:
		return nameOf(v.Scores, func(s Score) Name { return s.Name })
	case MarkName:
		return nameOf(v.Marks, word)
	case LanguageName:
		return nameOf(v.Languages, word)
	case GradeName:
		return []Name{word("A"), word("B"), word("C"), word("D"), word("E")}
	}
	return nil
}

// word is the name of something that is no record.
func word(text string) Name { return Name{ID: text, Name: text} }

func nameOf[T any](list []T, name func(T) Name) []Name {
	names := make([]Name, len(list))
	for i, item := range list {
		names[i] = name(item)
	}
	return names
}

// property finds a property by ID.
func (v *Vocabulary) property(id string) *Property {
	for i := range v.Properties {
		if v.Properties[i].ID == id {
			return &v.Properties[i]
		}
	}
	return nil
}

// score finds a score by ID.
func (v *Vocabulary) score(id string) *Score {
	for i := range v.Scores {
		if v.Scores[i].ID == id {
			return &v.Scores[i]
		}
	}
	return nil
}

// unknownCode is the code of a name that no record of the kind has.
var unknownCode = map[Kind]string{
	EventName: "rule.unknown_event", ReceivedMessage: "rule.unknown_message", OpenedMessage: "rule.unknown_message",
	ClickedMessage: "rule.unknown_message", ChannelName: "rule.unknown_channel",
	PersonaName: "rule.unknown_persona", EntryName: "rule.unknown_entry", SegmentName: "rule.unknown_segment",
	PropertyName: "rule.unknown_property", ScoreName: "rule.unknown_score",
	MarkName: "rule.unknown_mark", LanguageName: "rule.unknown_language", ChoiceName: "rule.unknown_choice",
}

// meant lists what a text can mean among names of some kinds: all with exactly that name; else the one
// with that ID; else all whose name differs in case (or ё) alone.
func meant(text string, kinds []Kind, names func(Kind) []Name) []Ref {
	var byName, byID, byFold []Ref
	folded := foldWord(strings.TrimSpace(text))
	for _, kind := range kinds {
		for _, name := range names(kind) {
			ref := Ref{Kind: kind, ID: name.ID, Name: name.Name}
			if name.Name == text {
				byName = append(byName, ref)
			}
			if name.ID == text {
				byID = append(byID, ref)
			}
			if foldWord(strings.TrimSpace(name.Name)) == folded {
				byFold = append(byFold, ref)
			}
		}
	}
	switch {
	case len(byName) > 0:
		return byName
	case len(byID) > 0:
		return byID
	default:
		return byFold
	}
}

// codeOfUnknown is the code of a name that nothing of the kinds has.
func codeOfUnknown(kinds []Kind) string {
	switch {
	case slices.Equal(kinds, subscribeKinds):
		return "rule.unknown_subscription"
	case slices.Equal(kinds, dateKinds):
		return "rule.unknown_date"
	}
	return unknownCode[kinds[0]]
}

// resolve gives a name its kind and ID.
func resolve(ref Ref, kinds []Kind, names func(Kind) []Name) (Ref, *Error) {
	found := meant(ref.Name, kinds, names)
	switch len(found) {
	case 1:
		ref.Kind, ref.ID = found[0].Kind, found[0].ID
		return ref, nil
	case 0:
		var candidates []string
		for _, kind := range kinds {
			for _, name := range names(kind) {
				candidates = append(candidates, name.Name)
			}
		}
		return ref, unknown(codeOfUnknown(kinds), ref.Span, journey.Args{"Name": ref.Name}, nearest(ref.Name, candidates))
	}
	ids := make([]string, len(found))
	for i, other := range found {
		ids[i] = other.ID
	}
	return ref, &Error{Code: "rule.ambiguous_name", Args: journey.Args{"Name": ref.Name, "IDs": strings.Join(ids, ", "), "ID": ids[0]}, Span: ref.Span}
}
