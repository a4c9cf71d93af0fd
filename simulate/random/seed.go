package random

// Replication returns the seed of the n-th run of a whole population, from 0; the 0-th has the plain seed.
func Replication(seed uint64, n int) uint64 {
	if n == 0 {
		return seed
	}
	return derived(seed, "replication", n)
}

// BandPeople returns the seed of the n-th group of people among whom ranges of assumptions are tried.
func BandPeople(seed uint64, n int) uint64 { return derived(seed, "band", n) }

// derived makes a seed of its own; the colon keeps its name from being the id of an entry.
func derived(seed uint64, what string, n int) uint64 {
	return uint64(NewSource(seed, Hash(":"+what)).Person(0, uint32(n)))
}
