package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
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
	head, size, err := readHeader(path)
	if err != nil {
		return 0, Explain("read", path, err)
	}
	const magic = "SQLite format 3\x00"
	if len(head) < len(magic) || string(head[:len(magic)]) != magic {
		return 0, problem("not_ours", path)
	}
	if len(head) < headerSize {
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
	case size < promised(head) && !unfinished(path):
		// Perhaps a writer was in the middle of it and has finished since.
		if head, size, err = readHeader(path); err != nil || size < promised(head) {
			return version, damaged(path, fmt.Sprintf("%d bytes of %d are there", size, promised(head)))
		}
	}
	return version, nil
}

// readHeader reads the header, or what there is of it, and then the size of the file.
func readHeader(path string) (head []byte, size int64, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	defer file.Close()
	head = make([]byte, headerSize)
	n, err := io.ReadFull(file, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, 0, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, 0, err
	}
	return head[:n], info.Size(), nil
}

// promised is the size the header says the file has; 0 when the header does not know. SQLite itself fills
// up a last page that is cut short with zeros.
func promised(head []byte) int64 {
	if len(head) < headerSize || binary.BigEndian.Uint32(head[24:]) != binary.BigEndian.Uint32(head[92:]) {
		return 0
	}
	page := int64(binary.BigEndian.Uint16(head[16:]))
	if page == 1 {
		page = 65536
	}
	return page * int64(binary.BigEndian.Uint32(head[28:]))
}

// unfinished reports whether a write is under way or broke off.
func unfinished(path string) bool {
	info, err := os.Stat(path + "-journal")
	return err == nil && info.Size() > 0
}
