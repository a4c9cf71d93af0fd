package form

import (
	"reflect"

	"rehearse/journey"
)

func set(keys ...string) map[string]bool {
	m := make(map[string]bool, len(keys))
	for _, k := range keys {
		m[k] = true
	}
	return m
}

// hidden are fields that no form shows: identities, places (changed by hand on the board), pictures'
// bytes, and what is chosen elsewhere.
var hidden = set(
	"Settings.id", "Stage.id", "Persona.id", "Property.id", "Event.id", "Channel.id", "AssumptionRecord.id",
	"Segment.id", "Topic.id", "Offer.id", "NamedDate.id", "Score.id", "Scenario.id", "Step.id", "Link.id",
	"Cost.id", "Observed.id", "Term.id", "Comment.id", "Asset.id", "Silence.id",
	"BranchRule.id", "SplitArm.id", "Cap.id",
	"Step.kind", "Step.x", "Step.y", "Step.locked", "Stage.width", "Asset.sha256", "Asset.data", "Asset.media_type", "Assumption.id",
)

// paragraphs are texts of several lines, rules those of the segment language.
var (
	paragraphs = set("Settings.notes", "Persona.story", "AssumptionRecord.notes", "Segment.notes", "Scenario.notes",
		"Step.notes", "Note.text", "Content.body", "Term.meaning", "Comment.text", "Silence.reason")
	rules = set("Segment.rule", "BranchRule.rule", "ExitCriterion.rule", "RuleFactor.rule")
)

// judges name a rule of findings.
var judges = set("Threshold.rule", "Silence.rule")

// shares are plain numbers that are shares; plainNumbers are assumptions that are not.
var (
	shares       = set("Scenario.holdout", "DayShare.share")
	plainNumbers = set("Entry.per_day", "OutsideEvent.per_day", "AssumptionRecord.fact", "FatiguePoint.open",
		"FatiguePoint.unsubscribe")
)

// bases are what a rate may be a share of, the usual one first. Other numbers have the base that their
// place in the record gives them.
var bases = map[string][]journey.Base{
	"Rates.hard_bounce":  {journey.PerSent, journey.PerAttempt},
	"Rates.soft_bounce":  {journey.PerSent, journey.PerAttempt},
	"Rates.opened":       {journey.PerDelivered, journey.PerSent},
	"Rates.clicked":      {journey.PerOpened, journey.PerDelivered, journey.PerSent},
	"Rates.unsubscribed": {journey.PerNotClicked, journey.PerDelivered, journey.PerSent},
	"Response.rate":      {journey.PerSent, journey.PerDelivered, journey.PerOpened, journey.PerClicked},
}

// baseOf says of what a share is taken whose place in the record fixes that: message ids.
var baseOf = map[string]string{
	"Link.weight":      "step.base.entering",
	"WeightFor.weight": "step.base.entering",
	"SplitArm.weight":  "step.base.entering",
	"Change.share":     "step.base.entering",
	"Persona.share":    "step.base.audience",
	"Weighted.share":   "step.base.mix",
	"Reach.known":      "step.base.persona",
	"Reach.allowed":    "step.base.known",
	"Call.answered":    "step.base.attempts",
	"Call.refused":     "step.base.answered",
}

