package persist

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"rehearse/journey"
	"rehearse/persist/sqlite"
)

// errHeld: another program has the lock.
var errHeld = errors.New("the lock is held")

// lock is the right to write a file.
type lock struct {
	file *os.File
	path string
}

// lockPath is the file beside a map file that the lock is on.
func lockPath(path string) string {
	folder, name := filepath.Split(path)
	return filepath.Join(folder, "."+name+".lock")
}

// acquire takes the lock of a file. It does not wait: a Problem says who has it, or why there cannot be
// one here.
func acquire(path string) (*lock, error) {
	name := lockPath(path)
	for range 100 {
		file, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o666)
		if err != nil {
			return nil, noLock(path, err)
		}
		if err := tryLock(file); err != nil {
			p := noLock(path, err)
			if errors.Is(err, errHeld) {
				p = heldBy(path, file)
			}
			file.Close()
			return nil, p
		}
		// The last holder may have removed the file between our opening and our locking it.
		if !sameFile(file, name) {
			file.Close()
			continue
		}
		note(file)
		return &lock{file: file, path: name}, nil
	}
	return nil, noLock(path, errors.New("the lock file keeps changing"))
}

// release gives the lock up. A nil lock is no lock.
func (l *lock) release() {
	if l == nil {
		return
	}
	unlockAndRemove(l.file, l.path)
}

func sameFile(file *os.File, name string) bool {
	held, err := file.Stat()
	if err != nil {
		return false
	}
	named, err := os.Stat(name)
	return err == nil && os.SameFile(held, named)
}

// note leaves a word for those who find the file locked. Who cannot read it knows less, that is all.
func note(file *os.File) {
	host, err := os.Hostname()
	if err != nil {
		host = "?"
	}
	if file.Truncate(0) == nil {
		fmt.Fprintf(file, "%s\n%d\n", host, os.Getpid())
	}
}

// heldBy is the problem of a file that another program writes.
func heldBy(path string, file *os.File) journey.Problem {
	p := problem("open_elsewhere", path)
	p.Args["Host"], p.Args["Process"] = "?", "?"
	text, err := io.ReadAll(io.LimitReader(file, 512))
	if err != nil {
		return p
	}
	if lines := strings.Split(string(text), "\n"); len(lines) >= 2 {
		if _, err := strconv.Atoi(lines[1]); err == nil {
			p.Args["Host"], p.Args["Process"] = lines[0], lines[1]
		}
	}
	return p
}

// noLock is the problem of a place where nothing can be locked, usually because nothing can be written.
func noLock(path string, err error) journey.Problem {
	var p journey.Problem
	switch explained := sqlite.Explain("lock", path, err); {
	case errors.Is(err, fs.ErrPermission):
		return problem("read_only_place", path)
	case errors.As(explained, &p):
		return p
	default:
		p = problem("cannot_lock", path)
		p.Args["Detail"] = err.Error()
		return p
	}
}

// problem is a problem with a file.
func problem(code, path string) journey.Problem {
	return journey.Problem{Code: "persist." + code, Args: journey.Args{"File": filepath.Base(path), "Path": path}}
}
