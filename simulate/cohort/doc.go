// Package cohort makes the synthetic people of a run: how many arrive at which entry on which day, when,
// and who they are.
//
// A person is (seed, entry, day of arrival, ordinal that day) and nothing else: a changed volume or mix
// adds or drops people at the end of a day and leaves all others as they are. Days are stretches of 24
// hours from the map's start.
//
// The number of arrivals is apportioned, not drawn: a stream of 100 a day brings 100 people each day, and
// one of 0.4 a day brings its people on the days on which the sum so far passes a half. What varies between
// two seeds is who they are and what they do. With an exact number of people in the specification, they are
// split over the entries by volume and over each entry's days by its weights, both by the largest
// remainder. Inside a day the moment is drawn, by the weights of its hours.
//
// The package knows the program's tables of people and chance; it knows no graph and no events.
package cohort
