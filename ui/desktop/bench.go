//go:build bench && linux

package desktop

import (
	"fmt"
	"image"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/edit"
	"rehearse/ui/tool"
)

// Measured is what the window took.
type Measured struct {
	// Motions are what was done again and again, each step of it painted as a frame.
	Motions []Motion
	// Start is from the beginning of the process to the first frame with the map.
	Start time.Duration
	// Idle is the share of one processor that the window takes while nobody touches it.
	Idle float64
	// Resident and Heap are the memory of the process and of Go, in bytes, after everything else.
	Resident, Heap int64
	// Live are the times from an edit to the frame with the first numbers of the new map, and Refined to the last ones.
	Live, Refined []time.Duration
	// Held are how long the window stood still for the edit.
	Held []time.Duration
}

// Motion is one kind of movement.
type Motion struct {
	Name   string
	Frames []time.Duration // from the beginning of each painted frame to that of the next
	Busy   time.Duration   // of processors, all that the process took meanwhile
	Lost   int             // steps without a painted frame of their own
}

// FPS is how many frames were painted a second.
func (m Motion) FPS() float64 {
	sum := time.Duration(0)
	for _, f := range m.Frames {
		sum += f
	}
	return float64(len(m.Frames)-m.Lost) / sum.Seconds()
}

// Bench says what to measure.
type Bench struct {
	Path          string
	Width, Height int
	Live          int           // how many edits, 0 for none; then nothing moves
	Idle          time.Duration // how long the window is left alone, 0 for not at all
	Began         time.Time     // when the process was started
	StartOnly     bool          // nothing but the first frame is measured
	Profile       string        // the file for a profile of the processor, "" for none
}

// longest is how long new numbers are waited for.
const longest = 5 * time.Second

// framesPerMotion is how many frames a movement has.
const framesPerMotion = 120

// Measure opens the real window on a map, moves it about and returns what that took. Everything goes the way a hand's
// events go, from within the loop that paints, so that each step is painted as one frame or counts as lost.
func Measure(b Bench) *Measured {
	if b.Profile != "" {
		if f, err := os.Create(b.Profile); err == nil && pprof.StartCPUProfile(f) == nil {
			defer f.Close()
			defer pprof.StopCPUProfile()
		}
	}
	m := &meter{of: b, got: &Measured{}}
	Main(Options{Path: b.Path, Lang: "en", started: m.begin})
	return m.got
}

// meter measures a window. It belongs to the goroutine that paints, but for measure.
type meter struct {
	of      Bench
	w       *Window
	got     *Measured
	probe   *canvas.Raster
	painted int           // frames with the probe
	step    func()        // what is done before the next frame; nil for nothing
	ticked  chan struct{} // each turn of the loop that paints, after the step
}

func (m *meter) begin(w *Window) {
	m.w, m.ticked = w, make(chan struct{})
	w.win.Resize(fyne.NewSize(float32(m.of.Width), float32(m.of.Height)))
	m.probe = canvas.NewRaster(func(int, int) image.Image {
		m.painted++
		return image.NewRGBA(image.Rect(0, 0, 1, 1))
	})
	m.probe.Resize(fyne.NewSize(1, 1))
	w.win.SetContent(container.NewStack(w.win.Content(), container.NewWithoutLayout(m.probe)))
	forever := fyne.NewAnimation(time.Hour, func(float32) {
		if m.step != nil {
			m.step()
		}
	})
	forever.RepeatCount = fyne.AnimationRepeatForever
	forever.Start()
	go func() {
		m.measure(forever.Stop)
		fyne.Do(w.win.Close)
	}()
}

// turns does something before each of so many frames and waits until all are painted.
func (m *meter) turns(do func(turn int) (more bool)) {
	done := make(chan struct{})
	fyne.Do(func() {
		turn := 0
		m.step = func() {
			if !do(turn) {
				m.step = nil
				close(done)
			}
			turn++
		}
	})
	<-done
}

// motion measures a movement: a step of it before each frame.
func (m *meter) motion(name string, do func(n int)) {
	result := Motion{Name: name}
	var last time.Time
	before, busy := 0, time.Duration(0)
	m.turns(func(n int) bool {
		now := time.Now()
		if n > 0 {
			result.Frames = append(result.Frames, now.Sub(last))
		}
		last = now
		if n == 0 {
			before, busy = m.painted, processorTime()
		}
		if n == framesPerMotion {
			result.Busy = processorTime() - busy
			result.Lost = n - (m.painted - before)
			return false
		}
		do(n)
		m.probe.Refresh()
		return true
	})
	m.got.Motions = append(m.got.Motions, result)
	time.Sleep(400 * time.Millisecond) // what comes after a movement is not part of the next
}

func (m *meter) measure(still func()) {
	b, w := m.of, m.w
	m.turns(func(int) bool { // the first frame with the map
		if w.scene == nil || w.fitted == "" {
			return true
		}
		if m.painted == 0 || m.got.Start == 0 {
			m.got.Start = 1
			m.painted = 0
			m.probe.Refresh()
			return true
		}
		m.got.Start = time.Since(b.Began)
		return false
	})
	if b.StartOnly {
		return
	}
	m.turns(func(int) bool { return w.shown.Run.Result == nil }) // the numbers are there
	time.Sleep(time.Second)
	switch {
	case b.Live > 0:
		m.live()
	default:
		m.move()
	}
	if b.Idle > 0 {
		fyne.Do(still)
		time.Sleep(2 * time.Second)
		before, began := processorTime(), time.Now()
		time.Sleep(b.Idle)
		m.got.Idle = float64(processorTime()-before) / float64(time.Since(began))
	}
	runtime.GC()
	var heap runtime.MemStats
	runtime.ReadMemStats(&heap)
	m.got.Resident, m.got.Heap = resident(), int64(heap.HeapAlloc)
}

