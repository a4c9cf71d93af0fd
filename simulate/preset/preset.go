package preset

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/journey/codec"
)

// Preset is the sending rules of one system.
type Preset struct {
	// Name is how the command line and results call it; Vendor is the system's own name.
	Name   string `json:"name"`
	Vendor string `json:"vendor"`
	// About says what the rules do, Numbers where the numbers are from, Missing what cannot be expressed; by the code of
	// the program's language.
	About   map[string]string   `json:"about"`
	Numbers map[string]string   `json:"numbers"`
	Missing map[string][]string `json:"missing"`
	// Sources are the addresses of the system's documentation, Read is when they were read.
	Sources []string     `json:"sources"`
	Read    journey.Date `json:"read"`
	// Names of the caps, by language, in their order.
	Names map[string][]string `json:"names"`
	// Policy has the caps, and quiet hours without hours where the system says what becomes of what they hold.
	Policy json.RawMessage `json:"policy"`

	policy *journey.Policy
}

// All lists the presets by name.
func All() []*Preset { return all() }

// The files are the program's own: a test reads every one, so a bad one never leaves the house.
var all = sync.OnceValue(func() []*Preset {
	names, err := fs.Glob(assets.Policies(), "policies/*.json")
	if err != nil {
		panic(err)
	}
	list := make([]*Preset, len(names))
	for i, name := range names {
		data, err := fs.ReadFile(assets.Policies(), name)
		if err != nil {
			panic(err)
		}
		if list[i], err = read(data); err != nil {
			panic(fmt.Errorf("%s: %w", path.Base(name), err))
		}
	}
	return list
})

// read parses one file.
func read(data []byte) (*Preset, error) {
	var p Preset
	if err := json.Unmarshal(data, &p); err != nil {
		return nil, fmt.Errorf("preset: %w", err)
	}
	r, problems := codec.Decode(journey.KindPolicy, p.Policy)
	if len(problems) > 0 {
		return nil, fmt.Errorf("preset: %w", problems)
	}
	p.policy = r.(*journey.Policy)
	return &p, nil
}

// Names lists the names of all presets.
func Names() []string {
	names := make([]string, 0, len(All()))
	for _, p := range All() {
		names = append(names, p.Name)
	}
	return names
}

// Find is the preset with a name, nil when there is none.
func Find(name string) *Preset {
	i := slices.IndexFunc(All(), func(p *Preset) bool { return p.Name == name })
	if i < 0 {
		return nil
	}
	return All()[i]
}

// Caps lists the caps with media for channels, named in a language.
func (p *Preset) Caps(language string) []journey.Cap {
	caps := slices.Clone(p.policy.Caps)
	for i := range caps {
		if names := p.Names[language]; i < len(names) {
			caps[i].Name = names[i]
		}
		caps[i].Of = slices.Clone(caps[i].Of)
	}
	return caps
}

// HoldsQuiet tells that the preset says what quiet hours do.
func (p *Preset) HoldsQuiet() bool { return p.policy.QuietHours != nil }

// Apply is a map's policy under the preset: all its caps are replaced, and of its quiet hours, if it has any, the clock and
// what becomes of messages where the preset says so; the hours and everything else stay the map's. A cap whose media the
// map has no channels of is left out. The caps are named in a language.
func (p *Preset) Apply(m *journey.Map, language string) *journey.Policy {
	policy := *m.Policy
	policy.Caps = nil
	index := journey.NewIndex(m)
	for _, c := range p.Caps(language) {
		media := c.Of
		c.Of = nil
		for _, channel := range m.Channels {
			if channel.Use != journey.ChannelEntry && slices.Contains(media, journey.ID(channel.Medium)) {
				c.Of = append(c.Of, channel.ID)
			}
		}
		if len(c.Of) == 0 {
			continue
		}
		for index.Get(c.ID) != nil {
			c.ID += "-cap"
		}
		policy.Caps = append(policy.Caps, c)
	}
	if quiet := p.policy.QuietHours; quiet != nil && m.Policy.QuietHours != nil {
		hours := *m.Policy.QuietHours
		hours.Clock, hours.Action = quiet.Clock, quiet.Action
		policy.QuietHours = &hours
	}
	return &policy
}

// Under is the map under the preset of a name; its records are those of the map but for the policy. The name "" is the map
// itself, an unknown one a Problem.
func Under(m *journey.Map, name string) (*journey.Map, error) {
	if name == "" {
		return m, nil
	}
	p := Find(name)
	if p == nil {
		return nil, journey.Problems{{Code: "program.policy", Args: journey.Args{"Name": name, "Names": strings.Join(Names(), ", ")}}}
	}
	if m.Policy == nil {
		return m, nil // what runs it says that the policy is missing
	}
	under := *m
	under.Policy = p.Apply(m, "en")
	return &under, nil
}
