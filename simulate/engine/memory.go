package engine

// starts0 is what a person did with a scenario.
type starts0 struct {
	instances int32
	running   int32
	first     int64  // start of the first instance
	last      int64  // start of the last
	order     uint32 // of the first start
	heldOut   bool
	counted   bool // among the people of the scenario
}

// ownDate is what is known of the date a person's own property gives a scenario: how often it was set, and when it
// came last.
type ownDate struct {
	set  uint32
	came int64
}

// goalState is what a person did at a goal.
type goalState struct {
	count int32
	had   bool   // it was reached before the person was counted
	order uint32 // of the last reaching
	last  uint32 // of the last that counted
	first uint32 // of the first
	at    int64  // of the last
	value int64  // of all
}

// memory is what rules ask: events, scores, marks.
type memory struct {
	count  []int32
	last   []int64
	order  []uint32
	times  [][]int64 // of timed events
	points []int64
	deed   []int64 // last event worth points, by score
	marks  []bool
}