// refersTo says what the IDs of a field name.
var refersTo = map[string][]journey.Kind{
	"Persona.portrait":       {journey.KindAsset},
	"Persona.liked_channels": {journey.KindChannel},
	"Reach.channel":          {journey.KindChannel},
	"PropertyMix.property":   {journey.KindProperty},
	"OutsideEvent.segment":   {journey.KindSegment},
	"Anchor.of":              {journey.KindEvent, journey.KindProperty, journey.KindNamedDate},
	"EventPoints.event":      {journey.KindEvent},
	"ExitCriterion.event":    {journey.KindEvent},
	"Trigger.event":          {journey.KindEvent},
	"Trigger.segment":        {journey.KindSegment},
	"Trigger.property":       {journey.KindProperty},
	"Scenario.start":         {journey.KindStep},
	"Scenario.segment":       {journey.KindSegment},
	"Scenario.goal":          {journey.KindEvent, journey.KindStep},
	"Scenario.personas":      {journey.KindPersona},
	"Step.scenario":          {journey.KindScenario},
	"Step.stage":             {journey.KindStage},
	"Link.from":              {journey.KindStep},
	"Link.to":                {journey.KindStep},
	"WeightFor.persona":      {journey.KindPersona},
	"WeightFor.entry":        {journey.KindStep},
	"Entry.channel":          {journey.KindChannel},
	"Entry.before":           {journey.KindNamedDate},
	"PastEvent.event":        {journey.KindEvent},
	"PastScore.score":        {journey.KindScore},
	"Touchpoint.event":       {journey.KindEvent},
	"Change.target":          {journey.KindProperty, journey.KindScore, journey.KindChannel, journey.KindTopic},
	"Goal.event":             {journey.KindEvent},
	"GoalValue.property":     {journey.KindProperty},
	"Message.channels":       {journey.KindChannel},
	"Message.topic":          {journey.KindTopic},
	"Message.offer":          {journey.KindOffer},
	"Message.goal":           {journey.KindEvent, journey.KindStep},
	"Response.step":          {journey.KindStep},
	"Response.event":         {journey.KindEvent},
	"Wait.event":             {journey.KindEvent},
	"Support.channel":        {journey.KindChannel},
	"Call.channel":           {journey.KindChannel},
	"Cap.of":                 {journey.KindChannel, journey.KindTopic, journey.KindScenario},
	"Cap.fallback":           {journey.KindChannel},
	"Cost.on":                {journey.KindScenario, journey.KindChannel},
	"Observed.target":        {journey.KindStep, journey.KindLink},
	"Comment.on":             {journey.KindStep, journey.KindScenario, journey.KindPersona},
	"Silence.target":         {journey.KindStep, journey.KindScenario, journey.KindPersona, journey.KindSegment},
	"Assumption.use":         {journey.KindAssumption},
}

// folded are parts that are shown closed at first.
var folded = set("Message.rates")

// mixOf are mixes whose values are IDs.
var mixOf = map[string]journey.Kind{
	"Entry.mix":               journey.KindPersona,
	"BasePeople.unsubscribed": journey.KindChannel,
}

// refersToStep narrows references to steps of one kind.
var refersToStep = map[string]journey.StepKind{
	"WeightFor.entry": journey.StepEntry,
	"Scenario.goal":   journey.StepGoal,
	"Message.goal":    journey.StepGoal,
}

// channelFor narrows references to channels by what they are for.
var channelFor = map[string]journey.ChannelUse{
	"Message.channels": journey.ChannelMessage,
	"Cap.fallback":     journey.ChannelMessage,
	"Reach.channel":    journey.ChannelMessage,
	"Call.channel":     journey.ChannelMessage,
	"Entry.channel":    journey.ChannelEntry,
}

// mediumFor says of which medium a channel is usually meant.
var mediumFor = map[string]journey.ChannelMedium{
	"Call.channel": journey.MediumCall,
}

