package calendar

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"sort"
	"strings"
	"sync"
	"time"
)

//go:embed zoneinfo.zip
var zoneinfo []byte

// table is the directory of the embedded database: files by name, and the names in order.
var table = sync.OnceValue(func() (t struct {
	files map[string]*zip.File
	names []string
}) {
	archive, err := zip.NewReader(bytes.NewReader(zoneinfo), int64(len(zoneinfo)))
	if err != nil {
		panic(fmt.Errorf("calendar: the embedded time zone table is broken: %w", err))
	}
	t.files = make(map[string]*zip.File, len(archive.File))
	for _, file := range archive.File {
		if strings.HasSuffix(file.Name, "/") {
			continue
		}
		t.files[file.Name] = file
		t.names = append(t.names, file.Name)
	}
	sort.Strings(t.names)
	return t
})

// Names returns the IANA names of all time zones, sorted: "Europe/Berlin", "UTC" …
func Names() []string { return append([]string(nil), table().names...) }

// Known reports whether the name is that of a time zone.
func Known(name string) bool { return table().files[name] != nil }

// location reads a zone from the embedded database. An unknown name gives a *Problem with the nearest
// names.
func location(name string) (*time.Location, error) {
	file := table().files[name]
	if file == nil {
		return nil, unknown(name)
	}
	reader, err := file.Open()
	if err != nil {
		return nil, fmt.Errorf("calendar: open time zone %s: %w", name, err)
	}
	defer reader.Close()
	data, err := io.ReadAll(reader)
	if err != nil {
		return nil, fmt.Errorf("calendar: read time zone %s: %w", name, err)
	}
	zone, err := time.LoadLocationFromTZData(name, data)
	if err != nil {
		return nil, fmt.Errorf("calendar: decode time zone %s: %w", name, err)
	}
	return zone, nil
}

func unknown(name string) *Problem {
	if near := Suggest(name); len(near) > 0 {
		return &Problem{Code: "calendar.unknown_zone", Args: map[string]any{"Name": name, "Near": strings.Join(near, ", ")}}
	}
	return &Problem{Code: "calendar.unknown_zone_far", Args: map[string]any{"Name": name}}
}

// Suggest returns up to three names of time zones that look like the text, the likeliest first: a city
// without its continent, another case, a slip of the pen.
func Suggest(text string) []string {
	wanted := plain(text)
	if wanted == "" || len(wanted) > 64 {
		return nil
	}
	type guess struct {
		name  string
		slips int
	}
	var guesses []guess
	for _, name := range table().names {
		full := plain(name)
		city := full[strings.LastIndexByte(full, '/')+1:]
		slips := min(distance(wanted, full), distance(wanted, city))
		if slips > 0 && (strings.HasPrefix(city, wanted) && len(wanted) >= 3) {
			slips = 1
		}
		if slips <= 1+len(wanted)/6 && slips < len(wanted) {
			guesses = append(guesses, guess{name, slips})
		}
	}
	sort.SliceStable(guesses, func(i, j int) bool { return guesses[i].slips < guesses[j].slips })
	names := make([]string, 0, 3)
	for _, g := range guesses[:min(3, len(guesses))] {
		names = append(names, g.name)
	}
	return names
}

// plain lowers the case and treats spaces and underscores alike.
func plain(s string) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), " ", "_")
}

// distance is the number of bytes to insert, delete or replace to turn a into b (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := before
			if a[i] != b[j] {
				change++
			}
			before = row[j+1]
			row[j+1] = min(change, row[j]+1, before+1)
		}
	}
	return row[len(b)]
}
