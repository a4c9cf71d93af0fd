package fonts

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sort"
)

// Subset is a TrueType file with the letters of the text only, for a document that carries its fonts.
// Hints, kerning and alternative forms are left out: letters stand where their advances put them. Runes
// the face does not have are ignored.
func Subset(face Face, text string) ([]byte, error) {
	font, err := readTables(face.Data())
	if err != nil {
		return nil, fmt.Errorf("fonts: subset of %s: %w", face.Family(), err)
	}
	s := Embedded()
	seen := map[rune]bool{}
	var letters []letter
	for _, r := range text {
		if g := s.Glyph(r, face.IsBold()); !seen[r] && g.Face == face && g.Index != 0 && r <= 0xffff {
			seen[r] = true
			letters = append(letters, letter{r, uint16(g.Index)})
		}
	}
	sort.Slice(letters, func(i, j int) bool { return letters[i].r < letters[j].r })
	return font.cut(letters)
}

// letter is a rune and its glyph in the whole font.
type letter struct {
	r     rune
	glyph uint16
}

// tables are the parts of a TrueType file by their tags.
type tables map[string][]byte

var errBroken = errors.New("the font file is broken")

func readTables(data []byte) (tables, error) {
	if len(data) < 12 {
		return nil, errBroken
	}
	t := tables{}
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		if 12+16*(i+1) > len(data) {
			return nil, errBroken
		}
		entry := data[12+16*i:]
		from, size := int(binary.BigEndian.Uint32(entry[8:])), int(binary.BigEndian.Uint32(entry[12:]))
		if from+size > len(data) {
			return nil, errBroken
		}
		t[string(entry[:4])] = data[from : from+size]
	}
	for _, need := range [...]string{"glyf", "head", "hhea", "hmtx", "loca", "maxp", "OS/2", "name"} {
		if t[need] == nil {
			return nil, fmt.Errorf("%w: no table %q", errBroken, need)
		}
	}
	return t, nil
}

// glyph is the outline of a glyph of the whole font.
func (t tables) glyph(n uint16) []byte {
	loca, glyf := t["loca"], t["glyf"]
	var from, until int
	if binary.BigEndian.Uint16(t["head"][50:]) == 0 {
		from, until = 2*int(binary.BigEndian.Uint16(loca[2*int(n):])), 2*int(binary.BigEndian.Uint16(loca[2*int(n)+2:]))
	} else {
		from, until = int(binary.BigEndian.Uint32(loca[4*int(n):])), int(binary.BigEndian.Uint32(loca[4*int(n)+4:]))
	}
	return glyf[from:until]
}

// cut builds the smaller font. Glyph 0 is the empty box; letters follow in the order of their runes,
// then the parts that composite letters are made of.
func (t tables) cut(letters []letter) ([]byte, error) {
	order, place := []uint16{0}, map[uint16]uint16{0: 0}
	keep := func(g uint16) uint16 {
		if n, ok := place[g]; ok {
			return n
		}
		place[g] = uint16(len(order))
		order = append(order, g)
		return place[g]
	}
	// Two runes may share a glyph; each gets its own copy, so that the table of runes stays simple.
	for _, l := range letters {
		if _, ok := place[l.glyph]; ok {
			order = append(order, l.glyph)
			continue
		}
		keep(l.glyph)
	}
	var glyf, loca, hmtx []byte
	metrics := int(binary.BigEndian.Uint16(t["hhea"][34:]))
	for i := 0; i < len(order); i++ { // order grows by the parts of composites
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		outline, err := withoutHints(t.glyph(order[i]), keep)
		if err != nil {
			return nil, err
		}
		glyf = append(glyf, outline...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		hmtx = append(hmtx, t.metric(int(order[i]), metrics)...)
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))

	head, hhea, maxp := clone(t["head"]), clone(t["hhea"]), clone(t["maxp"])
	binary.BigEndian.PutUint32(head[8:], 0)  // the sum over the file, filled in below
	binary.BigEndian.PutUint16(head[50:], 1) // long offsets
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(order)))
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(order)))
	post := make([]byte, 32) // version 3: no names of glyphs
	binary.BigEndian.PutUint32(post, 0x00030000)
	return assemble(tables{
		"OS/2": t["OS/2"], "cmap": characterMap(letters), "glyf": glyf, "head": head, "hhea": hhea, "hmtx": hmtx,
		"loca": loca, "maxp": maxp, "name": t["name"], "post": post,
	}), nil
}

func clone(b []byte) []byte { return append([]byte(nil), b...) }

