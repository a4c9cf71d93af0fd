package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"rehearse/journey"
	"rehearse/journey/layout"
	"rehearse/persist/exchange"
	"rehearse/simulate"
	"rehearse/simulate/check"
	"rehearse/ui/picture"
)

type exportCommand struct {
	File     string  `arg:"" name:"file"`
	Output   string  `name:"output" short:"o" required:""`
	Scale    float64 `name:"scale" default:"2"`
	Results  bool    `name:"results"`
	Dark     bool    `name:"dark"`
	Angular  bool    `name:"angular"`
	Personas bool    `name:"personas" xor:"what"`
	Slides   bool    `name:"slides" xor:"what"`
	runFlags
}

// Run writes a map as a picture, as JSON, or the numbers of a rehearsal as CSV.
func (c *exportCommand) Run(s *session) error {
	m, err := readMap(c.File)
	if err != nil {
		return err
	}
	ending := strings.ToLower(filepath.Ext(c.Output))
	if ending == ".json" {
		err = writeFile(c.Output, func(f *os.File) error { return exchange.Write(f, m) })
		return s.written(c.Output, err)
	}
	if picture.FormatOf(c.Output) == "" {
		return useError("cli.unknown_picture", journey.Args{"Path": c.Output})
	}
	if !(c.Scale >= 1 && c.Scale <= 4) {
		return useError("cli.scale_range", journey.Args{"Scale": c.Scale})
	}
	if c.Slides && picture.FormatOf(c.Output) != picture.PDF {
		return useError("cli.slides_pdf", journey.Args{"Path": c.Output})
	}
	var result *simulate.Result
	if c.Results {
		if result, err = s.simulate(m, c.runFlags); err != nil {
			return err
		}
	}
	return s.written(c.Output, s.exportPicture(c, m, result))
}

func (s *session) written(path string, err error) error {
	if err == nil {
		fmt.Fprintln(s.Out, s.text.T("cli.exported", journey.Args{"Path": path}))
	}
	return err
}

// exportPicture writes the whole map, the cards of its people, or slides, in the format of the path's ending.
func (s *session) exportPicture(c *exportCommand, m *journey.Map, result *simulate.Result) error {
	o := picture.Options{Format: picture.FormatOf(c.Output), Scale: c.Scale, Dark: c.Dark, Result: result, Date: s.Now()}
	if c.Angular {
		o.Links = layout.Angular
	}
	if c.Personas {
		return writeFile(c.Output, func(f *os.File) error { return picture.WritePeople(f, m, nil, o, s.text) })
	}
	if result != nil || c.Slides {
		o.Findings = s.findings(m, check.Seen{Result: result})
	}
	if c.Slides {
		return writeFile(c.Output, func(f *os.File) error { return picture.WriteSlides(f, m, o, s.text) })
	}
	return writeFile(c.Output, func(f *os.File) error { return picture.Write(f, m, o, s.text) })
}
