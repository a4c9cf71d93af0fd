package journey

// Baseline is a signed, self-contained copy of a map: what was agreed. It lives beside the map, not in
// it, and never changes.
type Baseline struct {
	ID     ID     `json:"id"`
	Name   string `json:"name"`
	Signed string `json:"signed"` // by whom
	Date   Date   `json:"date"`
	// Fingerprint is the SHA-256 of the canonical JSON without positions, colours and notes.
	Fingerprint string `json:"fingerprint"`
	// Engine is the engine's version, Seed and People the run's.
	Engine string `json:"engine"`
	Seed   uint64 `json:"seed"`
	People int    `json:"people"`
	// Map and Result are JSON.
	Map    []byte `json:"map"`
	Result []byte `json:"result"`
}
