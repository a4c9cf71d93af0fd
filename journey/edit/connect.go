package edit

import (
	"slices"

	"rehearse/journey"
)

// Connect links a port to a step. The link has no weight of its own: it takes what the other links of
// the port leave. What may be linked with what is journey's to say; a second link between the same
// port and step is refused here.
func Connect(tx *Tx, from journey.ID, port journey.Port, to journey.ID) (journey.ID, error) {
	source, target := tx.next.Step(from), tx.next.Step(to)
	switch {
	case source == nil:
		return "", missing(journey.Ref{Kind: journey.KindStep, ID: from})
	case target == nil:
		return "", missing(journey.Ref{Kind: journey.KindStep, ID: to})
	}
	if err := noTwin(tx.next, "", from, port, to); err != nil {
		return "", err
	}
	tx.Name("edit.connect", journey.Args{"From": nameOf(source), "To": nameOf(target)})
	l := &journey.Link{ID: tx.NewID(), From: from, Port: port, To: to}
	tx.Put(l)
	return l.ID, nil
}

// LinkEnd is one end of a link.
type LinkEnd uint8

// The ends of a link.
const (
	LinkStart LinkEnd = iota
	LinkTarget
)

// Reconnect brings one end of a link to another step; port is used at the start only.
func Reconnect(tx *Tx, link journey.ID, end LinkEnd, step journey.ID, port journey.Port) error {
	l := tx.next.Link(link)
	if l == nil {
		return missing(journey.Ref{Kind: journey.KindLink, ID: link})
	}
	changed := journey.Clone(l)
	if end == LinkStart {
		changed.From, changed.Port = step, port
	} else {
		changed.To = step
	}
	if err := noTwin(tx.next, l.ID, changed.From, changed.Port, changed.To); err != nil {
		return err
	}
	tx.Name("edit.reconnect", stepNames(tx.next, changed))
	tx.Put(changed)
	return nil
}

// noTwin refuses a second link between the same port and step.
func noTwin(m *journey.Map, but, from journey.ID, port journey.Port, to journey.ID) error {
	for _, l := range m.Links {
		if l.From == from && l.Port == port && l.To == to && l.ID != but {
			return journey.Problem{
				Code: "edit.link_exists", Record: journey.Ref{Kind: journey.KindLink, ID: l.ID}, Args: stepNames(m, l),
			}
		}
	}
	return nil
}

// stepNames names the ends of a link.
func stepNames(m *journey.Map, l *journey.Link) journey.Args {
	args := journey.Args{"From": string(l.From), "To": string(l.To)}
	if s := m.Step(l.From); s != nil {
		args["From"] = nameOf(s)
	}
	if s := m.Step(l.To); s != nil {
		args["To"] = nameOf(s)
	}
	return args
}

// MainPort is the port by which a step goes on in the usual case; "" for a step without ports.
func MainPort(s *journey.Step) journey.Port {
	ports := journey.PortsOf(s)
	for _, usual := range []journey.Port{journey.PortOut, journey.PortOtherwise} {
		if slices.Contains(ports, usual) {
			return usual
		}
	}
	if len(ports) == 0 {
		return ""
	}
	return ports[0]
}

// SplitLink puts a step into a link: the link now leads to the step and keeps its weights, and a new
// one leads on from the step's main port. A step that has no links yet joins the scenario of the
// link's start.
func SplitLink(tx *Tx, link, step journey.ID) (journey.ID, error) {
	l, s := tx.next.Link(link), tx.next.Step(step)
	switch {
	case l == nil:
		return "", missing(journey.Ref{Kind: journey.KindLink, ID: link})
	case s == nil:
		return "", missing(journey.Ref{Kind: journey.KindStep, ID: step})
	case l.From == step || l.To == step:
		return "", journey.Problem{Code: "edit.split_own_link", Record: ref(s), Args: journey.Args{"Name": nameOf(s)}}
	}
	port := MainPort(s)
	if port == "" {
		return "", journey.Problem{Code: "edit.no_way_out", Record: ref(s), Args: journey.Args{"Name": nameOf(s)}}
	}
	names := stepNames(tx.next, l)
	names["Name"] = nameOf(s)
	tx.Name("edit.split_link", names)
	if from := tx.next.Step(l.From); from != nil && from.Scenario != s.Scenario && !linked(tx.next, step) {
		joined := journey.Clone(s)
		joined.Scenario = from.Scenario
		tx.Put(joined)
	}
	if err := Reconnect(tx, link, LinkTarget, step, ""); err != nil {
		return "", err
	}
	return Connect(tx, step, port, l.To)
}

func linked(m *journey.Map, step journey.ID) bool {
	return slices.ContainsFunc(m.Links, func(l *journey.Link) bool { return l.From == step || l.To == step })
}
