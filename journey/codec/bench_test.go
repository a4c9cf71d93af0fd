package codec

import (
	"strconv"
	"testing"

	"rehearse/journey"
)

// largest is a map with as many steps as there may be.
func largest() *journey.Map {
	m := journey.New("Large", "2026-01-01")
	m.Channels = []*journey.Channel{{ID: "email"}}
	for i := range journey.MaxSteps {
		s := &journey.Step{ID: journey.ID("s" + strconv.Itoa(i)), Kind: journey.StepTouchpoint, Name: "Step", X: float64(i), Touchpoint: &journey.Touchpoint{}}
		if i%3 == 0 {
			s.Kind, s.Touchpoint = journey.StepMessage, nil
			s.Message = &journey.Message{Channels: []journey.ID{"email"}, Contents: []journey.Content{{Language: "en", Subject: "Hello", Body: "…"}}}
		}
		m.Steps = append(m.Steps, s)
		if i > 0 {
			for k := range 2 {
				weight := journey.Guess(0.25)
				m.Links = append(m.Links, &journey.Link{
					ID: journey.ID("l" + strconv.Itoa(2*i+k)), From: m.Steps[i-1].ID, To: s.ID, Weight: &weight,
				})
			}
		}
	}
	for _, kind := range journey.Kinds() {
		for _, r := range m.Records(kind) {
			journey.Normalize(r)
		}
	}
	return m
}

func BenchmarkDecodeLargestMap(b *testing.B) {
	data := EncodeMap(largest(), false)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, problems := DecodeMap(data); len(problems) > 0 {
			b.Fatal(problems)
		}
	}
}

func BenchmarkEncodeLargestMap(b *testing.B) {
	m := largest()
	for b.Loop() {
		EncodeMap(m, false)
	}
}

func BenchmarkValidateLargestMap(b *testing.B) {
	m := largest()
	for b.Loop() {
		if problems := m.Validate(); len(problems) > 0 {
			b.Fatal(problems)
		}
	}
}
