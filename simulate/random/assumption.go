package random

// AssumptionDraw returns the 64 random bits that say where in its range an assumption lies in a batch. They follow from
// the record and the field it stands in, so that an edit elsewhere moves no other draw; attempt, from 0, is counted up
// when the numbers of a batch cannot go together.
func AssumptionDraw(seed uint64, record, field string, attempt, batch uint32) uint64 {
	return NewSource(seed, Hash(record)).Person(0, 0).Draw(NewKey(Hash(field)).At(attempt, batch, Assumption))
}
