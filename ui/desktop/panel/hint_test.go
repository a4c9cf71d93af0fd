package panel

import (
	"time"

	"rehearse/ui/desktop/hint"
)

// Hints never come while panels are tested: a timer of one test would meet the app of the next.
func init() {
	hint.Later = func(pause time.Duration, _ func()) *time.Timer { return time.AfterFunc(pause, func() {}) }
}