// move pans, drags and zooms, with the whole map in view and at 100 %.
func (m *meter) move() {
	w := m.w
	turn := func(n int) float64 { // there and back again
		if n%framesPerMotion < framesPerMotion/2 {
			return 1
		}
		return -1
	}
	look := func(zoom float64) {
		m.turns(func(int) bool {
			if zoom == 0 {
				w.act("fit")
			} else {
				w.machine.Camera = w.machine.Camera.Fit(w.scene.Bounds, 12, 1).ZoomCenter(zoom)
				w.board.Looked()
			}
			return false
		})
		time.Sleep(700 * time.Millisecond)
	}
	for _, view := range []struct {
		name string
		zoom float64
	}{{"all in view", 0}, {"at 100 %", 1}} {
		look(view.zoom)
		middle := fyne.NewPos(w.board.Size().Width/2, w.board.Size().Height/2)
		at := middle
		event := func(button desktop.MouseButton) *desktop.MouseEvent {
			return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: button}
		}
		drag := func(n int) {
			at = at.AddXY(float32(9*turn(n)), float32(5*turn(n)))
			w.board.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}})
		}
		m.now(func() { w.board.MouseDown(event(desktop.MouseButtonTertiary)) })
		m.motion("pan, "+view.name, drag)
		m.now(func() { w.board.MouseUp(event(desktop.MouseButtonTertiary)) })
		look(view.zoom)
		m.now(func() {
			at = m.stepNear(middle)
			w.board.MouseDown(event(desktop.MouseButtonPrimary))
			w.board.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at.AddXY(6, 6)}})
		})
		m.motion("drag a step, "+view.name, func(n int) {
			at = at.AddXY(float32(3*turn(n)), float32(2*turn(n)))
			w.board.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}})
		})
		m.now(func() {
			w.board.Cancel()
			w.board.MouseUp(event(desktop.MouseButtonPrimary))
		})
		look(view.zoom)
		m.motion("zoom, "+view.name, func(n int) {
			w.board.Wheel(middle, fyne.NewDelta(0, float32(8*turn(n))), tool.ModCtrl)
		})
	}
}

// now does something within the loop that paints.
func (m *meter) now(do func()) {
	m.turns(func(int) bool { do(); return false })
}

// stepNear is a place of the board on the step that is nearest to a place.
func (m *meter) stepNear(p fyne.Position) fyne.Position {
	c := m.w.machine.Camera
	best, least := p, 1e18
	for _, s := range m.w.shown.Map.Steps {
		area, ok := m.w.machine.World().Area(journey.Ref{Kind: journey.KindStep, ID: s.ID})
		if !ok {
			continue
		}
		q := c.Screen(draw.Point{X: area.X + area.W/2, Y: area.Y + area.H/2})
		if d := (q.X-float64(p.X))*(q.X-float64(p.X)) + (q.Y-float64(p.Y))*(q.Y-float64(p.Y)); d < least {
			best, least = fyne.NewPos(float32(q.X), float32(q.Y)), d
		}
	}
	return best
}

// live edits the map and waits for the numbers of each new map.
func (m *meter) live() {
	w := m.w
	weighted := 0
	for edits := range m.of.Live {
		var began time.Time
		var revision int64
		newest := func() bool { return w.shown.Map.Revision >= revision && w.drawn.m == w.shown.Map }
		full := func() bool { return newest() && w.drawn.result != nil && !w.drawn.stale }
		first := func() bool { return full() || newest() && w.drawn.rough != nil }
		var seen, refined time.Duration
		asked := false // for a frame that shows what is waited for
		m.turns(func(turn int) bool {
			now := time.Since(began)
			switch {
			case turn == 0:
				began = time.Now()
				w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) {
					links := slices.DeleteFunc(slices.Clone(tx.Map().Links), func(l *journey.Link) bool { return l.Weight == nil })
					weighted = (weighted + 7) % len(links)
					l := journey.Clone(links[weighted])
					weight := journey.Guess(0.2 + float64(edits%20)/100)
					l.Weight = &weight
					return nil, edit.SetRecord(tx, l)
				})
				m.got.Held = append(m.got.Held, time.Since(began))
				revision = w.session.Snapshot().Map.Revision
			case asked && seen == 0:
				seen, asked = now, false
			case asked:
				refined = now
				return false
			}
			if !asked && (seen == 0 && first() || seen > 0 && full() || now > longest && turn > 0) {
				m.probe.Refresh()
				asked = true
			}
			return true
		})
		m.got.Live, m.got.Refined = append(m.got.Live, seen), append(m.got.Refined, refined)
		time.Sleep(300 * time.Millisecond)
	}
}

// processorTime is what the process has used of all processors.
func processorTime() time.Duration {
	var used syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &used) != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// resident is the memory of the process.
func resident() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(status), "\n") {
		var kb int64
		if n, _ := fmt.Sscanf(line, "VmRSS: %d kB", &kb); n == 1 {
			return kb << 10
		}
	}
	return 0
}
