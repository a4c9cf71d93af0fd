package form

// unset are numbers and lengths of time of which nothing means something of its own: such a field is shown
// empty, with these words in place of a 0 that nobody means.
var unset = map[string]string{
	"Reach.open_odds":        "step.unset.factor",
	"Reach.click_odds":       "step.unset.factor",
	"Reach.response_odds":    "step.unset.factor",
	"Reach.unsubscribe_odds": "step.unset.factor",

	"Message.attribution_window": "step.unset.week",
	"Message.decide_after":       "step.unset.decide_after",
	"Message.longest_hold":       "step.unset.week",
	"Wait.time_out":              "step.unset.horizon",
	"Support.cases_at_once":      "step.unset.one",
	"Support.answer_within":      "step.unset.no_target",
	"Call.attempts":              "step.unset.one",
	"Call.agents":                "step.unset.no_limit",
	"Entry.awareness":            "step.unset.not_said",

	"Policy.duplicate_window":   "step.unset.week",
	"Policy.least_touches":      "step.unset.none",
	"Policy.least_touches_days": "step.unset.none",
	"Policy.most_per_day":       "step.unset.two",
	"Policy.most_per_week":      "step.unset.five",
	"Cap.periods":               "step.unset.one",
	"Cap.look_ahead":            "step.unset.none",
	"Channel.on_site_window":    "step.unset.half_hour",

	"Scenario.phase":       "step.unset.not_planned",
	"Scenario.priority":    "step.unset.priority",
	"NamedDate.every_days": "step.unset.once",
	"Score.decay_after":    "step.unset.never",
	"Score.floor":          "step.unset.no_bound",
	"Score.ceiling":        "step.unset.no_bound",

	// Laws: what no time at all means.
	"BasePeople.age":         "step.unset.year",
	"PastEvent.last":         "step.unset.at_start",
	"Persona.patience":       "step.unset.for_ever",
	"Support.patience":       "step.unset.as_persona",
	"Channel.delivery_delay": "step.unset.at_once",
	"Link.delay":             "step.unset.at_once",
	"Response.delay":         "step.unset.at_once",
	"Call.retry_after":       "step.unset.at_once",
}
