package codec

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"rehearse/journey"
)

// Limits of what is read.
const (
	// MaxBytes is the largest text, 64 MB.
	MaxBytes = 64 << 20
	// MaxDepth is how deep values may be nested.
	MaxDepth = 64
	// maxMembers is how many members an object may have: no record has as many fields, and repeated names
	// are looked for one by one.
	maxMembers = 256
	// maxProblems is how many problems are listed; nobody reads more at once.
	maxProblems = 50
)

// fault is a mistake in the JSON itself, after which nothing can be read on.
type fault struct {
	code string
	args journey.Args
	at   int
}

type parser struct {
	data  []byte
	pos   int
	depth int
	// twice are repeated names: bad, but what follows can be read.
	twice []fault
}

// parse reads a text that is one JSON value; a byte order mark before it is skipped.
func parse(data []byte) (root *tree, twice []fault, bad *fault) {
	if len(data) > MaxBytes {
		return nil, nil, &fault{code: "codec.too_large", args: journey.Args{"Size": len(data) >> 20, "Max": MaxBytes >> 20}}
	}
	p := &parser{data: data}
	if bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) {
		p.pos = 3
	}
	p.space()
	if p.pos == len(data) {
		return nil, nil, &fault{code: "codec.empty"}
	}
	root, bad = p.value()
	if bad == nil {
		if p.space(); p.pos < len(data) {
			bad = p.unexpected()
		}
	}
	return root, p.twice, bad
}

func (p *parser) space() {
	for p.pos < len(p.data) {
		switch p.data[p.pos] {
		case ' ', '\t', '\n', '\r':
			p.pos++
		default:
			return
		}
	}
}

func (p *parser) unexpected() *fault {
	if p.pos >= len(p.data) {
		return &fault{code: "codec.cut_off", at: len(p.data)}
	}
	r, _ := utf8.DecodeRune(p.data[p.pos:])
	return &fault{code: "codec.unexpected", args: journey.Args{"Value": string(r)}, at: p.pos}
}

func (p *parser) next(c byte) bool {
	if p.pos < len(p.data) && p.data[p.pos] == c {
		p.pos++
		return true
	}
	return false
}

func (p *parser) value() (*tree, *fault) {
	if p.pos >= len(p.data) {
		return nil, p.unexpected()
	}
	t := &tree{at: p.pos}
	switch c := p.data[p.pos]; {
	case c == '{' || c == '[':
		if p.depth++; p.depth > MaxDepth {
			return nil, &fault{code: "codec.too_deep", args: journey.Args{"Max": MaxDepth}, at: p.pos}
		}
		p.pos++
		var bad *fault
		if c == '{' {
			t.kind = object
			bad = p.object(t)
		} else {
			t.kind = list
			bad = p.list(t)
		}
		p.depth--
		return t, bad
	case c == '"':
		s, bad := p.string()
		t.kind, t.raw = text, s
		return t, bad
	case c == '-' || c >= '0' && c <= '9':
		return t, p.number(t)
	}
	for _, word := range []string{"true", "false", "null"} {
		if bytes.HasPrefix(p.data[p.pos:], []byte(word)) {
			p.pos += len(word)
			if word != "null" {
				t.kind, t.raw = boolean, word
			}
			return t, nil
		}
	}
	return nil, p.unexpected()
}

func (p *parser) object(t *tree) *fault {
	p.space()
	if p.next('}') {
		return nil
	}
	for {
		p.space()
		m := member{at: p.pos}
		if p.pos >= len(p.data) || p.data[p.pos] != '"' {
			return p.unexpected()
		}
		var bad *fault
		if m.name, bad = p.string(); bad != nil {
			return bad
		}
		if p.space(); !p.next(':') {
			return p.unexpected()
		}
		p.space()
		if m.value, bad = p.value(); bad != nil {
			return bad
		}
		if len(t.members) >= maxMembers {
			return &fault{code: "codec.many_members", args: journey.Args{"Max": maxMembers}, at: m.at}
		}
		if t.get(m.name) != nil {
			p.twice = append(p.twice, fault{code: "codec.name_twice", args: journey.Args{"Name": m.name}, at: m.at})
		}
		t.members = append(t.members, m)
		p.space()
		if p.next('}') {
			return nil
		}
		if !p.next(',') {
			return p.unexpected()
		}
	}
}

