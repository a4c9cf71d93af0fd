package edit

import (
	"crypto/sha256"
	"encoding/hex"

	"rehearse/journey"
)

// AddComment adds a remark on a record, or on the whole map when on is zero. The date is the day of the
// remark, as the caller's clock has it.
func AddComment(tx *Tx, on journey.Ref, author string, date journey.Date, text string) (journey.ID, error) {
	c := &journey.Comment{ID: tx.NewID(), On: on, Author: author, Date: date, Text: text}
	tx.Name("edit.add_record", journey.Args{"Kind": kindWord(journey.KindComment), "Name": aboutName(tx, on)})
	tx.Put(c)
	return c.ID, nil
}

// AddSilence keeps a rule quiet about one target (about the whole map when it is zero), with a reason; without one it is refused.
func AddSilence(tx *Tx, rule string, target journey.Ref, reason, who string, when journey.Date) (journey.ID, error) {
	s := &journey.Silence{ID: tx.NewID(), Rule: rule, Target: target, Reason: reason, Who: who, When: when}
	tx.Name("edit.add_record", journey.Args{"Kind": kindWord(journey.KindSilence), "Name": rule})
	tx.Put(s)
	return s.ID, nil
}

// AddPicture adds a picture; one with the same bytes that is there already is used instead.
func AddPicture(tx *Tx, name, mediaType string, data []byte) (journey.ID, error) {
	sum := sha256.Sum256(data)
	hash := hex.EncodeToString(sum[:])
	for _, a := range tx.next.Assets {
		if a.SHA256 == hash && a.MediaType == mediaType {
			return a.ID, nil
		}
	}
	a := &journey.Asset{ID: tx.NewID(), Name: name, MediaType: mediaType, SHA256: hash, Data: data}
	tx.Name("edit.add_record", journey.Args{"Kind": kindWord(journey.KindAsset), "Name": name})
	tx.Put(a)
	return a.ID, nil
}

func aboutName(tx *Tx, on journey.Ref) string {
	if r := tx.next.Lookup(on); r != nil {
		return journey.NameOf(r)
	}
	return ""
}