// metric is the advance and left bearing of a glyph; glyphs behind the last metric share its advance.
func (t tables) metric(n, metrics int) []byte {
	hmtx := t["hmtx"]
	if n < metrics {
		return hmtx[4*n : 4*n+4]
	}
	bearing := hmtx[4*metrics+2*(n-metrics):]
	return append(clone(hmtx[4*(metrics-1):4*(metrics-1)+2]), bearing[:2]...)
}

// Flags of the parts of a composite glyph.
const (
	wordArguments = 0x0001
	oneScale      = 0x0008
	moreParts     = 0x0020
	twoScales     = 0x0040
	twoByTwo      = 0x0080
	hasHints      = 0x0100
)

// withoutHints is an outline without its hinting program; parts of a composite get their new numbers.
func withoutHints(outline []byte, keep func(uint16) uint16) ([]byte, error) {
	if len(outline) == 0 {
		return nil, nil
	}
	if len(outline) < 12 {
		return nil, errBroken
	}
	if contours := int(int16(binary.BigEndian.Uint16(outline))); contours >= 0 {
		at := 10 + 2*contours
		if at+2 > len(outline) {
			return nil, errBroken
		}
		hints := int(binary.BigEndian.Uint16(outline[at:]))
		if at+2+hints > len(outline) {
			return nil, errBroken
		}
		out := append(clone(outline[:at]), 0, 0)
		return append(out, outline[at+2+hints:]...), nil
	}
	out := clone(outline)
	for at := 10; ; {
		if at+4 > len(out) {
			return nil, errBroken
		}
		flags := binary.BigEndian.Uint16(out[at:])
		binary.BigEndian.PutUint16(out[at:], flags&^hasHints)
		binary.BigEndian.PutUint16(out[at+2:], keep(binary.BigEndian.Uint16(out[at+2:])))
		at += 6
		if flags&wordArguments != 0 {
			at += 2
		}
		switch {
		case flags&oneScale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&twoByTwo != 0:
			at += 8
		}
		if flags&moreParts == 0 {
			if at > len(out) {
				return nil, errBroken
			}
			return out[:at], nil
		}
	}
}

// characterMap is the table from runes to glyphs, format 4: the n-th letter is glyph n+1, so that a run
// of neighbouring runes is one segment.
func characterMap(letters []letter) []byte {
	type segment struct{ from, until, delta uint16 }
	var segments []segment
	for i, l := range letters {
		r := uint16(l.r)
		if n := len(segments); n > 0 && segments[n-1].until+1 == r {
			segments[n-1].until = r
			continue
		}
		segments = append(segments, segment{r, r, uint16(i+1) - r})
	}
	segments = append(segments, segment{0xffff, 0xffff, 1})
	n := uint16(len(segments))
	power, log := uint16(1), uint16(0)
	for power*2 <= n {
		power, log = power*2, log+1
	}
	var b []byte
	word := func(values ...uint16) {
		for _, v := range values {
			b = binary.BigEndian.AppendUint16(b, v)
		}
	}
	word(0, 1, 3, 1, 0, 12) // one subtable, for Windows Unicode, at offset 12
	word(4, 16+8*n, 0, 2*n, 2*power, log, 2*(n-power))
	for _, s := range segments {
		word(s.until)
	}
	word(0)
	for _, s := range segments {
		word(s.from)
	}
	for _, s := range segments {
		word(s.delta)
	}
	for range segments {
		word(0)
	}
	return b
}

// assemble writes a TrueType file of these tables.
func assemble(t tables) []byte {
	tags := make([]string, 0, len(t))
	for tag := range t {
		tags = append(tags, tag)
	}
	sort.Strings(tags)
	n := uint16(len(tags))
	power, log := uint16(1), uint16(0)
	for power*2 <= n {
		power, log = power*2, log+1
	}
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range [...]uint16{n, 16 * power, log, 16 * (n - power)} {
		out = binary.BigEndian.AppendUint16(out, v)
	}
	offset := 12 + 16*len(tags)
	var body []byte
	head := 0
	for _, tag := range tags {
		data := t[tag]
		if tag == "head" {
			head = offset + len(body)
		}
		out = append(out, tag...)
		for _, v := range [...]uint32{checksum(data), uint32(offset + len(body)), uint32(len(data))} {
			out = binary.BigEndian.AppendUint32(out, v)
		}
		body = append(body, data...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	out = append(out, body...)
	binary.BigEndian.PutUint32(out[head+8:], 0xB1B0AFBA-checksum(out))
	return out
}

// checksum is the sum of a table's big-endian words, as the format defines it.
func checksum(data []byte) uint32 {
	sum := uint32(0)
	for i := 0; i < len(data); i += 4 {
		var word [4]byte
		copy(word[:], data[i:])
		sum += binary.BigEndian.Uint32(word[:])
	}
	return sum
}
