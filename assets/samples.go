package assets

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:embed samples
var samples embed.FS

// SampleInfo describes a sample map.
type SampleInfo struct {
	// Name is how the command line calls it.
	Name string
	// File is the name of the embedded file of the English version.
	File string
	// Title and About are ids of sentences.
	Title, About string
}

// Samples lists the sample maps, the first being the one to begin with.
func Samples() []SampleInfo {
	names := []string{
		"abandoned_cart", "saas_trial", "webinar",
		"startup_platform_before", "startup_platform_after", "personalisation_before", "personalisation_after",
	}
	list := make([]SampleInfo, len(names))
	for i, name := range names {
		list[i] = SampleInfo{
			Name: name, File: "samples/" + name + ".json",
			Title: "sample." + name + ".title", About: "sample." + name + ".about",
		}
	}
	return list
}

// Sample is the English version of a sample map in the exchange format; an unknown name is an error that
// wraps fs.ErrNotExist.
func Sample(name string) ([]byte, error) { return SampleIn(name, "en") }

// SampleIn is a sample map in a language of the program: the same map with its texts in that language,
// English where there is no such version.
func SampleIn(name, language string) ([]byte, error) {
	for _, s := range Samples() {
		if s.Name != name {
			continue
		}
		if data, err := fs.ReadFile(samples, "samples/"+name+"."+language+".json"); err == nil {
			return data, nil
		}
		return fs.ReadFile(samples, s.File)
	}
	return nil, fmt.Errorf("sample %q: %w", name, fs.ErrNotExist)
}

// Blank is the map a new one begins as, in a language of the program: stages, a persona, and the usual
// channels with published rates.
func Blank(language string) ([]byte, error) {
	if data, err := fs.ReadFile(samples, "samples/blank."+language+".json"); err == nil {
		return data, nil
	}
	return fs.ReadFile(samples, "samples/blank.json")
}
