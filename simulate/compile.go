package simulate

import (
	"rehearse/journey"
	"rehearse/simulate/program"
)

// Compile turns a map into a program or says, record by record, why it cannot be run.
func Compile(m *journey.Map) (*program.Program, journey.Problems) { return program.Compile(m) }
