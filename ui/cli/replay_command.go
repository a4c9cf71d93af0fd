package cli

import (
	"fmt"
	"reflect"
	"strings"

	"rehearse/simulate"
)

// replayCommand takes every flag that changes a run: with another choice it would be the story of another run.
type replayCommand struct {
	File   string `arg:"" name:"file"`
	Person string `name:"person" required:"" placeholder:"WHO"`
	runFlags
	JSON bool `name:"json"`
}

// Run tells one person's story of a run.
func (c *replayCommand) Run(s *session) error {
	person, err := simulate.ParsePersonRef(c.Person, c.Seed)
	if err != nil {
		return exit{ExitUse, err}
	}
	m, err := readMap(c.File)
	if err != nil {
		return err
	}
	spec, err := c.spec(m)
	if err != nil {
		return err
	}
	story, err := simulate.Replay(s.ctx, m, spec, person)
	if err != nil {
		return exit{ExitFinding, err}
	}
	if c.JSON {
		return s.printJSON(story)
	}
	s.tell(m, spec.Policy, story)
	return nil
}

// replayOf is the command that replays somebody of a run; the person is to be added to it.
func replayOf(file string, flags runFlags) string {
	words := []string{"rehearse", "replay", quoted(file)}
	value := reflect.ValueOf(flags)
	for i := range value.NumField() {
		tag := value.Type().Field(i).Tag
		name := tag.Get("name")
		switch name {
		case "seed": // part of the reference
			continue
		case "workers", "batches", "bands", "draws", "max-memory": // these change nobody's life
			continue
		}
		if short := tag.Get("short"); short != "" {
			name = "-" + short
		} else {
			name = "--" + name
		}
		switch field := value.Field(i); field.Kind() {
		case reflect.Slice:
			for j := range field.Len() {
				words = append(words, name, quoted(fmt.Sprint(field.Index(j))))
			}
		case reflect.Bool:
			if field.Bool() {
				words = append(words, name)
			}
		default:
			if text := fmt.Sprint(field); text != "" && text != "0" && text != tag.Get("default") {
				words = append(words, name, quoted(text))
			}
		}
	}
	return strings.Join(append(words, "--person "), " ")
}

// quoted is a word as a shell takes it.
func quoted(word string) string {
	if word != "" && !strings.ContainsAny(word, " \t\n\"'`$&|;<>()*?[]{}~#!\\") {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
