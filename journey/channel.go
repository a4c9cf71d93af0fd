package journey

// ChannelUse says what a channel is for.
type ChannelUse string

// The uses of a channel.
const (
	ChannelMessage ChannelUse = "message"
	ChannelEntry   ChannelUse = "entry"
	ChannelBoth    ChannelUse = "both"
)

// Words lists the uses; the first is the default.
func (ChannelUse) Words() []string { return []string{"message", "entry", "both"} }

// ChannelMedium is what kind of thing a channel is; it chooses the icon and the defaults.
type ChannelMedium string

// The media a channel can be.
const (
	MediumEmail     ChannelMedium = "email"
	MediumSMS       ChannelMedium = "sms"
	MediumPush      ChannelMedium = "push"
	MediumMessenger ChannelMedium = "messenger"
	MediumPopUp     ChannelMedium = "pop_up"
	MediumInApp     ChannelMedium = "in_app"
	MediumChat      ChannelMedium = "chat"
	MediumCall      ChannelMedium = "call"
	MediumLetter    ChannelMedium = "letter"
	MediumAd        ChannelMedium = "ad"
	MediumSearch    ChannelMedium = "search"
	MediumSocial    ChannelMedium = "social"
	MediumOther     ChannelMedium = "other"
)

// Words lists the media; the first is the default.
func (ChannelMedium) Words() []string {
	return []string{"email", "sms", "push", "messenger", "pop_up", "in_app", "chat", "call", "letter", "ad", "search", "social", "other"}
}

// Channel is a way people come in or messages go out.
type Channel struct {
	ID     ID            `json:"id"`
	Name   string        `json:"name"`
	Medium ChannelMedium `json:"medium" default:"email"`
	Use    ChannelUse    `json:"use" default:"message"`
	// CostPerVisit and CostPerSend are what one costs.
	CostPerVisit Money `json:"cost_per_visit"`
	CostPerSend  Money `json:"cost_per_send"`
	// CapsExempt: sends do not count towards caps and are not held by them.
	CapsExempt bool `json:"caps_exempt"`
	// QuietHoursExempt: sends ignore quiet hours.
	QuietHoursExempt bool `json:"quiet_hours_exempt"`
	// OnSite: seen only on the site; the person must have had a touchpoint less than OnSiteWindow ago.
	OnSite bool `json:"on_site"`
	// OnSiteWindow is 30 minutes when 0.
	OnSiteWindow Duration `json:"on_site_window"`
	// DeliveryDelay is the time from the send to the delivery.
	DeliveryDelay Law `json:"delivery_delay"`
	// OpensUnmeasured: opens are not known; clicks are then per delivered.
	OpensUnmeasured bool  `json:"opens_unmeasured"`
	Rates           Rates `json:"rates"`
}

// Rates are what happens to a message that was sent. A nil rate is taken from the channel, and there
// is 0 when the channel has none either. Every rate must name its base (Assumption.Per).
type Rates struct {
	// HardBounce (the address is dead) and SoftBounce are per sent or attempt.
	HardBounce *Assumption `json:"hard_bounce"`
	SoftBounce *Assumption `json:"soft_bounce"`
	// Opened is per delivered or sent.
	Opened *Assumption `json:"opened"`
	// Clicked is per opened, delivered or sent.
	Clicked *Assumption `json:"clicked"`
	// Unsubscribed is per not_clicked (delivered and not clicked), delivered or sent.
	Unsubscribed *Assumption `json:"unsubscribed"`
	// OpenDelay runs from the delivery, ClickDelay from the open (from the delivery where opens are not
	// measured). Zero laws: see the channel; there zero means at once.
	OpenDelay  Law `json:"open_delay"`
	ClickDelay Law `json:"click_delay"`
}

// IsZero reports whether nothing is set.
func (r Rates) IsZero() bool { return r == Rates{} }
