package form

import (
	"reflect"

	"rehearse/journey"
)

// complete adds what a record must have once another field has been changed, so that no choice leads to a
// record that would be refused: the moment of a wait for one, the usual base of a rate.
func complete(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			complete(v.Elem())
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Struct {
			for i := range v.Len() {
				complete(v.Index(i))
			}
		}
	case reflect.Struct:
		switch part := v.Addr().Interface().(type) {
		case *journey.Wait:
			completeWait(part)
		case *journey.Cap:
			completeCap(part)
		case *journey.Trigger:
			part.DropIdle()
		case *journey.Scenario:
			switch {
			case part.Reentry != journey.ReentryPause:
				part.ReentryDays = 0
			case part.ReentryDays == 0:
				part.ReentryDays = 30
			}
		case *journey.Entry:
			if part.Mode == journey.EntryBase && part.Base == nil {
				part.Base = &journey.BasePeople{}
			}
		case *journey.Event:
			if part.Source == journey.EventOutside && part.Outside == nil {
				part.Outside = &journey.OutsideEvent{PerDay: &journey.Assumption{}}
			}
		}
		t := v.Type()
		for i := range t.NumField() {
			field := v.Field(i)
			if usual, ok := bases[t.Name()+"."+jsonName(t.Field(i))]; ok {
				based(field, usual[0])
			}
			complete(field)
		}
	}
}

// based gives a rate its usual base if it has none.
func based(v reflect.Value, usual journey.Base) {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return
		}
		v = v.Elem()
	}
	if a := v.Addr().Interface().(*journey.Assumption); a.Per == "" && a.Use == "" {
		a.Per = usual
	}
}

// begin fills a new item of a list with the first thing it can be about that the others are not.
func begin(m *journey.Map, r journey.Record, list, item reflect.Value) *journey.Problem {
	free := func(kind journey.Kind, field string) *journey.Problem {
		for _, candidate := range m.Records(kind) {
			if !taken(list, field, string(candidate.RecordID())) {
				item.FieldByName(field).SetString(string(candidate.RecordID()))
				return nil
			}
		}
		return &journey.Problem{Code: "step.nothing_to_choose", Args: journey.Args{"Kind": journey.Word("text.kind." + string(kind))}}
	}
	switch part := item.Addr().Interface().(type) {
	case *journey.Reach:
		part.Known, part.Allowed = journey.Guess(0.5), journey.Guess(0.8)
		for _, c := range m.Channels { // those that messages go out by come first
			if c.Use != journey.ChannelEntry && !taken(list, "Channel", string(c.ID)) {
				part.Channel = c.ID
				return nil
			}
		}
		return free(journey.KindChannel, "Channel")
	case *journey.EventPoints:
		part.Points = 1
		return free(journey.KindEvent, "Event")
	case *journey.PastEvent:
		part.Mean = 1
		return free(journey.KindEvent, "Event")
	case *journey.PastScore:
		return free(journey.KindScore, "Score")
	case *journey.RuleFactor:
		part.Factor = 1
	case *journey.Content:
		return beginContent(m, list, part)
	case *journey.PropertyMix:
		return free(journey.KindProperty, "Property")
	case *journey.WeightFor:
		part.Weight = journey.Guess(0)
		return free(journey.KindPersona, "Persona")
	case *journey.Weighted:
		return beginShare(r, list, part, free)
	case *journey.PortOption:
		for _, port := range journey.PortsOf(r.(*journey.Step)) {
			if !taken(list, "Port", string(port)) {
				part.Port = port
				return nil
			}
		}
		return &journey.Problem{Code: "step.no_more_ports"}
	case *journey.FatiguePoint:
		part.Open, part.Unsubscribe = journey.Guess(1), journey.Guess(1)
		if n := list.Len(); n > 0 {
			part.Messages = list.Index(n - 1).Interface().(journey.FatiguePoint).Messages
		}
		part.Messages++
	case *journey.Threshold:
		part.Rule, part.Value = "J203", 0.01
	case *journey.Hours:
		part.Day, part.From, part.Until = "mon", 9*3600, 18*3600
	case *journey.ProfileHour:
		part.Day, part.Weight = "mon", 1
	}
	return nil
}

// beginContent fills new words of a message in the first language of the map they are not there in.
func beginContent(m *journey.Map, list reflect.Value, part *journey.Content) *journey.Problem {
	for _, language := range m.Settings.Languages {
		if !taken(list, "Language", language) {
			part.Language = language
			return nil
		}
	}
	if taken(list, "Language", "") {
		return &journey.Problem{Code: "step.no_more_languages"}
	}
	return nil
}

// beginShare fills a new part of a mix: what it is a mix of is known by where it is.
func beginShare(r journey.Record, list reflect.Value, part *journey.Weighted, free func(journey.Kind, string) *journey.Problem) *journey.Problem {
	part.Share = journey.Guess(0)
	switch r := r.(type) {
	case *journey.Persona:
		if list.Addr().Interface() == any(&r.PayGrades) {
			for _, grade := range []string{"A", "B", "C", "D", "E"} {
				if !taken(list, "Value", grade) {
					part.Value = grade
					return nil
				}
			}
		}
	case *journey.Step:
		if r.Entry == nil {
			return nil
		}
		if list.Addr().Interface() == any(&r.Entry.Mix) {
			return free(journey.KindPersona, "Value")
		}
		if r.Entry.Base != nil && list.Addr().Interface() == any(&r.Entry.Base.Unsubscribed) {
			return free(journey.KindChannel, "Value")
		}
	}
	return nil
}

// taken reports whether an item of a list has a value in a field.
func taken(list reflect.Value, field, value string) bool {
	for i := range list.Len() {
		if list.Index(i).FieldByName(field).String() == value {
			return true
		}
	}
	return false
}

// completeCap gives a cap what its window needs and takes what it does not know: a length is no number of periods.
func completeCap(c *journey.Cap) {
	if (c.Window == journey.CapRolling || c.Window == journey.CapSinceLast) && c.Length == 0 {
		c.Length = journey.Day
	}
	c.DropIdle()
}

// completeWait leaves a wait what its kind knows, and gives it the moment it waits for.
func completeWait(w *journey.Wait) {
	if w.Kind == journey.WaitAnchor && w.Anchor == nil {
		w.Anchor = &journey.Anchor{}
	}
	w.DropIdle()
}
