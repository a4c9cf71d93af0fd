package journey

// Value resolves an assumption that uses a shared one: value, range, source, date and evidence are the
// shared record's; so is the base where the field says none. Use stays, so that all uses of one shared
// number can be recognised. An assumption that uses nothing, or a record that does not exist, is
// returned as it is.
func (m *Map) Value(a Assumption) Assumption {
	if a.Use == "" {
		return a
	}
	shared := find(m.Assumptions, a.Use)
	if shared == nil {
		return a
	}
	return resolve(a, shared.Fact)
}

func resolve(a, shared Assumption) Assumption {
	shared.Use = a.Use
	if a.Per != "" {
		shared.Per = a.Per
	}
	return shared
}

// New returns an empty, valid map with the given name and first day: amounts in euros, UTC, a horizon of
// 30 days. It holds no personas, channels or steps.
func New(name string, start Date) *Map {
	m := &Map{
		Settings: &Settings{Name: name, Currency: "EUR", Zone: "UTC", Start: start, HorizonDays: 30},
		Policy:   &Policy{},
	}
	Normalize(m.Settings)
	Normalize(m.Policy)
	return m
}
