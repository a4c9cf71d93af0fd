package rule

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What a segment editor must be able to tell without a run: contradictions, overlaps, rules that always
// hold. The expected answers are worked out by hand.
func TestSatisfiableKnowsContradictionsAndOverlaps(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Answer{
		`true`:                                  Yes,
		`false`:                                 No,
		`known("email") and not known("email")`: No,
		`known("email") and not allowed("email")`:                                         Yes,
		`last("Visited") < 7d and last("Visited") > 14d`:                                  No,
		`last("Visited") < 14d and last("Visited") > 7d`:                                  Yes,
		`last("Visited") < 7d and last("Visited") >= 7d`:                                  No,
		`last("Visited") <= 7d and last("Visited") >= 7d`:                                 Yes,
		`never("Visited") and last("Visited") > 7d`:                                       No,
		`never("Visited") and not last("Visited") < 7d`:                                   Yes,
		`never("Visited") and count("Visited", 7d) >= 1`:                                  No,
		`count("Visited", 7d) = 0 and last("Visited") < 7d`:                               No,
		`count("Visited", 7d) = 3 and count("Visited", 30d) = 2`:                          No,
		`count("Visited", 7d) = 2 and count("Visited", 30d) = 3`:                          Yes,
		`count("Visited", 7d) = 2 and count("Visited", 30d) = 3 and count("Visited") < 3`: No,
		`count("Visited") != 0 and never("Visited")`:                                      No,
		`count("Visited") < 0`:                                                            No,
		`last("Visited") < 0d`:                                                            No,
		`last("Visited") >= 0d and not last("Visited") > 0d`:                              Yes,
		`score > 20 and score < 20`:                                                       No,
		`score > 20 and score < 20.5 and score != 20.25`:                                  Yes,
		`score < 0`:                                    No, // the floor
		`score("Fit") < 0`:                             Yes,
		`interest >= 3 and score < 40`:                 No,
		`interest >= 3 and score <= 40`:                Yes,
		`interest("Fit") > 1`:                          No, // it has no thresholds
		`persona = "Investor" and persona = "Partner"`: No,
		`persona != "Investor" and persona not in ("Partner", "Новичок")`: No,
		`pay_grade <= "B" and pay_grade in ("B", "C")`:                    Yes,
		`pay_grade <= "B" and pay_grade in ("D", "C")`:                    No,
		`property("Plan") = "pro" and property("Plan") != "pro"`:          No,
		`property("Plan") not in ("free", "pro", "team")`:                 Yes, // not set
		`property("Staff") > 10 and property("Staff") <= 10`:              No,
		`not property("Staff") > 10 and not property("Staff") <= 10`:      Yes, // not set
		`property("VIP") and property("VIP") = false`:                     No,
		`since("Trial end") > 1d and until("Trial end") > 1d`:             No,
		`until("Trial end") < 3d and until("Trial end") >= 2d`:            Yes,
		`until("Trial end") <= 0s and since("Trial end") <= 0s`:           Yes,
		`not since("Trial end") >= 0s and not until("Trial end") >= 0s`:   Yes, // no date
		`until("Webinar") < 1h and until("Webinar") > 1h`:                 No,
		`opened("Welcome") and never(opened)`:                             No,
		`opened("Welcome") and count(opened) = 1 and last(opened) < 3d`:   Yes,
		`clicked("Welcome") and never(opened)`:                            Yes, // opens may not be measured
		`in_segment("Idle") and not in_segment("Idle")`:                   No,
		`in_segment("Idle")`:                   Maybe,
		`in_segment("Idle") or known("email")`: Yes,
		`(known("email") or score > 10) and not known("email") and not (score > 5 or true)`:     No,
		`not (known("email") and last("Visited") < 3d) and known("email") and score != 7`:       Yes,
		`subscribed("E-mail") and not subscribed("Newsletter") and mark("called")`:              Yes,
		`language = "ru" and language != "en" and entry = "Ads" and channel = "Search"`:         Yes,
		`count("Ordered", 30d) >= 2 and last("Ordered") > 7d and last("Ordered") < 8d or false`: Yes,
	} {
		x := mustRead(t, text)
		answer, example := Satisfiable(x, sample())
		if answer != want {
			t.Errorf("%s: answer %d, want %d", text, answer, want)
		}
		if answer == Yes && (!Eval(x, example) || len(example.Why) == 0 && text != "true") {
			t.Errorf("%s: the example %v does not show it", text, example.Why)
		}
	}
}

// withoutSegments redraws until no segment is asked for.
func withoutSegments(t *rapid.T, depth int) Expr {
	x := drawExpr(t, depth)
	inlined, err := Inline(x, func(string) Expr { return &Const{Value: true} })
	if err != nil {
		t.Fatal(err)
	}
	return inlined
}

// No must be a proof and Yes must come with somebody: no person, however drawn, may meet a rule that was
// called impossible.
func TestSatisfiableIsNeverWrong(t *testing.T) {
	t.Parallel()
	answers := map[Answer]int{}
	rapid.Check(t, func(t *rapid.T) {
		x := All(withoutSegments(t, 2), withoutSegments(t, 1))
		answer, example := Satisfiable(x, sample())
		answers[answer]++
		switch answer {
		case Yes:
			if !Eval(x, example) {
				t.Fatalf("%s does not hold for its example %s", Format(x, English), Format(All(example.Why...), English))
			}
			if !Eval(All(example.Why...), example) {
				t.Fatalf("the reasons %s do not hold for their example", Format(All(example.Why...), English))
			}
		case No:
			for range 20 {
				if p := drawPerson(t); Eval(x, p) {
					t.Fatalf("%s is called impossible but holds for %+v", Format(x, English), p)
				}
			}
		}
		opposite, _ := Satisfiable(&Not{X: x}, sample())
		if answer == No && opposite == No {
			t.Fatalf("%s is called impossible, and so is its opposite", Format(x, English))
		}
	})
	if answers[Maybe]*20 > answers[Yes]+answers[No] {
		t.Errorf("too often unsure: %v", answers)
	}
}

// A hard rule must end in Maybe, not in a search that never ends while somebody is drawing.
func TestSatisfiableGivesUpInTime(t *testing.T) {
	t.Parallel()
	// Every score("Fit") atom excludes a point; the last conjunct asks for one of the excluded ones.
	var choices []string
	for i := range 60 {
		choices = append(choices, fmt.Sprintf(`(score("Fit") = %d or score = %d)`, i, i))
	}
	text := strings.Join(choices, " and ")
	answer, _ := Satisfiable(mustRead(t, text), sample())
	if answer == Yes {
		t.Errorf("sixty different points at once were found possible")
	}
}

func BenchmarkSatisfiableOverlapOfTwoSegments(b *testing.B) {
	a := mustRead(b, `known("email") and last("Visited") < 30d and count("Ordered", 90d) = 0 and score > 20 and (persona = "Investor" or language = "ru")`)
	c := mustRead(b, `known("email") and not (last("Visited") > 14d or never("Visited")) and interest >= 2 and persona != "Partner"`)
	v := sample()
	for b.Loop() {
		if answer, _ := Satisfiable(All(a, c), v); answer != Yes {
			b.Fatal(answer)
		}
	}
}
