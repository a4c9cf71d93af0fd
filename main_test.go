package main

import (
	"os"
	"strings"
	"testing"
)

func TestVersionIsThatOfThePackageFile(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), `Version = "`+version+`"`) {
		t.Errorf("FyneApp.toml does not hold version %s", version)
	}
}
