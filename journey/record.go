package journey

// Each record names itself.

// RecordID is the record's ID.
func (*Settings) RecordID() ID { return SettingsID }

// RecordKind is KindSettings.
func (*Settings) RecordKind() Kind { return KindSettings }

// RecordID is the record's ID.
func (r *Stage) RecordID() ID { return r.ID }

// RecordKind is KindStage.
func (*Stage) RecordKind() Kind { return KindStage }

// RecordID is the record's ID.
func (r *Persona) RecordID() ID { return r.ID }

// RecordKind is KindPersona.
func (*Persona) RecordKind() Kind { return KindPersona }

// RecordID is the record's ID.
func (r *Property) RecordID() ID { return r.ID }

// RecordKind is KindProperty.
func (*Property) RecordKind() Kind { return KindProperty }

// RecordID is the record's ID.
func (r *Event) RecordID() ID { return r.ID }

// RecordKind is KindEvent.
func (*Event) RecordKind() Kind { return KindEvent }

// RecordID is the record's ID.
func (r *Channel) RecordID() ID { return r.ID }

// RecordKind is KindChannel.
func (*Channel) RecordKind() Kind { return KindChannel }

// RecordID is the record's ID.
func (r *AssumptionRecord) RecordID() ID { return r.ID }

// RecordKind is KindAssumption.
func (*AssumptionRecord) RecordKind() Kind { return KindAssumption }

// RecordID is the record's ID.
func (r *Segment) RecordID() ID { return r.ID }

// RecordKind is KindSegment.
func (*Segment) RecordKind() Kind { return KindSegment }

// RecordID is the record's ID.
func (r *Topic) RecordID() ID { return r.ID }

// RecordKind is KindTopic.
func (*Topic) RecordKind() Kind { return KindTopic }

// RecordID is the record's ID.
func (r *Offer) RecordID() ID { return r.ID }

// RecordKind is KindOffer.
func (*Offer) RecordKind() Kind { return KindOffer }

// RecordID is the record's ID.
func (r *NamedDate) RecordID() ID { return r.ID }

// RecordKind is KindNamedDate.
func (*NamedDate) RecordKind() Kind { return KindNamedDate }

// RecordID is the record's ID.
func (r *Score) RecordID() ID { return r.ID }

// RecordKind is KindScore.
func (*Score) RecordKind() Kind { return KindScore }

// RecordID is the record's ID.
func (r *Scenario) RecordID() ID { return r.ID }

// RecordKind is KindScenario.
func (*Scenario) RecordKind() Kind { return KindScenario }

// RecordID is the record's ID.
func (r *Step) RecordID() ID { return r.ID }

// RecordKind is KindStep.
func (*Step) RecordKind() Kind { return KindStep }

// RecordID is the record's ID.
func (r *Link) RecordID() ID { return r.ID }

// RecordKind is KindLink.
func (*Link) RecordKind() Kind { return KindLink }

// RecordID is the record's ID.
func (*Policy) RecordID() ID { return PolicyID }

// RecordKind is KindPolicy.
func (*Policy) RecordKind() Kind { return KindPolicy }

// RecordID is the record's ID.
func (r *Cost) RecordID() ID { return r.ID }

// RecordKind is KindCost.
func (*Cost) RecordKind() Kind { return KindCost }

// RecordID is the record's ID.
func (r *Observed) RecordID() ID { return r.ID }

// RecordKind is KindObserved.
func (*Observed) RecordKind() Kind { return KindObserved }

// RecordID is the record's ID.
func (r *Term) RecordID() ID { return r.ID }

// RecordKind is KindTerm.
func (*Term) RecordKind() Kind { return KindTerm }

// RecordID is the record's ID.
func (r *Comment) RecordID() ID { return r.ID }

// RecordKind is KindComment.
func (*Comment) RecordKind() Kind { return KindComment }

// RecordID is the record's ID.
func (r *Asset) RecordID() ID { return r.ID }

// RecordKind is KindAsset.
func (*Asset) RecordKind() Kind { return KindAsset }

// RecordID is the record's ID.
func (r *Silence) RecordID() ID { return r.ID }

// RecordKind is KindSilence.
func (*Silence) RecordKind() Kind { return KindSilence }
