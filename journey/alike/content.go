package alike

import (
	"slices"
	"strings"
	"unicode"
)

// Content is the subject and the body of a message, made ready to be compared.
type Content struct{ Subject, Body *Text }

// ReadContent makes a subject and a body ready.
func ReadContent(subject, body string) Content { return Content{Read(subject), Read(body)} }

// Empty tells that there is nothing to compare.
func (c Content) Empty() bool { return c.Subject.Empty() && c.Body.Empty() }

// Key is equal for contents that are the same, subject and body, and for no others.
func (c Content) Key() string {
	return strings.Join(c.Subject.stems, " ") + "\n" + strings.Join(c.Body.stems, " ")
}

// Contents compares two contents, subjects with subjects and bodies with bodies; readers take the messages for one when either
// are alike. Nearly the same subjects are different here, and the messages as like as their bodies are, when
//   - they differ in a number or a date, which makes them a series: Day 1 of your free trial, Day 2 of your free trial;
//   - each has a word of its own, above different bodies: Your invoice from Acme Ltd is ready, Your contract with Acme Ltd is ready.
func Contents(a, b Content) (subjects, bodies Likeness) {
	subjects, bodies = Subjects(a.Subject, b.Subject), Bodies(a.Body, b.Body)
	if subjects.Degree == Near && (!slices.Equal(a.Subject.counts, b.Subject.counts) || otherWords(a.Subject, b.Subject) && otherTexts(a.Body, b.Body, bodies)) {
		subjects = Likeness{Different, 0}
	}
	return subjects, bodies
}

// otherWords tells that each text has a word that is not in the other.
func otherWords(a, b *Text) bool {
	both, _ := common(a.set, b.set)
	return both < min(len(a.set), len(b.set))
}

// otherTexts tells that both bodies are written, and different.
func otherTexts(a, b *Text, like Likeness) bool {
	return like.Degree == Different && !a.Empty() && !b.Empty()
}

// counts tells that a stem says which one of a series a text is: it has a digit, or is a number, a month or a day of the week.
func counts(stem string) bool {
	return counting[stem] || strings.ContainsFunc(stem, unicode.IsDigit)
}

// counting are the stems of numbers, months and days of the week.
var counting = func() map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(`
one two three four five six seven eight nine ten first second third fourth fifth sixth seventh eighth ninth tenth
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
один одна одно два две три четыре пять шесть семь восемь девять десять
первый второй третий третья третье третьего четвертый пятый шестой седьмой восьмой девятый десятый
январь января февраль февраля март марта апрель апреля май мая июнь июня июль июля август августа сентябрь сентября октябрь октября ноябрь ноября декабрь декабря
понедельник вторник среда среду четверг пятница суббота воскресенье`) {
		set[stem(word)] = true
	}
	return set
}()
