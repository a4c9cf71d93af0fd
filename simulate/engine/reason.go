package engine

import "rehearse/simulate/program"

// Reason is why a send was refused, as a number; caps come after the fixed ones, in the policy's order.
type Reason int32

// The reasons of the send gate, in its order.
const (
	Sent         Reason = iota
	RefusedEnded        // held, and the token left or its instance ended meanwhile
	RefusedSegment
	RefusedHoldout
	RefusedMuted
	RefusedGoal
	RefusedLate
	RefusedOffer
	RefusedUnknown
	RefusedDead
	RefusedConsent
	RefusedUnsubscribed
	RefusedOffSite
	RefusedLanguage
	RefusedQuiet
	RefusedHeld
	RefusedCap // + number of the cap
)

var reasonCodes = [...]string{
	"sent", "instance_ended", "not_in_segment", "holdout", "muted", "goal_reached", "too_late", "offer_expired", "address_unknown",
	"address_dead", "not_allowed", "unsubscribed", "not_on_site", "no_language", "quiet_hours", "held_too_long",
}

// Reasons is how many there are for a program.
func Reasons(p *program.Program) int { return int(RefusedCap) + len(p.Policy.Caps) }

// Code is the reason's code; a cap's is "cap:" and the cap's id.
func (r Reason) Code(p *program.Program) string {
	if r >= RefusedCap {
		return "cap:" + string(p.Policy.Caps[r-RefusedCap].ID)
	}
	return reasonCodes[r]
}

// code is Code without making a text.
func (r Reason) code(l *layout) string { return l.reasons[r] }

// End is how an instance of a scenario ended before its time.
type End int32

// The ends.
const (
	EndCriterion End = iota
	EndSegment
	EndExit
	EndExitMap
	EndCap
	EndQuiet
	EndLate
	EndDropped
	EndStopped
	ends
)

var endCodes = [...]string{
	"exit_criterion", "segment", "exit", "exit_map", "cap", "quiet_hours", "too_late", "dropped", "stopped",
}

// Code is the end's code.
func (e End) Code() string { return endCodes[e] }

// Ends is how many there are.
const Ends = int(ends)

// Start is why a scenario did not start for somebody.
type Start int32

// The refusals of a start.
const (
	StartNotInSegment Start = iota
	StartReentry
	starts
)

// Code is the refusal's code.
func (s Start) Code() string { return [...]string{"not_in_segment", "reentry"}[s] }

// Starts is how many there are.
const Starts = int(starts)
