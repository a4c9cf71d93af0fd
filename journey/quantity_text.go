package journey

import (
	"fmt"
	"strconv"
	"strings"
)

// MaxDuration bounds every length of time of a map: ten times the longest horizon.
const MaxDuration = 36600 * Day

var durationUnits = []struct {
	name string
	size Duration
}{{"w", Week}, {"d", Day}, {"h", Hour}, {"m", Minute}, {"s", Second}}

// String returns the duration as files write it: the largest of d, h, m, s that divides it. Weeks are
// written as days.
func (d Duration) String() string {
	if d == 0 {
		return "0s"
	}
	for _, unit := range durationUnits[1:] {
		if d%unit.size == 0 {
			return strconv.FormatInt(int64(d/unit.size), 10) + unit.name
		}
	}
	return "0s" // unreachable: every number of seconds is divisible by a second
}

// ParseDuration reads "90s", "5m", "24h", "2d", "1w" and sums in falling order such as "1d12h"; a sign
// in front counts for the whole.
func ParseDuration(text string) (Duration, bool) {
	rest, negative := strings.CutPrefix(text, "-")
	if rest == "" {
		return 0, false
	}
	var sum Duration
	unit := 0
	for rest != "" {
		digits := 0
		for digits < len(rest) && rest[digits] >= '0' && rest[digits] <= '9' {
			digits++
		}
		n, err := strconv.ParseInt(rest[:digits], 10, 64)
		if err != nil || digits == len(rest) {
			return 0, false
		}
		for unit < len(durationUnits) && durationUnits[unit].name != rest[digits:digits+1] {
			unit++
		}
		if unit == len(durationUnits) {
			return 0, false
		}
		size := durationUnits[unit].size
		if n > int64((1<<62)/size) || sum > 1<<62-Duration(n)*size {
			return 0, false
		}
		sum += Duration(n) * size
		rest = rest[digits+1:]
		unit++
	}
	if negative {
		sum = -sum
	}
	return sum, true
}

// String returns the time as "09:00", with seconds only where there are some.
func (t TimeOfDay) String() string {
	h, m, s := t/3600, t/60%60, t%60
	if s != 0 {
		return fmt.Sprintf("%02d:%02d:%02d", h, m, s)
	}
	return fmt.Sprintf("%02d:%02d", h, m)
}

// ParseTimeOfDay reads "09:00", "9:00", "09:00:30" and "24:00".
func ParseTimeOfDay(text string) (TimeOfDay, bool) {
	parts := strings.Split(text, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, false
	}
	var clock [3]int
	for i, part := range parts {
		if len(part) > 2 || len(part) == 0 || i > 0 && len(part) != 2 {
			return 0, false
		}
		for _, c := range part {
			if c < '0' || c > '9' {
				return 0, false
			}
			clock[i] = clock[i]*10 + int(c-'0')
		}
	}
	t := clock[0]*3600 + clock[1]*60 + clock[2]
	if clock[1] > 59 || clock[2] > 59 || t > 86400 {
		return 0, false
	}
	return TimeOfDay(t), true
}
