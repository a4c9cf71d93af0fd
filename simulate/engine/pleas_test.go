package engine

import (
	"math/rand/v2"
	"testing"
)

// Requests are answered by time, then by person, whatever the range of their times.
func TestPleasComeInOrder(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 1))
	var o pleaOrder
	for _, span := range []int64{1, 3, 1 << 11, 1<<22 + 5, 1 << 50} {
		for _, n := range []int{0, 1, 2, 1000} {
			var list []plea
			for i := range n {
				list = append(list, plea{request: request{at: 7 + r.Int64N(span)}, number: int64(n - i)})
			}
			until, before := moment{7 + span/2, int64(n / 2)}, 0
			for i := range list {
				if list[i].moment().before(until) {
					before++
				}
			}
			order, lean := o.sort(list, 7, until)
			if lean != (before == 0) {
				t.Errorf("%d requests, none of a lean life: %v", before, lean)
			}
			if len(order) != before {
				t.Fatalf("%d of %d are in order", len(order), before)
			}
			for i, of := range order {
				if !list[of].moment().before(until) || i > 0 && !list[order[i-1]].moment().before(list[of].moment()) {
					t.Fatalf("%d times of a range of %d are out of order", n, span)
				}
			}
		}
	}
}

// Requests that are made later come each once, when their time has come, however long the days of the calendar are and however
// much time passes.
func TestLatePleasComeWhenTheyAreDue(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(2, 1))
	for _, day := range []int64{1, 7, 1000} {
		late, came := latePleas{day: day}, map[int64]bool{}
		number, before := int64(0), moment{}
		for before.at < 20_000 {
			until := moment{before.at + r.Int64N(60), r.Int64N(1000)}
			if r.IntN(100) == 0 {
				until.at += 3000
			}
			for range 3 {
				late.push(&plea{request: request{at: before.at + 1 + r.Int64N(4000)}, number: number})
				number++
			}
			for _, p := range late.pop(nil, until) {
				if !p.moment().before(until) || p.moment().before(before) || came[p.number] {
					t.Fatalf("days of %d: %v came before %v, not before %v", day, p.moment(), until, before)
				}
				came[p.number] = true
			}
			before = until
		}
		if late.pop(nil, moment{before.at + 5000, 0}); len(came) < 500 || late.waiting > 0 {
			t.Errorf("days of %d: %d of %d came, %d wait for ever", day, len(came), number, late.waiting)
		}
	}
}
