package cli

import "testing"

func TestAmountsOfMemory(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int64{
		"512MB": 512 << 20, "2g": 2 << 30, "1,5 GB": 3 << 29, "64 kb": 64 << 10, "100b": 100,
		"512": 0, "": 0, "MB": 0, "-1MB": 0, "0MB": 0, "1e9MB": 0, "9999999999GB": 0, "InfMB": 0,
	} {
		if got, ok := parseSize(text); got != want || ok != (want > 0) {
			t.Errorf("%q: %d, %v; want %d", text, got, ok, want)
		}
	}
}

func TestHalvesOfIntervals(t *testing.T) {
	t.Parallel()
	type half struct {
		half     float64
		relative bool
	}
	for text, want := range map[string]half{
		"0.5pp": {0.005, false}, "0,5 пп": {0.005, false}, "1 п.п.": {0.01, false}, "50PP": {0.5, false}, "2%": {0.02, true}, "12.5 %": {0.125, true},
		"0.5": {}, "": {}, "pp": {}, "0pp": {}, "-1pp": {}, "51pp": {}, "101%": {}, "1e1pp": {}, "nan%": {}, "1.2.3pp": {},
	} {
		got, relative, ok := parseHalf(text)
		if (half{got, relative}) != want || ok != (want.half > 0) {
			t.Errorf("%q: %v, %v, %v; want %v", text, got, relative, ok, want)
		}
	}
}