// shownWhen hides fields that mean nothing while another has its present value.
var shownWhen = map[string]func(v reflect.Value) bool{
	"Step.ports": func(v reflect.Value) bool {
		return len(journey.PortsOf(v.Addr().Interface().(*journey.Step))) > 0
	},
	"Wait.for":      is("Kind", journey.WaitDuration),
	"Wait.days":     is("Kind", journey.WaitUntil),
	"Wait.at":       is("Kind", journey.WaitUntil),
	"Wait.clock":    is("Kind", journey.WaitUntil),
	"Wait.event":    is("Kind", journey.WaitEvent),
	"Wait.time_out": is("Kind", journey.WaitEvent),
	"Wait.anchor":   is("Kind", journey.WaitAnchor),
	"Wait.late":     is("Kind", journey.WaitAnchor),

	"Law.value":     is("Kind", journey.LawFixed),
	"Law.low":       is("Kind", journey.LawUniform, journey.LawTriangular),
	"Law.high":      is("Kind", journey.LawUniform, journey.LawTriangular),
	"Law.mode":      is("Kind", journey.LawTriangular),
	"Law.mean":      is("Kind", journey.LawNormal, journey.LawExponential),
	"Law.deviation": is("Kind", journey.LawNormal),
	"Law.median":    is("Kind", journey.LawLogNormal),
	"Law.sigma":     is("Kind", journey.LawLogNormal),

	"Entry.per_day":        is("Mode", journey.EntryStream),
	"Entry.people":         is("Mode", journey.EntryCohort, journey.EntryBase),
	"Entry.base":           is("Mode", journey.EntryBase),
	"Entry.profile":        is("Mode", journey.EntryStream, journey.EntryCohort),
	"Entry.from":           is("Mode", journey.EntryStream, journey.EntryCohort),
	"Entry.until":          is("Mode", journey.EntryStream, journey.EntryCohort),
	"Entry.before":         is("Mode", journey.EntryStream, journey.EntryCohort),
	"Entry.cost_per_visit": is("Mode", journey.EntryStream, journey.EntryCohort),
	"Entry.curve":          func(v reflect.Value) bool { return v.FieldByName("Before").Len() > 0 },

	"Trigger.event":       is("Kind", journey.TriggerEvent),
	"Trigger.segment":     is("Kind", journey.TriggerSegment),
	"Trigger.date":        is("Kind", journey.TriggerDate),
	"Trigger.at":          is("Kind", journey.TriggerDate),
	"Trigger.zone":        is("Kind", journey.TriggerDate),
	"Trigger.repeat":      is("Kind", journey.TriggerDate),
	"Trigger.property":    is("Kind", journey.TriggerDate),
	"Trigger.offset_days": is("Kind", journey.TriggerDate),

	"Scenario.reentry_days": is("Reentry", journey.ReentryPause),
	"Anchor.of":             not("Kind", journey.AnchorScenarioStart),
	"Event.outside":         is("Source", journey.EventOutside),
	"Property.choices":      is("Type", journey.PropertyChoice),
	"Channel.on_site_window": func(v reflect.Value) bool {
		return v.FieldByName("OnSite").Bool()
	},
	"Cap.length":      is("Window", journey.CapRolling, journey.CapSinceLast),
	"Cap.periods":     is("Window", journey.CapDay, journey.CapWeek, journey.CapMonth),
	"Cap.week_starts": is("Window", journey.CapWeek),
	"Cap.clock":       is("Window", journey.CapDay, journey.CapWeek, journey.CapMonth),
	"Cap.of":          not("Scope", journey.ScopeAll),
	"Cap.fallback":    is("Hit", journey.CapChannel),
	"Cap.look_ahead":  is("Winner", journey.WinPriority),
	"Change.value":    not("Kind", journey.ChangeKnown, journey.ChangeAllowed, journey.ChangeSubscription),
	"Change.target":   not("Kind", journey.ChangeMark),
	"Change.no":       not("Kind", journey.ChangeProperty, journey.ChangeScore),
	"GoalValue.evidence": func(v reflect.Value) bool { // what founds an amount has no place before the amount
		return v.FieldByName("Amount").Int() != 0 || v.FieldByName("Low").Int() != 0 || v.FieldByName("High").Int() != 0
	},
	"Message.choice": func(v reflect.Value) bool { return v.FieldByName("Channels").Len() > 1 },
}

func is[W ~string](field string, words ...W) func(reflect.Value) bool {
	return func(v reflect.Value) bool {
		for _, w := range words {
			if v.FieldByName(field).String() == string(w) {
				return true
			}
		}
		return false
	}
}

func not[W ~string](field string, words ...W) func(reflect.Value) bool {
	yes := is(field, words...)
	return func(v reflect.Value) bool { return !yes(v) }
}
