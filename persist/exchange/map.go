package exchange

import (
	"fmt"
	"io"

	"rehearse/journey"
	"rehearse/journey/codec"
)

// Read reads a map in the exchange format, of at most codec.MaxBytes. A text that is no valid map gives
// journey.Problems with line, column, record and field; a failing reader its own error, wrapped.
func Read(r io.Reader) (*journey.Map, error) {
	data, err := io.ReadAll(io.LimitReader(r, codec.MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read map: %w", err)
	}
	m, problems := codec.DecodeMap(data)
	if len(problems) > 0 {
		return nil, problems
	}
	return m, nil
}

// Write writes a map in the exchange format, indented and with a final newline.
func Write(w io.Writer, m *journey.Map) error {
	if _, err := w.Write(codec.EncodeMap(m, true)); err != nil {
		return fmt.Errorf("write map: %w", err)
	}
	return nil
}
