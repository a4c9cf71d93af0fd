package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/persist"
	"rehearse/persist/exchange"
	"rehearse/simulate/check"
)

// extension of a map's file.
const extension = ".journey"

// readMap reads a map from a .journey file or from its JSON, whoever else has it open.
func readMap(path string) (*journey.Map, error) {
	m, err := persist.ReadMap(path)
	if err != nil {
		return nil, fileError(err)
	}
	return m, nil
}

// readSigned reads a map with the last copy of it that was signed; nil where nothing was, as in JSON.
func readSigned(path string) (*journey.Map, *check.Signed, error) {
	d, err := persist.OpenAny(path, persist.Options{ReadOnly: true})
	if err != nil {
		return nil, nil, fileError(err)
	}
	m, baselines := d.Map(), d.Baselines()
	if err := d.Close(); err != nil {
		return nil, nil, fileError(err)
	}
	signed, problems := check.Newest(baselines)
	if len(problems) > 0 {
		return nil, nil, fileError(problems)
	}
	return m, signed, nil
}

// readJSON reads a map from JSON, "-" being standard input.
func (s *session) readJSON(path string) (*journey.Map, error) {
	in := s.In
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return nil, fileError(pathProblem("cli.cannot_read", path, err))
		}
		defer file.Close()
		in = file
	}
	m, err := exchange.Read(in)
	if err != nil {
		return nil, fileError(err)
	}
	return m, nil
}

// writeFile writes through a temporary file beside the target, so that a failure leaves the old one.
func writeFile(path string, write func(*os.File) error) error {
	temporary, err := os.CreateTemp(filepath.Dir(path), ".rehearse-*")
	if err != nil {
		return fileError(pathProblem("cli.cannot_write", path, err))
	}
	defer os.Remove(temporary.Name())
	err = write(temporary)
	if closed := temporary.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(temporary.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(temporary.Name(), path)
	}
	if err == nil {
		return nil
	}
	var known journey.Problem
	if errors.As(err, &known) {
		return fileError(err)
	}
	return fileError(pathProblem("cli.cannot_write", path, err))
}

// refuseExisting keeps a command from writing over a file that is there, unless it may.
func refuseExisting(path string, overwrite bool) error {
	if _, err := os.Stat(path); err == nil && !overwrite {
		return fileError(journey.Problem{Code: "cli.exists", Args: journey.Args{"Path": path}})
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fileError(pathProblem("cli.cannot_read", path, err))
	}
	return nil
}

func pathProblem(code, path string, err error) journey.Problem {
	reason := err
	var at *fs.PathError
	if errors.As(err, &at) {
		reason = at.Err
	}
	return journey.Problem{Code: code, Args: journey.Args{"Path": path, "Reason": reason.Error()}}
}

// withExtension adds the extension of maps to a name that has none.
func withExtension(path string) string {
	if strings.EqualFold(filepath.Ext(path), extension) {
		return path
	}
	return path + extension
}

// isJSON reports whether a file holds a map as JSON. What cannot be read is none; who reads it says why.
func isJSON(path string) bool {
	if strings.EqualFold(filepath.Ext(path), ".json") {
		return true
	}
	data, err := os.ReadFile(path)
	return err == nil && codec.Locate(data) != nil
}
