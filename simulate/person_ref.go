package simulate

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"rehearse/journey"
	"rehearse/simulate/cohort"
)

// PersonRef names a person of a run: the same person in every run with the same seed whatever the
// volumes and mixes of the others.
type PersonRef struct {
	Seed    uint64     `json:"seed"`
	Entry   journey.ID `json:"entry"`
	Day     int64      `json:"day"`     // of arrival, 0 the first; -1 for people of a base, who were there before
	Ordinal int64      `json:"ordinal"` // that day
	Number  int64      `json:"number"`  // running number shown to users, from 1
}

// String is the reference in one word, entry/day/ordinal@seed, or the number alone when there is nothing else.
// ParsePersonRef reads it.
func (r PersonRef) String() string {
	if r.Entry == "" {
		return strconv.FormatInt(r.Number, 10)
	}
	return fmt.Sprintf("%s/%d/%d@%d", r.Entry, r.Day, r.Ordinal, r.Seed)
}

// ParsePersonRef reads who is meant: a running number, String's form with or without the seed, or the JSON of a
// PersonRef as results and findings print it. The seed is the given one where the text names none. The error is
// journey.Problem.
func ParsePersonRef(text string, seed uint64) (PersonRef, error) {
	ref := PersonRef{Seed: seed}
	text = strings.TrimSpace(text)
	wrong := journey.Problem{Code: "program.person_ref", Args: journey.Args{"Text": text}}
	if strings.HasPrefix(text, "{") {
		decoder := json.NewDecoder(strings.NewReader(text))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&ref); err != nil || decoder.More() || (ref.Entry == "" && ref.Number < 1) || ref.Day < cohort.BaseDay || ref.Ordinal < 0 {
			return PersonRef{}, wrong
		}
		return ref, nil
	}
	if number, err := strconv.ParseInt(text, 10, 64); err == nil && number >= 1 {
		ref.Number = number
		return ref, nil
	}
	who, of, seeded := strings.Cut(text, "@")
	parts := strings.Split(who, "/")
	if len(parts) != 3 || parts[0] == "" {
		return PersonRef{}, wrong
	}
	day, dayErr := strconv.ParseInt(parts[1], 10, 32)
	ordinal, ordinalErr := strconv.ParseUint(parts[2], 10, 62)
	if dayErr != nil || day < cohort.BaseDay || ordinalErr != nil {
		return PersonRef{}, wrong
	}
	ref.Entry, ref.Day, ref.Ordinal = journey.ID(parts[0]), day, int64(ordinal)
	if seeded {
		var err error
		if ref.Seed, err = strconv.ParseUint(of, 10, 64); err != nil {
			return PersonRef{}, wrong
		}
	}
	return ref, nil
}
