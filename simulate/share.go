package simulate

import "rehearse/simulate/stats"

// Unsure reports that nothing can be said about how far luck moves the share: nobody to share it, or no interval.
func (s Share) Unsure() bool { return s.Low == 0 && s.High == 1 }

// NewShare counts a share with its 95 % interval, rounded to six significant digits.
func NewShare(num, den int64, per string) Share {
	s := stats.Share{Num: num, Den: den}
	interval := s.Interval()
	return Share{Num: num, Den: den, Per: per, Share: stats.Round6(s.Value()), Low: stats.Round6(interval.Low), High: stats.Round6(interval.High)}
}
