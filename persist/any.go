package persist

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"rehearse/journey"
	"rehearse/persist/exchange"
	"rehearse/persist/sqlite"
)

// OpenAny is Open for files that may also hold a map as JSON, which is opened for reading only. A file is
// JSON when its name ends in .json or its text begins with a brace.
func OpenAny(path string, options Options) (*Document, error) {
	settledPath, err := settled(path)
	if err != nil {
		return nil, err
	}
	json, err := isJSON(settledPath)
	if err != nil {
		return nil, err
	}
	if !json {
		return Open(settledPath, options)
	}
	file, err := os.Open(settledPath)
	if err != nil {
		return nil, sqlite.Explain("open", settledPath, err)
	}
	defer file.Close()
	m, err := exchange.Read(file)
	if err != nil {
		return nil, sqlite.Explain("read", settledPath, err)
	}
	why := problem("json_read_only", settledPath)
	return &Document{path: settledPath, options: options, editor: newEditor(m, options.IDs), readOnly: &why}, nil
}

// ReadMap reads the map in a file, a .journey file or JSON, and leaves the file alone: it takes no lock
// and may be open anywhere.
func ReadMap(path string) (*journey.Map, error) {
	d, err := OpenAny(path, Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	return d.Map(), d.Close()
}

// isJSON looks at the name and the first bytes of a file.
func isJSON(path string) (bool, error) {
	if _, err := sqlite.Inspect(path); err == nil {
		return false, nil
	} else if p := (journey.Problem{}); !errors.As(err, &p) || p.Code != "persist.not_ours" {
		return false, err
	}
	if strings.EqualFold(filepath.Ext(path), ".json") {
		return true, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return false, sqlite.Explain("open", path, err)
	}
	defer file.Close()
	head, err := io.ReadAll(io.LimitReader(file, 512))
	if err != nil {
		return false, sqlite.Explain("read", path, err)
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	return bytes.HasPrefix(head, []byte("{")), nil
}
