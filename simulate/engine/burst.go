package engine

// burst counts the messages a person gets at one end of quiet hours: what was held in the night goes out together.
type burst struct {
	at      int64 // the end counted now
	n, most int64
}

// released counts a message that was held to this end of quiet hours and goes out.
func (x *life) released() {
	if x.burst.at != x.now {
		x.burst.at, x.burst.n = x.now, 0
	}
	x.burst.n++
	x.burst.most = max(x.burst.most, x.burst.n)
}
