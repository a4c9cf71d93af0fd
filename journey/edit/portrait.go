package edit

import "rehearse/journey"

// SetPortrait gives a persona a picture; no data takes its picture away. A picture that nobody has any more goes.
func SetPortrait(tx *Tx, persona journey.ID, mediaType string, data []byte) error {
	p := tx.next.Persona(persona)
	if p == nil {
		return missing(journey.Ref{Kind: journey.KindPersona, ID: persona})
	}
	tx.Name("edit.set_portrait", journey.Args{"Name": nameOf(p)})
	before, changed := p.Portrait, journey.Clone(p)
	changed.Portrait = ""
	if len(data) > 0 {
		id, err := AddPicture(tx, p.Name, mediaType, data)
		if err != nil {
			return err
		}
		changed.Portrait = id
	}
	tx.Put(changed)
	if before == "" || before == changed.Portrait {
		return nil
	}
	for _, other := range tx.next.Personas {
		if other.Portrait == before {
			return nil
		}
	}
	tx.Delete(journey.Ref{Kind: journey.KindAsset, ID: before})
	return nil
}
