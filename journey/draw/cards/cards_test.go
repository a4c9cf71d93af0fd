package cards_test

import (
	"bytes"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/draw"
	"rehearse/journey/draw/cards"
	"rehearse/persist/export/fonts"
	"rehearse/ui/text"
)

func sample(t *testing.T, name string) *journey.Map {
	t.Helper()
	data, err := assets.Sample(name)
	if err != nil {
		t.Fatal(err)
	}
	m, problems := codec.DecodeMap(data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return m
}

func options(language string) cards.Options {
	return cards.Options{Text: text.New(language), Measurer: fonts.Embedded()}
}

func wordsOf(s *draw.Scene) string {
	var list []string
	for i := range s.Items {
		if s.Items[i].Text != nil {
			list = append(list, s.Items[i].Text.Text)
		}
	}
	return strings.Join(list, "\n")
}

// Of the first-time visitors of the shop 30 % have left an address and 70 % of these gave consent: 21 % may be written to.
func TestACardSaysWhatTheMapSaysOfAPersona(t *testing.T) {
	t.Parallel()
	m := sample(t, "abandoned_cart")
	words := wordsOf(cards.Scene(m, m.Personas[0], options("en"), 0))
	for _, want := range []string{
		"First-time visitor", "65%", "of the audience", "guess", "Be sure the product fits", "Costs that appear at the checkout",
		"E-mail", "21%", "address 30% · consent 70%", "likes it", "English",
	} {
		if !strings.Contains(words, want) {
			t.Errorf("the card does not say %q:\n%s", want, words)
		}
	}
	if russian := wordsOf(cards.Scene(m, m.Personas[0], options("ru"), 0)); !strings.Contains(russian, "Что мешает") || !strings.Contains(russian, "английский") {
		t.Errorf("the Russian card:\n%s", russian)
	}
}

func TestNothingOfACardLiesOutsideOfItAndLinesDoNotOverlap(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"abandoned_cart", "startup_platform_after", "saas_trial", "webinar"} {
		m := sample(t, name)
		m.Personas[0].Name = "A very long name for somebody whom the agency could not describe in fewer words than these"
		m.Personas[0].Goals = slices.Repeat([]string{"A goal that needs more than one line of its column to be said in full"}, 6)
		m.Personas[0].Zones = []journey.Weighted{{Value: "America/Argentina/Buenos_Aires", Share: journey.Guess(0.5)}, {Value: "UTC", Share: journey.Guess(0.5)}}
		for _, p := range m.Personas {
			s := cards.Scene(m, p, options("ru"), 0)
			var texts []draw.Rect
			for i := range s.Items {
				a := s.Items[i].Area()
				if a.X < -1 || a.Y < -1 || a.Right() > s.Bounds.W+1 || a.Bottom() > s.Bounds.H+1 {
					t.Errorf("%s/%s: %+v lies outside of %v", name, p.ID, s.Items[i], s.Bounds)
				}
				if it := s.Items[i].Text; it != nil {
					line := draw.Rect{X: it.Left(), Y: it.At.Y - it.Size*0.72, W: it.Width, H: it.Size * 0.72}
					for _, other := range texts {
						if line.X < other.Right() && other.X < line.Right() && line.Y < other.Bottom() && other.Y < line.Bottom() {
							t.Errorf("%s/%s: %q lies over another line", name, p.ID, it.Text)
						}
					}
					texts = append(texts, line)
				}
			}
		}
	}
}

func TestASheetHoldsEveryPersonaInRowsOfEqualHeight(t *testing.T) {
	t.Parallel()
	m := sample(t, "startup_platform_after")
	s := cards.Sheet(m, nil, options("en"))
	var grounds []draw.Rect
	for i := range s.Items {
		if it := &s.Items[i]; it.Of.Kind == journey.KindPersona && it.Box != nil && it.Part == draw.PartBody {
			grounds = append(grounds, it.Box.Rect)
		}
		if a := s.Items[i].Area(); a.X < s.Bounds.X || a.Y < s.Bounds.Y || a.Right() > s.Bounds.Right() || a.Bottom() > s.Bounds.Bottom() {
			t.Errorf("%+v lies outside of the sheet", s.Items[i])
		}
	}
	if len(grounds) != 4 || grounds[0].H != grounds[1].H || grounds[0].Y != grounds[1].Y || grounds[2].Y <= grounds[0].Bottom() {
		t.Errorf("the cards lie at %v", grounds)
	}
	if one := cards.Sheet(m, []journey.ID{"investor"}, options("en")); strings.Contains(wordsOf(one), "Startup\n") || one.Bounds.W >= s.Bounds.W {
		t.Error("a sheet of one persona holds more than that")
	}
}

// The face is the persona's own: it neither changes by itself nor comes from a place in a list.
func TestAFaceFollowsFromTheIDAlone(t *testing.T) {
	t.Parallel()
	area, blue := draw.Rect{W: 200, H: 200}, draw.RGBA{B: 200, A: 255}
	a := cards.Face("anna", 0, blue, area)
	if !reflect.DeepEqual(a, cards.Face("anna", 0, blue, area)) {
		t.Error("the same ID has two faces")
	}
	if reflect.DeepEqual(a, cards.Face("anna", 1, blue, area)) && reflect.DeepEqual(a, cards.Face("anna", 2, blue, area)) {
		t.Error("other variants look the same")
	}
	kinds := map[int]bool{}
	for _, id := range []journey.ID{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p"} {
		items := cards.Face(id, 0, blue, area)
		kinds[len(items)] = true
		for i := range items {
			if g := items[i].Polygon; g != nil && (len(g.Points) > 16 || !convex(g.Points)) {
				t.Errorf("%s has a polygon that not every painter can fill: %v", id, g.Points)
			}
			if r := items[i].Area(); r.X < -1 || r.Y < -1 || r.Right() > 201 || r.Bottom() > 201 {
				t.Errorf("%s looks out of the picture: %v", id, r)
			}
		}
	}
	if len(kinds) < 5 {
		t.Errorf("sixteen people have %d kinds of face", len(kinds))
	}
}

func convex(points []draw.Point) bool {
	sign := 0.0
	for i := range points {
		a, b, c := points[i], points[(i+1)%len(points)], points[(i+2)%len(points)]
		turn := (b.X-a.X)*(c.Y-b.Y) - (b.Y-a.Y)*(c.X-b.X)
		if math.Abs(turn) < 1e-6 {
			continue
		}
		if sign*turn < 0 {
			return false
		}
		sign = turn
	}
	return true
}

func TestAPictureOfThePersonaTakesThePlaceOfTheFace(t *testing.T) {
	t.Parallel()
	m := sample(t, "abandoned_cart")
	picture := []byte("bytes of a picture")
	m.Assets = []*journey.Asset{{ID: "photo", MediaType: "image/jpeg", Data: picture}}
	m.Personas[1].Portrait = "photo"
	s := cards.Scene(m, m.Personas[1], options("en"), 0)
	at := slices.IndexFunc(s.Items, func(it draw.Item) bool { return it.Picture != nil })
	if at < 0 || !bytes.Equal(s.Items[at].Picture.Data, picture) || s.Items[at].Picture.MediaType != "image/jpeg" {
		t.Error("the picture is not on the card")
	}
}
