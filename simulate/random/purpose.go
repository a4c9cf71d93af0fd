package random

// Purpose says what a draw decides, so that two decisions at one record never share a number. Values
// are frozen: a new purpose is added at the end, none is renumbered or reused.
type Purpose uint8

// The purposes.
const (
	Route         Purpose = 0  // which way a person goes on from a touchpoint
	Duration      Purpose = 1  // how long a wait or a link's delay lasts
	Delivered     Purpose = 2  // whether a message is delivered
	HardBounce    Purpose = 3  // whether a message that was not delivered kills the address
	Open          Purpose = 4  // whether a delivered message is opened
	OpenDelay     Purpose = 5  // how long until it is opened
	Click         Purpose = 6  // whether it is clicked
	ClickDelay    Purpose = 7  // how long until it is clicked
	Unsubscribe   Purpose = 8  // whether the person unsubscribes
	Response      Purpose = 9  // whether a message pulls the person to its response step
	ResponseDelay Purpose = 10 // how long until it does
	Arrival       Purpose = 11 // the moment of the day a person arrives
	Persona       Purpose = 12 // which persona the person is
	Language      Purpose = 13 // which language the person speaks
	Zone          Purpose = 14 // in which time zone the person lives
	PayGrade      Purpose = 15 // which pay grade the person has
	Property      Purpose = 16 // a property's value
	Known         Purpose = 17 // whether a channel's address is known
	Allowed       Purpose = 18 // whether a channel is allowed
	Holdout       Purpose = 19 // whether the person is held out of a scenario
	Split         Purpose = 20 // which arm of a split
	Answer        Purpose = 21 // whether a call is answered
	CallAttempt   Purpose = 22 // chance of one attempt of a call
	Handling      Purpose = 23 // how long an agent needs
	Patience      Purpose = 24 // how long the person waits for an agent
	LinkDelay     Purpose = 25 // how long a link of a fork takes
	Value         Purpose = 26 // what a goal is worth
	Attribute     Purpose = 27 // any other trait of the person
	UnsubDelay    Purpose = 28 // how long until the person unsubscribes
	Outside       Purpose = 29 // when an outside event happens
	History       Purpose = 30 // what a person of the base did before the start
	Age           Purpose = 31 // how long a person of the base has been there
	Assumption    Purpose = 32 // where in its range an assumption lies in a batch
	Refused       Purpose = 33 // whether an answered call is refused
	Race          Purpose = 34 // one link's delay in a race between links
	Delivery      Purpose = 35 // how long delivery takes
	Arrivals      Purpose = 36 // how many people of a stream arrive on a day
	ArrivalDay    Purpose = 37 // on which day a person of a stream arrives, where their number is given

	// purposes is how many there are.
	purposes = 38
)
