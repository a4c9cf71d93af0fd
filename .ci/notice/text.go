package main

import (
	"bytes"
	"fmt"
	"strings"
)

// text is one licence file.
type text struct {
	name string // inside its module
	body string
}

// tidy takes away what makes equal licences differ: line ends, space at the end of lines, page breaks.
func tidy(body string) string {
	body = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "", "\ufeff", "", "\t", "    ").Replace(body)
	lines := strings.Split(body, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// classify names the licence of a module by what its first text says. "" means that no rule below fits.
func classify(texts []text) string {
	if len(texts) == 0 {
		return ""
	}
	words := strings.Join(strings.Fields(texts[0].body), " ")
	says := func(what string) bool { return strings.Contains(words, what) }
	switch {
	case says("choice of exactly one of the following two licenses") && says("The FreeType License"):
		return "FTL"
	case says("Apache License") && says("Version 2.0"):
		return "Apache-2.0"
	case says("Mozilla Public License"):
		return "MPL-2.0"
	case says("GNU GENERAL PUBLIC LICENSE"), says("GNU LESSER GENERAL PUBLIC LICENSE"):
		return "GPL"
	case says("Redistribution and use in source and binary forms"):
		if says("either the name") || says("or the names of") || says("name of the author may not") {
			return "BSD-3-Clause"
		}
		return "BSD-2-Clause"
	case says("Permission is hereby granted, free of charge"):
		return "MIT"
	case says("Permission to use, copy, modify, and"):
		return "ISC"
	case says("This is free and unencumbered software released into the public domain"):
		return "Unlicense"
	}
	return ""
}

// write sets the file: a table of what is inside, then every licence text once, with the names it belongs to.
func write(components []component) []byte {
	var out bytes.Buffer
	out.WriteString(`Rehearse
Copyright 2026 the authors of Rehearse
Licensed under the Apache License, Version 2.0 (file LICENSE).

The program holds the work of others, listed here with its licence; the texts follow. Nothing of it was changed.
This file is made by "make notice" from what the program links.

`)
	width := 0
	for _, c := range components {
		width = max(width, len(c.name)+1+len(c.version))
	}
	for _, c := range components {
		fmt.Fprintf(&out, "%-*s  %s\n", width, strings.TrimSpace(c.name+" "+c.version), c.licence)
	}

	writeTexts(&out, components)
	return out.Bytes()
}

// writeTexts writes each licence once. Texts that differ in their copyright lines or line breaks only are the same
// licence; the copyright lines stand above it, by owner, so that nobody's is lost.
func writeTexts(out *bytes.Buffer, components []component) {
	type licence struct {
		terms  string
		owners []string
	}
	at, list := map[string]*licence{}, []*licence{}
	for _, c := range components {
		for _, t := range c.texts {
			owner := c.name
			if len(c.texts) > 1 {
				owner += " (" + t.name + ")"
			}
			rights, terms := split(t.body)
			for _, line := range rights {
				owner += "\n    " + line
			}
			key := strings.ToLower(strings.Join(strings.Fields(terms), " "))
			if at[key] == nil {
				at[key] = &licence{terms: terms}
				list = append(list, at[key])
			}
			at[key].owners = append(at[key].owners, owner)
		}
	}
	for _, l := range list {
		fmt.Fprintf(out, "\n%s\n%s\n\n%s\n", strings.Repeat("=", 80), strings.Join(l.owners, "\n"), l.terms)
	}
}

// split takes the copyright lines and the title off the head of a licence text: what comes before its first sentence.
func split(body string) (rights []string, terms string) {
	lines := strings.Split(body, "\n")
	for i, line := range lines {
		plain := strings.TrimSpace(line)
		low := strings.ToLower(plain)
		switch {
		case strings.HasPrefix(low, "copyright ") || strings.HasPrefix(low, "all rights reserved"):
			rights = append(rights, plain)
		case plain == "" || low == "mit license" || low == "the mit license (mit)" || low == "the mit license" ||
			strings.HasPrefix(low, "bsd 3-clause license") || strings.HasPrefix(low, "bsd 2-clause license"):
		default:
			return rights, strings.Join(lines[i:], "\n")
		}
	}
	return rights, ""
}
