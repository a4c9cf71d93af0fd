package overlay

import (
	"context"
	"strings"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/ui/text"
)

func TestWithoutShowsOnlyWhatDiffersWithAsManyCellsAsColumns(t *testing.T) {
	t.Parallel()
	m, _ := sample(t)
	of := m.Scenarios[0].ID
	with := simulate.Spec{People: 20_000, Seed: 1}
	without := with
	without.Mute = []journey.ID{of}
	c, err := simulate.Compare(context.Background(), m, m, without, with, nil)
	if err != nil {
		t.Fatal(err)
	}
	table := Without(text.New("en"), m, c, of, "")
	if len(table.Sections) != 4 || len(table.Head) != 5 || !strings.HasPrefix(table.About, "The same 20,000 people") {
		t.Fatalf("%+v", table)
	}
	rows := 0
	for _, s := range table.Sections {
		for _, row := range s.Rows {
			rows++
			if len(row) != len(table.Head) {
				t.Errorf("%q has %d cells", row, len(row))
			}
		}
	}
	goal := table.Sections[0].Rows[0]
	if !strings.HasPrefix(goal[3], "+") || !strings.HasSuffix(goal[3], " pp") || !strings.Contains(goal[4], " … ") || rows < 6 {
		t.Errorf("%q of %d rows", goal, rows)
	}
	same, err := simulate.Compare(context.Background(), m, m, with, with, nil)
	if err != nil {
		t.Fatal(err)
	}
	if table := Without(text.New("ru"), m, same, of, ""); len(table.Sections) != 0 || !strings.HasPrefix(table.About, "Разницы нет") {
		t.Errorf("%+v", table)
	}
	if table := Without(text.New("en"), m, same, of, "Braze"); !strings.HasPrefix(table.About, "Under the rules of Braze, not the map's own. No difference") {
		t.Errorf("the comparison does not name the rules it ran under: %q", table.About)
	}
}
