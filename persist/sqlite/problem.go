package sqlite

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strconv"

	"modernc.org/sqlite"

	"rehearse/journey"
)

// Results of SQLite that have a remedy; see sqlite.org/rescode.html.
const (
	resultBusy       = 5
	resultLocked     = 6
	resultReadOnly   = 8
	resultIO         = 10
	resultCorrupt    = 11
	resultFull       = 13
	resultCannotOpen = 14
	resultNotADB     = 26

	resultMoved        = 1032 // SQLITE_READONLY_DBMOVED
	resultNeedRollback = 776  // SQLITE_READONLY_ROLLBACK
)

// problem is a problem with a file.
func problem(code, path string) journey.Problem {
	return journey.Problem{Code: "persist." + code, Args: journey.Args{"File": filepath.Base(path), "Path": path}}
}

// Explain turns an error about a file into a Problem where somebody can help it; any other error is
// returned with the name of the operation. The argument Detail is for logs, no sentence shows it.
func Explain(operation, path string, err error) error {
	if err == nil {
		return nil
	}
	var known journey.Problem
	var several journey.Problems
	if errors.As(err, &known) || errors.As(err, &several) {
		return err
	}
	if code := codeOf(err); code != "" {
		p := problem(code, path)
		p.Args["Detail"] = err.Error()
		return p
	}
	return fmt.Errorf("%s %s: %w", operation, path, err)
}

// codeOf is the code of the problem behind an error of the driver or the system; "" for none.
func codeOf(err error) string {
	var result *sqlite.Error
	if errors.As(err, &result) {
		switch result.Code() {
		case resultMoved:
			return "moved"
		case resultNeedRollback:
			return "unfinished"
		}
		switch result.Code() & 0xff {
		case resultBusy, resultLocked:
			return "busy"
		case resultReadOnly:
			return "read_only_file"
		case resultCorrupt, resultNotADB:
			return "damaged"
		case resultFull:
			return "disk_full"
		case resultCannotOpen:
			return "denied"
		case resultIO:
			return "disk_failed"
		}
		return ""
	}
	if code := systemCode(err); code != "" {
		return code
	}
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "denied"
	case errors.Is(err, fs.ErrNotExist):
		return "missing"
	}
	return ""
}

// damaged is the problem of a file that is ours and cannot be believed.
func damaged(path, detail string) journey.Problem {
	p := problem("damaged", path)
	p.Args["Detail"] = detail
	return p
}

// newer is the problem of a file of a later version of the program.
func newer(path string, version, own int) journey.Problem {
	p := problem("newer", path)
	p.Args["Version"], p.Args["Own"] = strconv.Itoa(version), strconv.Itoa(own)
	return p
}

func errorAs(err error) (journey.Problem, bool) {
	var p journey.Problem
	ok := errors.As(err, &p)
	return p, ok
}
