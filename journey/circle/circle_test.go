package circle_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"rehearse/journey/circle"
)

func parts(out [][]int32) (list [][]int32, circles []bool) {
	next := func(node int32, visit func(int32)) {
		for _, to := range out[node] {
			visit(to)
		}
	}
	circle.Parts(int32(len(out)), next, func(nodes []int32, c bool) {
		nodes = slices.Sorted(slices.Values(nodes))
		list, circles = append(list, nodes), append(circles, c)
	})
	return list, circles
}

func TestALoopATailAndANodeThatLeadsToItselfAreToldApart(t *testing.T) {
	t.Parallel()
	// 0 → 1 → 2 → 1, 2 → 3 → 3, 4 alone
	list, circles := parts([][]int32{{1}, {2}, {1, 3}, {3}, {}})
	if want := [][]int32{{3}, {1, 2}, {0}, {4}}; !slices.EqualFunc(list, want, slices.Equal) {
		t.Errorf("parts %v, want %v", list, want)
	}
	if want := []bool{true, true, false, false}; !slices.Equal(circles, want) {
		t.Errorf("circles %v, want %v", circles, want)
	}
}

func TestPartsAreWhatLeadsToEachOtherAndComeAfterWhatTheyLeadTo(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 9).Draw(t, "n")
		out := make([][]int32, n)
		leads := make([][]bool, n) // by one step or more
		for i := range leads {
			leads[i] = make([]bool, n)
		}
		for range rapid.IntRange(0, 16).Draw(t, "links") {
			from, to := rapid.IntRange(0, n-1).Draw(t, "from"), rapid.IntRange(0, n-1).Draw(t, "to")
			out[from] = append(out[from], int32(to))
			leads[from][to] = true
		}
		for k := range n {
			for i := range n {
				for j := range n {
					leads[i][j] = leads[i][j] || leads[i][k] && leads[k][j]
				}
			}
		}
		list, circles := parts(out)
		part := make([]int, n)
		count := 0
		for i, nodes := range list {
			for _, node := range nodes {
				part[node] = i
				count++
				if circles[i] != leads[node][node] {
					t.Fatalf("node %d of part %v: circle %v, want %v", node, nodes, circles[i], leads[node][node])
				}
			}
		}
		if count != n {
			t.Fatalf("%d nodes in the parts of %d: %v", count, n, list)
		}
		for i := range n {
			for j := range n {
				if same := i == j || leads[i][j] && leads[j][i]; (part[i] == part[j]) != same {
					t.Fatalf("nodes %d and %d in parts %d and %d, lead to each other: %v", i, j, part[i], part[j], same)
				}
				if leads[i][j] && part[i] < part[j] {
					t.Fatalf("part %d leads to part %d, which comes after it", part[i], part[j])
				}
			}
		}
	})
}
