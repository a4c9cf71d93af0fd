package cli

import (
	"math"
	"strconv"
	"strings"
)

// sizes are the units of memory a flag may be written in, the longer first.
var sizes = []struct {
	unit  string
	bytes float64
}{{"gb", 1 << 30}, {"mb", 1 << 20}, {"kb", 1 << 10}, {"g", 1 << 30}, {"m", 1 << 20}, {"k", 1 << 10}, {"b", 1}}

// parseSize reads an amount of memory such as "512MB", "1.5 GB" or "2g"; a unit is a must, and 1 MB is 1,048,576 bytes.
func parseSize(text string) (int64, bool) {
	text = strings.ToLower(strings.ReplaceAll(text, " ", ""))
	for _, size := range sizes {
		digits, found := strings.CutSuffix(text, size.unit)
		if !found {
			continue
		}
		n, err := parseNumber(digits)
		if err != nil || !(n > 0) || n*size.bytes < 1 || n*size.bytes > math.MaxInt64/2 {
			return 0, false
		}
		return int64(n * size.bytes), true
	}
	return 0, false
}

// parseNumber reads a number with a point or a comma, digits only.
func parseNumber(digits string) (float64, error) {
	if strings.Trim(digits, "0123456789.,") != "" {
		return 0, strconv.ErrSyntax
	}
	return strconv.ParseFloat(strings.Replace(digits, ",", ".", 1), 64)
}
