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
			order := o.sort(list, until)
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

// Requests that are made later come in order, each once, when their time has come.
func TestLatePleasComeWhenTheyAreDue(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(2, 1))
	var late latePleas
	for number := range int64(500) {
		late.push(&plea{request: request{at: r.Int64N(300)}, number: number})
	}
	var all []plea
	for at := int64(0); at <= 300; at += 20 {
		first := len(all)
		all = late.pop(all, moment{at, 250})
		for i := first; i < len(all); i++ {
			if !all[i].moment().before(moment{at, 250}) || i > 0 && !all[i-1].moment().before(all[i].moment()) {
				t.Fatalf("%v came at %d", all[i].moment(), at)
			}
		}
	}
	if len(all) != 500 || len(late.heap) > 0 {
		t.Errorf("%d of 500 came", len(all))
	}
}
