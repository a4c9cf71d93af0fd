package cli

import (
	"fmt"
	"strings"

	"rehearse/journey"
	"rehearse/simulate/preset"
)

type policiesCommand struct {
	Name string `arg:"" name:"policy" optional:""`
	JSON bool   `name:"json"`
}

// Run lists the sending rules of other systems, or explains those of one.
func (c *policiesCommand) Run(s *session) error {
	list := preset.All()
	if c.Name != "" {
		p, err := presetNamed(c.Name)
		if err != nil {
			return err
		}
		list = []*preset.Preset{p}
	}
	if c.JSON {
		return s.printJSON(list)
	}
	if c.Name != "" {
		fmt.Fprint(s.Out, s.presetPage(list[0], ""))
		return nil
	}
	rows := make([][2]string, len(list))
	for i, p := range list {
		rows[i] = [2]string{p.Name, p.Vendor + " — " + strings.Join(p.Names[s.text.Code()], ", ")}
	}
	printPairs(s.Out, rows)
	fmt.Fprintln(s.Out, "\n"+s.text.T("cli.policies.more", nil))
	return nil
}

// presetNamed is the preset of a name on the command line.
func presetNamed(name string) (*preset.Preset, error) {
	p := preset.Find(name)
	if p == nil {
		return nil, useError("program.policy", journey.Args{"Name": name, "Names": strings.Join(preset.Names(), ", ")})
	}
	return p, nil
}

// presetPage explains a preset as Markdown; titles begin with so many signs.
func (s *session) presetPage(p *preset.Preset, title string) string {
	var b strings.Builder
	code := s.text.Code()
	if title != "" {
		title += " "
	}
	fmt.Fprintf(&b, "%s%s · %s\n\n%s\n\n%s\n", title, p.Name, p.Vendor, p.About[code], p.Numbers[code])
	fmt.Fprintf(&b, "\n%s\n\n", s.text.T("cli.policies.caps_title", nil))
	for _, c := range p.Caps(code) {
		fmt.Fprintf(&b, "- %s — %s\n", c.Name, s.capWords(&c))
	}
	quiet := "cli.policies.quiet_own"
	if p.HoldsQuiet() {
		quiet = "cli.policies.quiet_preset"
	}
	fmt.Fprintf(&b, "\n%s\n", s.text.T(quiet, nil))
	fmt.Fprintf(&b, "\n%s\n\n", s.text.T("cli.policies.missing", nil))
	for _, line := range p.Missing[code] {
		fmt.Fprintf(&b, "- %s\n", line)
	}
	fmt.Fprintf(&b, "\n%s\n\n", s.text.T("cli.policies.sources", journey.Args{"Date": string(p.Read)}))
	for _, source := range p.Sources {
		fmt.Fprintf(&b, "- %s\n", source)
	}
	return b.String()
}

// capWords are the switches of a cap in words.
func (s *session) capWords(c *journey.Cap) string {
	word := func(of, value string) string { return s.text.T("step.word."+of+"."+value, nil) }
	media := make([]string, len(c.Of))
	for i, medium := range c.Of {
		media[i] = word("ChannelMedium", string(medium))
	}
	window := word("CapWindow", string(c.Window))
	switch c.Window {
	case journey.CapRolling, journey.CapSinceLast:
		window += " " + s.text.Duration(c.Length)
	default:
		if c.Periods > 1 {
			window += " × " + s.text.Int(int64(c.Periods))
		}
		if c.Window == journey.CapWeek {
			window += " " + s.text.T("cli.policies.week", journey.Args{"Day": word("Weekday", string(c.WeekStarts))})
		}
		window += " " + s.text.T("cli.policies.clock", journey.Args{"Whose": word("Clock", string(c.Clock))})
	}
	return strings.Join([]string{
		s.text.T("cli.policies.most", journey.Args{"Max": c.Max, "Over": strings.Join(media, " + ")}), window,
		s.text.T("cli.policies.counts", journey.Args{"What": word("CapCount", string(c.Counts))}),
		s.text.T("cli.policies.hit", journey.Args{"What": word("CapAction", string(c.Hit))}),
		s.text.T("cli.policies.winner", journey.Args{"Who": word("CapWinner", string(c.Winner))}),
	}, " · ")
}
