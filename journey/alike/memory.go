package alike

import "sync"

// Read makes a text ready. One of which nothing is left, such as "!!!", is its signs.
//
// The texts of a map hardly change from one edit to the next, so those that were read last stay ready. Nobody can tell but by
// the time it takes; what is returned belongs to all who asked and stays as it is.
func Read(text string) *Text { return ready.read(text) }

var ready = memory{young: map[string]*Text{}}

// mostRemembered is how many bytes of texts a generation holds; ready they take about six times as much.
const mostRemembered = 1 << 20

// memory holds texts in two generations: when the young one is full it becomes the old one, and what was not asked for since
// the last time that happened is forgotten.
type memory struct {
	mutex      sync.Mutex
	young, old map[string]*Text
	bytes      int // of texts in young
}

func (m *memory) read(text string) *Text {
	m.mutex.Lock()
	known, ok := m.young[text]
	if !ok {
		known, ok = m.old[text]
		if ok {
			m.keep(text, known)
		}
	}
	m.mutex.Unlock()
	if ok {
		return known
	}
	t := read(text) // others may go on meanwhile; two may read one text, which is the same twice
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.keep(text, &t)
	return &t
}

// keep puts a text among the young ones.
func (m *memory) keep(text string, t *Text) {
	if _, known := m.young[text]; known || len(text) > mostRemembered/2 {
		return
	}
	if m.bytes+len(text) > mostRemembered {
		m.young, m.old, m.bytes = map[string]*Text{}, m.young, 0
	}
	m.young[text] = t
	m.bytes += len(text)
}
