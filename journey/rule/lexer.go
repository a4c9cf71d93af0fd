package rule

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"rehearse/journey"
)

// Limits of a rule's text.
const (
	// MaxBytes is the greatest length of a text.
	MaxBytes = 4096
	// MaxDepth is how deep parentheses and `not` may nest.
	MaxDepth = 64
	// maxNumber bounds numbers; together with maxDigits it keeps them exact in text and memory.
	maxNumber = 1e12
	maxDigits = 15
)

type tokenKind uint8

const (
	tokenEnd tokenKind = iota
	tokenWord
	tokenName
	tokenNumber
	tokenOp
	tokenOpen
	tokenClose
	tokenComma
)

// token is one piece of the text.
type token struct {
	Span
	kind    tokenKind
	text    string  // as written; of a name, without quotes and escapes
	keyword keyword // of a word, notAKeyword for any other word
	op      Op
	number  float64
	whole   bool // the number has no fraction
}

// closingQuote gives for each opening quote the one that ends a name.
var closingQuote = map[rune]rune{'"': '"', '\'': '\'', '«': '»', '“': '”', '„': '“'}

// operators are tried in order; several spellings of one operator are understood.
var operators = []struct {
	text string
	op   Op
}{
	{"<=", LessOrEqual}, {">=", GreaterOrEqual}, {"!=", NotEqual}, {"<>", NotEqual}, {"==", Equal},
	{"≤", LessOrEqual}, {"≥", GreaterOrEqual}, {"≠", NotEqual}, {"<", Less}, {">", Greater}, {"=", Equal},
}

// scan cuts a text into tokens; the last is tokenEnd. With an error it returns the tokens before it.
func scan(text string) ([]token, *Error) {
	if len(text) > MaxBytes {
		return nil, &Error{Code: "rule.too_long", Args: journey.Args{"Bytes": len(text), "Max": MaxBytes}, Span: Span{MaxBytes, len(text)}}
	}
	if !utf8.ValidString(text) {
		return nil, &Error{Code: "rule.not_utf8", Args: journey.Args{}, Span: invalidPlace(text)}
	}
	var tokens []token
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if unicode.IsSpace(r) || r == '\uFEFF' {
			at += size
			continue
		}
		tok, err := scanToken(text, at, r)
		if err != nil {
			return tokens, err
		}
		tokens = append(tokens, tok)
		at = tok.End
	}
	return append(tokens, token{Span: Span{len(text), len(text)}}), nil
}

func scanToken(text string, at int, r rune) (token, *Error) {
	size := utf8.RuneLen(r)
	one := Span{at, at + size}
	switch {
	case r == '(':
		return token{Span: one, kind: tokenOpen, text: "("}, nil
	case r == ')':
		return token{Span: one, kind: tokenClose, text: ")"}, nil
	case r == ',' || r == ';':
		return token{Span: one, kind: tokenComma, text: ","}, nil
	case closingQuote[r] != 0:
		return scanName(text, at, closingQuote[r])
	case isDigit(r), r == '-' && at+1 < len(text) && isDigit(rune(text[at+1])):
		return scanNumber(text, at)
	case unicode.IsLetter(r) || r == '_':
		return scanWord(text, at), nil
	}
	for _, operator := range operators {
		if strings.HasPrefix(text[at:], operator.text) {
			return token{Span: Span{at, at + len(operator.text)}, kind: tokenOp, text: operator.text, op: operator.op}, nil
		}
	}
	return token{}, &Error{Code: "rule.unexpected_character", Args: journey.Args{"Character": string(r)}, Span: one}
}

func scanName(text string, at int, closing rune) (token, *Error) {
	_, size := utf8.DecodeRuneInString(text[at:])
	var name strings.Builder
	for i := at + size; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch r {
		case closing:
			return token{Span: Span{at, i + n}, kind: tokenName, text: name.String()}, nil
		case '\\':
			next, m := utf8.DecodeRuneInString(text[i+n:])
			if m == 0 {
				break
			}
			name.WriteRune(next)
			n += m
		default:
			name.WriteRune(r)
		}
		i += n
	}
	return token{}, &Error{Code: "rule.unclosed_name", Args: journey.Args{"Quote": string(closing)}, Span: Span{at, len(text)}}
}

// noDigits are the signs in a number that are none.
var noDigits = strings.NewReplacer("-", "", ".", "")

func scanNumber(text string, at int) (token, *Error) {
	end, digits, whole := at+1, 0, true
	for end < len(text) && (isDigit(rune(text[end])) || whole && text[end] == '.') {
		if text[end] == '.' {
			whole = false
		}
		end++
	}
	span := Span{at, end}
	digits = len(strings.TrimLeft(noDigits.Replace(text[at:end]), "0"))
	value, err := strconv.ParseFloat(text[at:end], 64)
	if err != nil || text[end-1] == '.' {
		return token{}, &Error{Code: "rule.number_form", Args: journey.Args{"Number": text[at:end]}, Span: span}
	}
	if value > maxNumber || value < -maxNumber || digits > maxDigits {
		return token{}, &Error{Code: "rule.number_too_large", Args: journey.Args{"Number": text[at:end], "Max": "1000000000000", "Digits": maxDigits}, Span: span}
	}
	if value == 0 {
		value = 0 // -0 is 0
	}
	return token{Span: span, kind: tokenNumber, text: text[at:end], number: value, whole: whole}, nil
}

func scanWord(text string, at int) token {
	end := at
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !isDigit(r) && r != '_' {
			break
		}
		end += size
	}
	word := text[at:end]
	return token{Span: Span{at, end}, kind: tokenWord, text: word, keyword: keywordBySpelling[foldWord(word)]}
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func invalidPlace(text string) Span {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && size == 1 {
			return Span{i, i + 1}
		}
		i += size
	}
	return Span{}
}