func (p *parser) list(t *tree) *fault {
	p.space()
	if p.next(']') {
		return nil
	}
	for {
		p.space()
		v, bad := p.value()
		if bad != nil {
			return bad
		}
		t.list = append(t.list, v)
		p.space()
		if p.next(']') {
			return nil
		}
		if !p.next(',') {
			return p.unexpected()
		}
	}
}

func (p *parser) number(t *tree) *fault {
	start := p.pos
	p.next('-')
	if !p.next('0') && !p.digits() {
		return p.unexpected()
	}
	if p.next('.') && !p.digits() {
		return p.unexpected()
	}
	if p.next('e') || p.next('E') {
		if !p.next('+') {
			p.next('-')
		}
		if !p.digits() {
			return p.unexpected()
		}
	}
	t.kind, t.raw = number, string(p.data[start:p.pos])
	return nil
}

func (p *parser) digits() bool {
	start := p.pos
	for p.pos < len(p.data) && p.data[p.pos] >= '0' && p.data[p.pos] <= '9' {
		p.pos++
	}
	return p.pos > start
}

// string reads a string from its opening quotation mark.
func (p *parser) string() (string, *fault) {
	p.pos++
	for i := p.pos; i < len(p.data); i++ { // most strings are plain
		if c := p.data[i]; c == '"' {
			s := string(p.data[p.pos:i])
			p.pos = i + 1
			return s, nil
		} else if c == '\\' || c < 0x20 || c >= utf8.RuneSelf {
			break
		}
	}
	var out []byte
	for p.pos < len(p.data) {
		c := p.data[p.pos]
		switch {
		case c == '"':
			p.pos++
			return string(out), nil
		case c == '\\':
			r, bad := p.escape()
			if bad != nil {
				return "", bad
			}
			out = utf8.AppendRune(out, r)
		case c < 0x20:
			return "", &fault{code: "codec.control", at: p.pos}
		default:
			r, size := utf8.DecodeRune(p.data[p.pos:])
			if r == utf8.RuneError && size == 1 {
				return "", &fault{code: "codec.not_utf8", at: p.pos}
			}
			out = append(out, p.data[p.pos:p.pos+size]...)
			p.pos += size
		}
	}
	return "", p.unexpected()
}

func (p *parser) escape() (rune, *fault) {
	start := p.pos
	p.pos++
	if p.pos >= len(p.data) {
		return 0, p.unexpected()
	}
	c := p.data[p.pos]
	p.pos++
	switch c {
	case '"', '\\', '/':
		return rune(c), nil
	case 'b':
		return '\b', nil
	case 'f':
		return '\f', nil
	case 'n':
		return '\n', nil
	case 'r':
		return '\r', nil
	case 't':
		return '\t', nil
	case 'u':
		r, ok := p.hex()
		if ok && utf16.IsSurrogate(r) {
			ok = p.next('\\') && p.next('u')
			if ok {
				var low rune
				low, ok = p.hex()
				r = utf16.DecodeRune(r, low)
				ok = ok && r != utf8.RuneError
			}
		}
		if ok {
			return r, nil
		}
	}
	return 0, &fault{code: "codec.escape", at: start}
}

func (p *parser) hex() (rune, bool) {
	if p.pos+4 > len(p.data) {
		return 0, false
	}
	n, err := strconv.ParseUint(string(p.data[p.pos:p.pos+4]), 16, 16)
	if err != nil {
		return 0, false
	}
	p.pos += 4
	return rune(n), true
}
