package engine

// SetBlockSize sets how many people a worker takes at a time and returns what puts it back.
func SetBlockSize(n int64) (restore func()) {
	before := blockSize
	blockSize = n
	return func() { blockSize = before }
}
