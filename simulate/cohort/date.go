package cohort

import (
	"rehearse/simulate/calendar"
	"rehearse/simulate/program"
)

// Midnight is the tick at which a calendar day begins on the clock of a zone.
func Midnight(p *program.Program, zone int32, on int64) int64 {
	return p.Zones[zone].At(calendar.Day(on), 0)
}
