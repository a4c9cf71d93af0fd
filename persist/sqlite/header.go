package sqlite

import (
	"encoding/binary"
	"errors"
	"io"
	"os"
)

// ApplicationID marks a file as ours, in the header where SQLite keeps it: "Rhrs".
const ApplicationID = 0x52687273

// headerSize is the length of the header of an SQLite file; see sqlite.org/fileformat.html.
const headerSize = 100

// Inspect reads the header of a file without opening it as a database: it returns the version of its
// layout, or a Problem when it is missing, a folder, empty, not ours, cut short or of a later program.
func Inspect(path string) (version int, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, Explain("look at", path, err)
	}
	switch {
	case info.IsDir():
		return 0, problem("folder", path)
	case !info.Mode().IsRegular():
		return 0, problem("not_ours", path)
	case info.Size() == 0:
		return 0, problem("empty", path)
	}
	file, err := os.Open(path)
	if err != nil {
		return 0, Explain("open", path, err)
	}
	defer file.Close()
	head := make([]byte, headerSize)
	n, err := io.ReadFull(file, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return 0, Explain("read", path, err)
	}
	const magic = "SQLite format 3\x00"
	if n < len(magic) || string(head[:len(magic)]) != magic {
		return 0, problem("not_ours", path)
	}
	if n < headerSize {
		return 0, damaged(path, "the header is cut short")
	}
	if binary.BigEndian.Uint32(head[68:]) != ApplicationID {
		return 0, problem("not_ours", path)
	}
	version = int(binary.BigEndian.Uint32(head[60:]))
	switch {
	case version > Version():
		return version, newer(path, version, Version())
	case version < 1:
		return version, damaged(path, "the file has no version")
	}
	return version, nil
}
