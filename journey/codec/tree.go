package codec

import "unicode/utf8"

// kind is the kind of a JSON value.
type kind uint8

const (
	null kind = iota
	boolean
	number
	text
	list
	object
)

// tree is a JSON value with its place.
type tree struct {
	kind kind
	// raw is the text of a number, "true" or "false", or a string without its escapes.
	raw     string
	list    []*tree
	members []member
	// at is the offset of the first byte in what was read.
	at int
}

type member struct {
	name string
	// at is the offset of the name.
	at    int
	value *tree
}

// get finds a member by name; nil when there is none.
func (t *tree) get(name string) *tree {
	if t == nil || t.kind != object {
		return nil
	}
	for i := range t.members {
		if t.members[i].name == name {
			return t.members[i].value
		}
	}
	return nil
}

// position turns an offset into line and column, both from 1; columns count characters.
func position(data []byte, at int) (line, column int) {
	line, column = 1, 1
	for i := 0; i < at && i < len(data); {
		if data[i] == '\n' {
			line, column = line+1, 1
			i++
			continue
		}
		_, size := utf8.DecodeRune(data[i:])
		i += size
		column++
	}
	return line, column
}
