package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/persist"
	"rehearse/persist/exchange"
	"rehearse/simulate/check"
)

type templatesCommand struct {
	JSON bool `name:"json"`
}

// template is a row of `templates --json`.
type template struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	About string `json:"about"`
}

// Run lists the templates.
func (c *templatesCommand) Run(s *session) error {
	var list []template
	for _, sample := range assets.Samples() {
		list = append(list, template{sample.Name, s.text.T("sample."+sample.Name+".title", nil), s.text.T("sample."+sample.Name+".about", nil)})
	}
	if c.JSON {
		return s.printJSON(list)
	}
	rows := make([][2]string, len(list))
	for i, t := range list {
		rows[i] = [2]string{t.Name, t.Title + ". " + t.About}
	}
	printPairs(s.Out, rows)
	return nil
}

// templateMap reads a template in the user's language; "cart" is short for the one name it begins or
// ends.
func (s *session) templateMap(name string) (*journey.Map, string, error) {
	var known, fitting []string
	for _, sample := range assets.Samples() {
		known = append(known, sample.Name)
		if sample.Name == name {
			fitting = []string{name}
			break
		}
		if strings.Contains(sample.Name, name) {
			fitting = append(fitting, sample.Name)
		}
	}
	if len(fitting) != 1 {
		return nil, "", useError("cli.unknown_template", journey.Args{"Template": name, "Templates": strings.Join(known, ", ")})
	}
	data, err := assets.SampleIn(fitting[0], s.text.Code())
	if err != nil {
		return nil, "", err
	}
	m, err := exchange.Read(bytes.NewReader(data))
	return m, fitting[0], err
}

// blankMap is what a new map begins as, with its name and today as its first day.
func (s *session) blankMap(name string) (*journey.Map, error) {
	data, err := assets.Blank(s.text.Code())
	if err != nil {
		return nil, err
	}
	m, err := exchange.Read(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	// The map was read a moment ago and nobody else has seen it yet.
	m.Settings.Name, m.Settings.Start = name, journey.Date(s.Now().Format(time.DateOnly))
	return m, nil
}

type newCommand struct {
	Out      string `arg:"" name:"out"`
	Template string `name:"template"`
	Force    bool   `name:"force"`
}

// Run makes a new map, empty or from a template.
func (c *newCommand) Run(s *session) error {
	m, err := s.blankMap(strings.TrimSuffix(filepath.Base(c.Out), extension))
	if err != nil {
		return err
	}
	if c.Template != "" {
		if m, _, err = s.templateMap(c.Template); err != nil {
			return err
		}
	}
	return s.createMap(withExtension(c.Out), m, c.Force)
}

// createMap writes a map into a new file and says so.
func (s *session) createMap(path string, m *journey.Map, force bool) error {
	if err := refuseExisting(path, force); err != nil {
		return err
	}
	doc, err := persist.Create(path, m, persist.Options{Now: s.Now, Replace: force})
	if err != nil {
		return fileError(err)
	}
	if err := doc.Close(); err != nil {
		return fileError(err)
	}
	fmt.Fprintln(s.Out, s.text.T("cli.created", journey.Args{"Path": path, "Count": len(m.Steps)}))
	return nil
}

type importCommand struct {
	File   string `arg:"" name:"json-file"`
	Output string `name:"output" short:"o" required:""`
	Force  bool   `name:"force"`
}

// Run makes a file from the JSON of a map.
func (c *importCommand) Run(s *session) error {
	m, err := s.readJSON(c.File)
	if err != nil {
		return err
	}
	return s.createMap(withExtension(c.Output), m, c.Force)
}

// canOpenWindow says why there can be no window: a build without one, or no display.
func (s *session) canOpenWindow() error {
	switch {
	case s.OpenWindow == nil:
		return useError("cli.no_window", nil)
	case s.NeedsDisplay && s.Getenv("DISPLAY") == "":
		return useError("cli.no_display", nil)
	default:
		return nil
	}
}

type openCommand struct {
	File string `arg:"" optional:"" name:"file"`
}

// Run opens the window.
func (c *openCommand) Run(s *session) error {
	if err := s.canOpenWindow(); err != nil {
		return err
	}
	if code := s.OpenWindow(c.File, s.chosen); code != ExitFine {
		return exit{code: code}
	}
	return nil
}

type sampleCommand struct {
	Open bool `name:"open"`
	runFlags
}

// Run copies the abandoned cart into the current folder, then opens the window on it, or rehearses it
// here and writes its picture beside it.
func (c *sampleCommand) Run(s *session) error {
	m, name, err := s.templateMap("abandoned_cart")
	if err != nil {
		return err
	}
	path := name + extension
	if _, err := os.Stat(path); os.IsNotExist(err) {
		if err := s.createMap(path, m, false); err != nil {
			return err
		}
	} else if m, err = readMap(path); err != nil {
		return err
	}
	if c.Open {
		absolute, err := filepath.Abs(path)
		if err != nil {
			return fileError(err)
		}
		return (&openCommand{File: absolute}).Run(s)
	}
	result, err := s.simulate(m, c.runFlags)
	if err != nil {
		return err
	}
	s.report(m, result)
	s.printFindings(m, s.findings(m, check.Seen{Result: result}), listing{file: path, replay: replayOf(path, c.runFlags)})
	picture := name + ".png"
	if err := s.exportPicture(&exportCommand{Output: picture, Scale: 2}, m, result); err != nil {
		return err
	}
	fmt.Fprintln(s.Out, "\n"+s.text.T("cli.sample.picture", journey.Args{"Path": picture}))
	fmt.Fprintln(s.Out, s.text.T("cli.sample.window", journey.Args{"Path": path}))
	return nil
}
