package cli

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"rehearse/journey"
	"rehearse/simulate"
)

// writeLog writes the event log of a run to a file, packed where its name ends in .gz, or to standard output for "-". The
// file is there when it is whole; what cannot hold a second one beside it, such as a pipe, is written to directly.
func (s *session) writeLog(path string, m *journey.Map, flags runFlags) error {
	spec, err := flags.spec(m)
	if err != nil {
		return err
	}
	progress, done := s.progress(flags.People)
	defer done()
	var failed error // of the run, not of the file
	write := func(out io.Writer) error {
		buffered := bufio.NewWriterSize(out, 1<<16)
		packed := io.WriteCloser(plain{buffered})
		if strings.HasSuffix(strings.ToLower(path), ".gz") {
			packed = gzip.NewWriter(buffered)
		}
		var problems journey.Problems
		err := simulate.WriteLog(s.ctx, m, spec, s.activity, packed, progress)
		if errors.Is(err, context.Canceled) {
			failed = exit{ExitFinding, journey.Problem{Code: "cli.canceled"}}
		} else if errors.As(err, &problems) {
			failed = exit{ExitFinding, problems}
		}
		if err == nil {
			err = packed.Close()
		}
		if err == nil {
			err = buffered.Flush()
		}
		return err
	}
	switch info, statErr := os.Stat(path); {
	case path == "-":
		err = write(s.Out)
	case statErr == nil && !info.Mode().IsRegular() && !info.IsDir():
		err = writeInto(path, func(f *os.File) error { return write(f) })
	default:
		err = writeFile(path, func(f *os.File) error { return write(f) })
	}
	if failed != nil {
		return failed
	}
	return err
}

// plain is a writer with nothing to close.
type plain struct{ io.Writer }

func (plain) Close() error { return nil }

// writeInto writes to what is there and is no file.
func writeInto(path string, write func(*os.File) error) error {
	target, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err == nil {
		err = write(target)
		if closed := target.Close(); err == nil {
			err = closed
		}
	}
	if err != nil {
		return fileError(pathProblem("cli.cannot_write", path, err))
	}
	return nil
}

// activity names an activity of the event log in the language of the session.
func (s *session) activity(what, name string, port journey.Port) string {
	if what == "take" {
		return s.text.T("log.take", journey.Args{"Name": name, "Port": s.word("draw.port."+string(port), string(port))})
	}
	return s.text.T("log."+what, journey.Args{"Name": name})
}
