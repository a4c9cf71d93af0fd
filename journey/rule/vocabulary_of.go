package rule

import (
	"slices"

	"rehearse/journey"
)

// VocabularyOf lists what rules of a map can speak of. A goal that emits an event of the goal's own name
// is not listed beside that event.
func VocabularyOf(m *journey.Map) *Vocabulary {
	v := &Vocabulary{}
	for _, event := range m.Events {
		v.Events = append(v.Events, Name{string(event.ID), event.Name})
	}
	for _, channel := range m.Channels {
		v.Channels = append(v.Channels, Name{string(channel.ID), channel.Name})
		if channel.Use == journey.ChannelEntry {
			v.EntryOnly = append(v.EntryOnly, string(channel.ID))
		}
	}
	for _, topic := range m.Topics {
		v.Topics = append(v.Topics, Name{string(topic.ID), topic.Name})
	}
	for _, persona := range m.Personas {
		v.Personas = append(v.Personas, Name{string(persona.ID), persona.Name})
	}
	for _, segment := range m.Segments {
		v.Segments = append(v.Segments, Name{string(segment.ID), segment.Name})
	}
	for _, date := range m.NamedDates {
		v.NamedDates = append(v.NamedDates, Name{string(date.ID), date.Name})
	}
	for _, property := range m.Properties {
		v.Properties = append(v.Properties, Property{
			Name: Name{string(property.ID), property.Name}, Type: property.Type, Choices: property.Choices,
		})
	}
	for _, score := range m.Scores {
		v.Scores = append(v.Scores, Score{
			Name: Name{string(score.ID), score.Name}, Interest: score.Interest, Floor: score.Floor, Ceiling: score.Ceiling,
		})
	}
	for _, step := range m.Steps {
		v.addStep(m, step)
	}
	v.addLanguages(m)
	return v
}

func (v *Vocabulary) addStep(m *journey.Map, step *journey.Step) {
	name := Name{string(step.ID), step.Name}
	switch {
	case step.Kind == journey.StepEntry:
		v.Entries = append(v.Entries, name)
	case step.Kind == journey.StepMessage:
		v.Messages = append(v.Messages, name)
	case step.Goal != nil:
		if event := m.Event(step.Goal.Event); event == nil || event.Name != step.Name {
			v.Goals = append(v.Goals, name)
		}
	case step.Touchpoint != nil:
		v.addMarks(step.Touchpoint.Changes)
	case step.Update != nil:
		v.addMarks(step.Update.Changes)
	}
}

func (v *Vocabulary) addMarks(changes []journey.Change) {
	for _, change := range changes {
		if change.Kind == journey.ChangeMark && !slices.Contains(v.Marks, change.Value) {
			v.Marks = append(v.Marks, change.Value)
		}
	}
}

func (v *Vocabulary) addLanguages(m *journey.Map) {
	add := func(language string) {
		if language != "" && !slices.Contains(v.Languages, language) {
			v.Languages = append(v.Languages, language)
		}
	}
	if m.Settings != nil {
		for _, language := range m.Settings.Languages {
			add(language)
		}
	}
	for _, persona := range m.Personas {
		for _, language := range persona.Languages {
			add(language.Value)
		}
	}
}

// Record is the record a resolved name stands for; false for marks, languages, choices, grades and the
// events of any message.
func (r Ref) Record() (journey.Ref, bool) {
	if r.ID == "" {
		return journey.Ref{}, false
	}
	kind := journey.Kind("")
	switch r.Kind {
	case EventName:
		kind = journey.KindEvent
	case ChannelName:
		kind = journey.KindChannel
	case TopicName:
		kind = journey.KindTopic
	case PersonaName:
		kind = journey.KindPersona
	case SegmentName:
		kind = journey.KindSegment
	case PropertyName:
		kind = journey.KindProperty
	case NamedDateName:
		kind = journey.KindNamedDate
	case ScoreName:
		kind = journey.KindScore
	case GoalName, EntryName, ReceivedMessage, OpenedMessage, ClickedMessage:
		kind = journey.KindStep
	default:
		return journey.Ref{}, false
	}
	return journey.Ref{Kind: kind, ID: journey.ID(r.ID)}, true
}
