package cli

import "rehearse/assets"

type schemaCommand struct{}

// Run prints the JSON Schema of a map: what a file may hold, field by field, for editors that complete and check JSON and for
// whoever has the program and not its documents.
func (schemaCommand) Run(s *session) error {
	_, err := s.Out.Write(assets.Schema())
	return err
}
