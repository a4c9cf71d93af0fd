package cli

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"rehearse/simulate"
	"rehearse/simulate/engine"
	"rehearse/simulate/trial"
	"rehearse/ui/text"
)

func TestReplayTakesWhateverNamesAPerson(t *testing.T) {
	t.Parallel()
	path := cart(t)
	code, byNumber, errs := run(t, "replay", path, "--person", "17", "-n", "1000", "--seed", "7", "--json")
	var story simulate.Story
	if err := json.Unmarshal([]byte(byNumber), &story); code != ExitFine || err != nil {
		t.Fatalf("exit %d %s: %v", code, errs, err)
	}
	if story.Person.Number != 17 || story.Person.Seed != 7 || story.Moments[0].What != "arrive" {
		t.Errorf("the story of %+v begins with %q", story.Person, story.Moments[0].What)
	}
	reference, err := json.Marshal(story.Person)
	if err != nil {
		t.Fatal(err)
	}
	for _, who := range []string{story.Person.String(), string(reference)} {
		if _, same, errs := run(t, "replay", path, "--person", who, "-n", "1000", "--json"); same != byNumber {
			t.Errorf("%s tells another story than person 17 %s", who, errs)
		}
	}
	for _, who := range []string{"0", "-3", "Anna", "ads/1", "a/b/c", "ads/1/2@x", "{}", `{"entry":"ads","day":-2}`, `{"number":5}5`, ""} {
		if code, out, errs := run(t, "replay", path, "--person", who); code != ExitUse || errs == "" {
			t.Errorf("--person %q: exit %d %s%s", who, code, out, errs)
		}
	}
	if code, _, errs := run(t, "replay", path, "--person", "1001", "-n", "1000"); code != ExitFinding || !strings.Contains(errs, "1,000") {
		t.Errorf("there is no person 1001 of 1000: exit %d %s", code, errs)
	}
	if code, _, errs := run(t, "replay", path); code != ExitUse || !strings.Contains(errs, "--person") {
		t.Errorf("nobody named: exit %d %s", code, errs)
	}
}

// What changes the run changes the story: the same person in the run that was asked for.
func TestReplayIsOfTheRunThatWasAskedFor(t *testing.T) {
	t.Parallel()
	path := cart(t)
	sent := func(args ...string) (n int) {
		_, out, errs := run(t, append([]string{"replay", path, "--person", "38", "-n", "500", "--json"}, args...)...)
		var story simulate.Story
		if err := json.Unmarshal([]byte(out), &story); err != nil {
			t.Fatal(err, errs)
		}
		for _, m := range story.Moments {
			if m.What == "send" {
				n++
			}
		}
		return n
	}
	if sent() == 0 {
		t.Fatal("person 38 is sent nothing: the test tests nothing")
	}
	for _, choice := range [][]string{{"--mute", "Abandoned cart"}, {"--phase", "3"}, {"--status", "live"}} {
		if n := sent(choice...); n != 0 {
			t.Errorf("%v: %d sends in the story of a run that has none", choice, n)
		}
	}
}

// A finding prints the whole command that replays its witness; running it tells the story.
func TestTheCommandAFindingPrintsReplaysItsWitness(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "two letters.json")
	if err := os.WriteFile(path, []byte(twoLetters), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, errs := run(t, "check", path, "--run", "-n", "300", "--seed", "9", "--phase", "1")
	line := regexp.MustCompile(`rehearse (replay .*)`).FindStringSubmatch(out)
	if line == nil {
		t.Fatalf("exit %d %s: no command in\n%s", code, errs, out)
	}
	words := strings.Fields(strings.ReplaceAll(line[1], "'"+path+"'", "FILE"))
	for i := range words {
		words[i] = strings.ReplaceAll(words[i], "FILE", path)
	}
	code, told, errs := run(t, words...)
	if code != ExitFine || strings.Count(told, "is sent by") < 2 {
		t.Errorf("%v: exit %d %s\n%s", words, code, errs, told)
	}
}

// twoLetters sends everybody the same topic twice within an hour, over a cap of two in a week and into quiet hours.
const twoLetters = `{"format": 1,
"map": {"name": "Two letters", "currency": "USD", "zone": "UTC", "start": "2026-03-02", "horizon_days": 9, "languages": ["en"]},
"personas": [{"id": "p", "name": "P", "share": 1, "channels": [{"channel": "mail", "known": 1, "allowed": 1}]}],
"channels": [{"id": "mail", "name": "E-mail", "medium": "email", "rates": {"opened": {"value": 1, "per": "delivered"}}}],
"events": [{"id": "came", "name": "came"}],
"topics": [{"id": "news", "name": "News"}],
"scenarios": [{"id": "s", "name": "Spring", "phase": 1, "trigger": {"kind": "event", "event": "came"}, "start": "m1", "reentry": "never"}],
"steps": [
 {"id": "in", "kind": "entry", "name": "Ads", "entry": {"mode": "cohort", "people": 10}},
 {"id": "visit", "kind": "touchpoint", "name": "Visit", "touchpoint": {"event": "came"}},
 {"id": "m1", "kind": "message", "name": "First, \"the\" letter", "scenario": "s", "message": {"channels": ["mail"], "topic": "news"}},
 {"id": "w", "kind": "wait", "name": "Pause", "scenario": "s", "wait": {"for": {"value": "1h"}}},
 {"id": "m2", "kind": "message", "name": "Second", "scenario": "s", "message": {"channels": ["mail"], "topic": "news"}},
 {"id": "m3", "kind": "message", "name": "Third", "scenario": "s", "message": {"channels": ["mail"], "topic": "news"}},
 {"id": "later", "kind": "wait", "name": "Until evening", "scenario": "s", "wait": {"kind": "until", "at": "23:00"}},
 {"id": "m4", "kind": "message", "name": "Fourth", "scenario": "s", "message": {"channels": ["mail"]}}],
"links": [
 {"id": "l1", "from": "in", "to": "visit"},
 {"id": "l2", "from": "m1", "to": "w"}, {"id": "l3", "from": "w", "to": "m2"}, {"id": "l4", "from": "m2", "to": "m3"},
 {"id": "l5", "from": "m3", "port": "out", "to": "later"}, {"id": "l6", "from": "later", "to": "m4"}],
"policy": {"most_per_day": 1, "caps": [{"id": "two", "name": "two a week", "max": 2, "window": "rolling", "length": "7d", "scope": "topic"}],
 "quiet_hours": {"clock": "person", "hours": [
  {"day": "mon", "from": "22:00", "until": "08:00"}, {"day": "tue", "from": "22:00", "until": "08:00"}]}}}`

