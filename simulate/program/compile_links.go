package program

import (
	"math"
	"slices"

	"rehearse/journey"
	"rehearse/simulate/random"
)

// links compiles the links and how people divide among those of a port.
func (c *compiler) links() {
	for i, r := range c.m.Links {
		from, okFrom := c.stepOf[r.From]
		to, okTo := c.stepOf[r.To]
		if !okFrom || !okTo {
			continue // a step that was refused, told already
		}
		link := Link{
			ID: r.ID, From: from, To: to, Port: None, Delay: c.law(r.Delay, ref(r), "delay"), Instant: r.Delay.IsZero(),
			Key: random.NewKey(random.Hash(string(r.ID))),
		}
		step := &c.p.Steps[from]
		for n := step.FirstPort; n < step.FirstPort+step.PortCount; n++ {
			if c.p.Ports[n].Name == r.Port {
				link.Port = n
			}
		}
		if link.Port == None {
			c.missing(ref(r), "port", journey.ID(r.Port))
			continue
		}
		link.Pull = step.Scenario != None && c.p.Steps[to].Scenario == None
		port := &c.p.Ports[link.Port]
		number := int32(len(c.p.Links))
		if link.Pull {
			port.Pulls = append(port.Pulls, number)
			link.Idle = r.Weight != nil && c.value(*r.Weight) == 0
			for _, w := range r.Weights {
				link.Idle = link.Idle && c.value(w.Weight) == 0
			}
		} else {
			port.Links = append(port.Links, number)
		}
		c.p.Links = append(c.p.Links, link)
		c.linkRecords = append(c.linkRecords, c.m.Links[i])
	}
	for i := range c.p.Ports {
		c.port(&c.p.Ports[i])
	}
}

// port compiles the weights of a port's links.
func (c *compiler) port(port *Port) {
	step := &c.p.Steps[port.Step]
	of := journey.Ref{Kind: journey.KindStep, ID: step.ID}
	c.pulls(port, of)
	weighted := slices.ContainsFunc(port.Links, func(n int32) bool {
		return c.linkRecords[n].Weight != nil || len(c.linkRecords[n].Weights) > 0
	})
	if port.Fork || port.Race {
		if weighted {
			c.problem("program.fork_weight", of, "ports", journey.Args{"Name": c.nameOf(of), "Port": string(port.Name)})
		}
		return
	}
	specific := slices.ContainsFunc(port.Links, func(n int32) bool { return len(c.linkRecords[n].Weights) > 0 })
	if !specific {
		port.Cuts = [][]random.Threshold{c.cuts(port, of, "", "")}
		return
	}
	port.Cuts, port.Variant = c.variants(func(persona, entry journey.ID) []random.Threshold { return c.cuts(port, of, persona, entry) })
}

// pulls compiles how the pulls of a port share those who leave by it: there is one main token, so one of them moves it.
// A pull without a weight takes the rest, several share it; weights below 1 leave the others where they are.
func (c *compiler) pulls(port *Port, of journey.Ref) {
	if len(port.Pulls) == 0 {
		return
	}
	if !slices.ContainsFunc(port.Pulls, func(n int32) bool { return len(c.linkRecords[n].Weights) > 0 }) {
		port.PullCuts = [][]random.Threshold{c.pullCuts(port, of, "", "")}
		return
	}
	port.PullCuts, port.PullVariant = c.variants(func(persona, entry journey.ID) []random.Threshold { return c.pullCuts(port, of, persona, entry) })
}

// variants makes the cuts of every persona × entry; equal ones are the same variant. After a problem it stops: one
// example is enough.
func (c *compiler) variants(cutsOf func(persona, entry journey.ID) []random.Threshold) (cuts [][]random.Threshold, variant []int32) {
	variant = make([]int32, c.p.Profiles())
	failed := len(c.problems)
	for persona := range c.p.Personas {
		for entry := range c.p.Entries {
			mine := cutsOf(c.p.Personas[persona].ID, c.p.Entries[entry].ID)
			number := slices.IndexFunc(cuts, func(known []random.Threshold) bool { return slices.Equal(known, mine) })
			if number < 0 {
				number = len(cuts)
				cuts = append(cuts, mine)
			}
			variant[c.p.Profile(int32(persona), int32(entry))] = int32(number)
			if len(c.problems) > failed {
				return cuts, variant
			}
		}
	}
	return cuts, variant
}

// pullCuts computes the cumulative thresholds of a port's pulls for one kind of person; "" for the general weights.
func (c *compiler) pullCuts(port *Port, of journey.Ref, persona, entry journey.ID) []random.Threshold {
	shares := make([]float64, len(port.Pulls))
	open, sum := 0, 0.0
	for i, n := range port.Pulls {
		w, field := c.linkRecords[n].WeightFor(persona, entry)
		if w == nil {
			shares[i] = -1
			open++
			continue
		}
		shares[i] = c.value(*w)
		c.probability(shares[i], journey.Ref{Kind: journey.KindLink, ID: c.linkRecords[n].ID}, field)
		sum += shares[i]
	}
	if sum > 1+sumSlack {
		c.problem("program.weights_over_one", of, "", journey.Args{
			"Name": c.nameOf(of), "Port": string(port.Name), "Sum": sum, "Persona": string(persona), "Entry": string(entry),
		})
	}
	for i := range shares {
		if shares[i] < 0 {
			shares[i] = max(0, 1-sum) / float64(open)
		}
	}
	cuts := random.Cumulative(shares)
	if open > 0 {
		cuts[len(shares)-1] = random.Always // whatever rounding does
	}
	return cuts
}

// cuts computes the cumulative thresholds of a port for one kind of person; "" for the general weights.
func (c *compiler) cuts(port *Port, of journey.Ref, persona, entry journey.ID) []random.Threshold {
	shares := make([]float64, len(port.Links))
	open := 0
	sum := 0.0
	for i, n := range port.Links {
		w, _ := c.linkRecords[n].WeightFor(persona, entry)
		if w == nil {
			shares[i] = -1
			open++
			continue
		}
		shares[i] = c.value(*w)
		c.probability(shares[i], journey.Ref{Kind: journey.KindLink, ID: c.linkRecords[n].ID}, "weight")
		sum += shares[i]
	}
	// Made only where it is said: looking a name up costs more than the port.
	args := func() journey.Args {
		return journey.Args{"Name": c.nameOf(of), "Port": string(port.Name), "Sum": sum, "Persona": string(persona), "Entry": string(entry)}
	}
	drops := c.p.Steps[port.Step].Kind == KindTouchpoint
	switch {
	case sum > 1+sumSlack:
		c.problem("program.weights_over_one", of, "", args())
	case !drops && open == 0 && len(shares) > 0 && math.Abs(sum-1) > sumSlack:
		c.problem("program.weights_not_one", of, "", args())
	}
	rest := max(0, 1-sum)
	for i := range shares {
		if shares[i] < 0 {
			shares[i] = rest / float64(open)
		}
	}
	cuts := random.Cumulative(shares)
	if open > 0 && len(cuts) > 0 {
		// Links without a weight take everything that is left, whatever rounding does.
		last := 0
		for i, n := range port.Links {
			if w, _ := c.linkRecords[n].WeightFor(persona, entry); w == nil {
				last = i
			}
		}
		if last == len(cuts)-1 {
			cuts[last] = random.Always
		}
	}
	return cuts
}
