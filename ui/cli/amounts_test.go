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