// The story of one person in both languages: hours, caps with the sends that filled them, quiet hours with their end.
// The map starts on Monday, 2 March 2026 at 00:00 in UTC; everybody arrives then. Quiet hours of Sunday night are none, so
// the first letter goes out at midnight, the second at 01:00; the cap of two a week is full for the third. The fourth has no
// topic, so no cap; it waits until 23:00 and is held until Tuesday 08:00.
func TestAStoryGivesReasonsInWords(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "letters.json")
	if err := os.WriteFile(path, []byte(twoLetters), 0o600); err != nil {
		t.Fatal(err)
	}
	for lang, lines := range map[string][]string{
		"en": {
			"Mon, 2 Mar 2026",
			"00:00:00  arrives by “Ads”",
			"00:00:00  “Spring” starts",
			`00:00:00  “First, "the" letter” is sent by “E-mail”`,
			"00:00:00  waits at “Pause” until 01:00",
			"01:00:00  “Third” by “E-mail” is refused: cap “two a week” was full: “First, \"the\" letter” (00:00), “Second” (01:00)",
			"01:00:00  waits at “Until evening” until 23:00",
			"23:00:00  “Fourth” by “E-mail” is held back by quiet hours until Tue 3 Mar 2026 08:00",
			"Tue, 3 Mar 2026",
			"08:00:00  “Fourth” is sent by “E-mail”",
			"08:00:00  “Spring” is completed",
			"Wed, 11 Mar 2026",
			"00:00:00  the run ends",
		},
		"ru": {
			"00:00:00  приходит через «Ads»",
			"01:00:00  «Third» («E-mail») не отправлено: ограничение «two a week» исчерпано: «First, \"the\" letter» (00:00), «Second» (01:00)",
			"23:00:00  «Fourth» («E-mail») задержано тихими часами до вт 03.03.2026 08:00",
			"08:00:00  «Spring» пройден до конца",
		},
	} {
		code, out, errs := run(t, "--lang", lang, "replay", path, "--person", "3", "-n", "10")
		if code != ExitFine {
			t.Fatalf("exit %d %s", code, errs)
		}
		rest := out
		for _, line := range lines {
			_, after, found := strings.Cut(rest, line+"\n")
			if !found {
				t.Fatalf("%s: no line %q, in this order, in\n%s", lang, line, out)
			}
			rest = after
		}
	}
}

// Every code a story can hold is a sentence or a word of the language; nobody reads a code.
func TestEveryReasonOfAStoryIsAWord(t *testing.T) {
	t.Parallel()
	p := text.New("en")
	known := func(code string) {
		if !p.Has("cli.reason."+code) && !p.Has("story.reason."+code) {
			t.Errorf("no words for the reason %q", code)
		}
	}
	for r := engine.Sent + 1; r < engine.RefusedCap; r++ {
		known(r.Code(nil))
	}
	for e := range engine.End(engine.Ends) {
		known(e.Code())
	}
	for s := range engine.Start(engine.Starts) {
		known(s.Code())
	}
	known("pulled")
}

// Whatever happens to people of random maps is told in words: no code, no gap, no empty name.
func TestEverythingThatHappensIsTold(t *testing.T) {
	t.Parallel()
	told := 0
	for seed := range uint64(60) {
		m := trial.Map(rand.New(rand.NewPCG(seed, 21)).IntN, trial.BasePeople, trial.OutsideEvents, trial.CapSwitches)
		for number := int64(1); number <= 4; number++ {
			story, err := simulate.Replay(context.Background(), m, simulate.Spec{People: 20, Seed: seed}, simulate.PersonRef{Seed: seed, Number: number})
			if err != nil {
				continue // of the warm-up
			}
			for _, language := range []string{"en", "ru"} {
				var out strings.Builder
				s := &session{Environment: Environment{Out: &out}, text: text.New(language)}
				s.tell(m, "", story)
				for _, line := range strings.Split(out.String(), "\n") {
					told++
					for _, bad := range []string{"story.", "cli.", "draw.", "<no value>", "“”", "«»", "cap:", " : ", "  ()", "{{"} {
						if strings.Contains(line, bad) {
							t.Fatalf("map %d, person %d, %s: %q in %q", seed, number, language, bad, line)
						}
					}
					if strings.HasSuffix(line, " ") || strings.HasSuffix(line, ":") {
						t.Fatalf("map %d, person %d, %s: %q ends too early", seed, number, language, line)
					}
				}
			}
		}
	}
	if told < 2_000 {
		t.Errorf("only %d lines were looked at", told)
	}
}
