package png

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
	"image"
	"io"
	"math"
	"runtime"
	"sync"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/persist/export/pixel"
)

// Options say how a scene becomes a picture.
type Options struct {
	// Scale is how many pixels a world unit gets, 1..4; 0 means 1.
	Scale float64
	// Title, Author and Date are kept in the file; "" leaves them out.
	Title, Author, Date string
}

// Bounds of Options.Scale, and the largest side of a picture in pixels, which no map of the permitted
// size reaches that is not scattered by mistake.
const (
	LeastScale, GreatestScale = 1.0, 4.0
	LargestSide               = 300_000
)

// bandBytes is about how much of the picture one goroutine holds.
const bandBytes = 4 << 20

// Write paints the whole scene, whatever is shown of it on a screen. A wrong scale and a picture that is
// too large are journey.Problems; other errors are the writer's.
func Write(w io.Writer, scene *draw.Scene, o Options) error {
	if o.Scale == 0 {
		o.Scale = 1
	}
	if !(o.Scale >= LeastScale && o.Scale <= GreatestScale) {
		return journey.Problem{Code: "draw.export.scale", Args: journey.Args{"Scale": o.Scale, "Least": LeastScale, "Most": GreatestScale}}
	}
	width, height := math.Ceil(scene.Bounds.W*o.Scale), math.Ceil(scene.Bounds.H*o.Scale)
	if !(width <= LargestSide && height <= LargestSide) {
		return journey.Problem{Code: "draw.export.too_large", Args: journey.Args{"Width": width, "Height": height, "Most": LargestSide}}
	}
	f := &file{w: w, workers: min(runtime.GOMAXPROCS(0), 4)}
	f.header(max(1, int(width)), max(1, int(height)), o)
	f.bands(scene, max(1, int(width)), max(1, int(height)), o.Scale)
	f.chunk("IEND", nil)
	return f.err
}

// file writes the chunks of a PNG; after an error it writes nothing more.
type file struct {
	w       io.Writer
	workers int // bands painted at once
	err     error
}

func (f *file) chunk(kind string, data []byte) {
	if f.err != nil {
		return
	}
	head := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	head = append(head, kind...)
	sum := crc32.Update(crc32.ChecksumIEEE([]byte(kind)), crc32.IEEETable, data)
	for _, part := range [...][]byte{head, data, binary.BigEndian.AppendUint32(nil, sum)} {
		if _, err := f.w.Write(part); err != nil {
			f.err = err
			return
		}
	}
}

func (f *file) header(width, height int, o Options) {
	if _, err := io.WriteString(f.w, "\x89PNG\r\n\x1a\n"); err != nil {
		f.err = err
		return
	}
	var b []byte
	b = binary.BigEndian.AppendUint32(b, uint32(width))
	b = binary.BigEndian.AppendUint32(b, uint32(height))
	f.chunk("IHDR", append(b, 8, 2, 0, 0, 0)) // 8 bits, red green blue
	// 96 world units are an inch.
	perMetre := uint32(math.Round(96 * o.Scale / 0.0254))
	b = binary.BigEndian.AppendUint32(nil, perMetre)
	b = binary.BigEndian.AppendUint32(b, perMetre)
	f.chunk("pHYs", append(b, 1))
	for _, entry := range [...][2]string{{"Title", o.Title}, {"Author", o.Author}, {"Creation Time", o.Date}, {"Software", "Rehearse"}} {
		if entry[1] != "" {
			// Keyword, not compressed, no language, no translated keyword, text in UTF-8.
			f.chunk("iTXt", append([]byte(entry[0]+"\x00\x00\x00\x00\x00"), entry[1]...))
		}
	}
}

// painted is a finished band.
type painted struct {
	data []byte // compressed
	sum  uint32 // Adler-32 of what was compressed, and its length
	size int64
}

// bands paints and compresses the picture, so many bands at once as there are processors, and writes
// them in order. Each band is a piece of one compressed stream that needs no other piece.
func (f *file) bands(scene *draw.Scene, width, height int, scale float64) {
	rows := min(height, max(32, bandBytes/(3*width)))
	count := (height + rows - 1) / rows
	lists := itemsByBand(scene, scale, rows, count)
	origin := draw.Point{X: scene.Bounds.X, Y: scene.Bounds.Y}

	workers := min(count, f.workers)
	results := make([]chan painted, count)
	for i := range results {
		results[i] = make(chan painted, 1)
	}
	ahead := make(chan struct{}, workers+1) // bands painted and not yet written
	next := make(chan int)
	quit := make(chan struct{})
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			p, b := pixel.New(), &band{}
			img := image.NewRGBA(image.Rect(0, 0, width, rows))
			squeeze, err := flate.NewWriter(io.Discard, flate.BestSpeed)
			if err != nil {
				panic("png: " + err.Error()) // the level is a constant that exists
			}
			for i := range next {
				part := img.SubImage(image.Rect(0, 0, width, min(rows, height-i*rows))).(*image.RGBA)
				p.Begin(part, origin.X*scale, origin.Y*scale+float64(i*rows), scale)
				p.Clear(scene.Background)
				for _, n := range lists[i] {
					p.Item(&scene.Items[n])
				}
				b.take(part)
				results[i] <- compress(b, squeeze, i == count-1)
			}
		})
	}
	wg.Go(func() {
		defer close(next)
		for i := range count {
			select {
			case ahead <- struct{}{}:
			case <-quit:
				return
			}
			select {
			case next <- i:
			case <-quit:
				return
			}
		}
	})
	sum := uint32(1)
	for i := 0; i < count && f.err == nil; i++ {
		b := <-results[i]
		data := b.data
		if i == 0 {
			data = append([]byte{0x78, 0x01}, data...) // header of the stream
		}
		sum = combine(sum, b.sum, b.size)
		if i == count-1 {
			data = binary.BigEndian.AppendUint32(data, sum)
		}
		f.chunk("IDAT", data)
		<-ahead
	}
	close(quit)
	wg.Wait()
}

// itemsByBand lists which items touch which band, in painting order.
func itemsByBand(scene *draw.Scene, scale float64, rows, count int) [][]int32 {
	lists := make([][]int32, count)
	for n := range scene.Items {
		area := scene.Items[n].Area()
		first := int((area.Y-scene.Bounds.Y)*scale-2) / rows
		last := int((area.Bottom()-scene.Bounds.Y)*scale+2) / rows
		for i := max(0, first); i <= min(last, count-1); i++ {
			lists[i] = append(lists[i], int32(n))
		}
	}
	return lists
}

func compress(b *band, squeeze *flate.Writer, last bool) painted {
	b.filter()
	var out bytes.Buffer
	squeeze.Reset(&out)
	// A bytes.Buffer never refuses.
	_, _ = squeeze.Write(b.data)
	if last {
		_ = squeeze.Close()
	} else {
		_ = squeeze.Flush()
	}
	return painted{data: out.Bytes(), sum: adler32.Checksum(b.data), size: int64(len(b.data))}
}

// combine is the Adler-32 sum of two pieces from the sums of each (as in zlib's adler32_combine).
func combine(a, b uint32, sizeOfB int64) uint32 {
	const base = 65521
	size := uint64(sizeOfB % base)
	a1, a2 := uint64(a&0xffff), uint64(a>>16)
	b1, b2 := uint64(b&0xffff), uint64(b>>16)
	low := (a1 + b1 + base - 1) % base
	high := (a2 + b2 + size*a1 + base - size) % base
	return uint32(high<<16 | low)
}
