package form

import "rehearse/journey"

// LawAt is the law at a path of a record, as a form shows it.
func LawAt(r journey.Record, path string) journey.Law {
	_, v, _ := open(r, path)
	return v.Interface().(journey.Law)
}

// beginLaw gives a law that becomes another kind numbers to begin with, around the length it had: half and once and a half of
// it for the laws with two ends, a quarter as deviation, sigma 0.5, which is about the same spread. Numbers somebody gave that kind
// before stay, and so does nothing at all.
func beginLaw(l *journey.Law, kind journey.LawKind) {
	centre := centreOf(l)
	switch kind {
	case journey.LawFixed:
		if l.Value == 0 {
			l.Value = centre
		}
	case journey.LawUniform, journey.LawTriangular:
		if l.Low == 0 && l.High == 0 {
			l.Low, l.High = centre/2, centre+centre/2
		}
		if kind == journey.LawTriangular && (l.Mode < l.Low || l.Mode > l.High || l.Mode == 0) {
			l.Mode = (l.Low + l.High) / 2
		}
	case journey.LawNormal:
		if l.Mean == 0 {
			l.Mean = centre
		}
		if l.Deviation == 0 {
			l.Deviation = l.Mean / 4
		}
	case journey.LawLogNormal:
		if l.Median == 0 {
			l.Median = centre
		}
		if l.Sigma == 0 && l.Median > 0 {
			l.Sigma = 0.5
		}
	case journey.LawExponential:
		if l.Mean == 0 {
			l.Mean = centre
		}
	}
}

// centreOf is the length a law is about.
func centreOf(l *journey.Law) journey.Duration {
	switch l.Kind {
	case journey.LawUniform:
		return (l.Low + l.High) / 2
	case journey.LawTriangular:
		return l.Mode
	case journey.LawNormal, journey.LawExponential:
		return l.Mean
	case journey.LawLogNormal:
		return l.Median
	default:
		return l.Value
	}
}
