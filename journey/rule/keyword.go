package rule

import (
	"slices"
	"strings"
)

// Lang is a language the keywords of a rule can be printed in.
type Lang string

// The languages of keywords. Parse understands both at once.
const (
	English Lang = "en"
	Russian Lang = "ru"
)

// keyword is a reserved word. Its spellings are data: the parser never looks at letters.
type keyword uint8

const (
	notAKeyword keyword = iota
	kwAnd
	kwOr
	kwNot
	kwIn
	kwTrue
	kwFalse
	kwKnown
	kwAllowed
	kwSubscribed
	kwMark
	kwInSegment
	kwNever
	kwLast
	kwSince
	kwUntil
	kwCount
	kwScore
	kwInterest
	kwPayGrade
	kwProperty
	kwPersona
	kwLanguage
	kwEntry
	kwChannel
	kwReceived
	kwOpened
	kwClicked
)

// keywords gives the spellings, the canonical one first. Words are lower case and written with е for ё
// where both occur, except that a canonical spelling keeps its ё.
var keywords = []struct {
	keyword keyword
	english []string
	russian []string
}{
	{kwAnd, []string{"and"}, []string{"и"}},
	{kwOr, []string{"or"}, []string{"или"}},
	{kwNot, []string{"not"}, []string{"не"}},
	{kwIn, []string{"in"}, []string{"в", "из"}},
	{kwTrue, []string{"true", "yes"}, []string{"истина", "да"}},
	{kwFalse, []string{"false", "no"}, []string{"ложь", "нет"}},
	{kwKnown, []string{"known"}, []string{"известен", "известна", "известно"}},
	{kwAllowed, []string{"allowed"}, []string{"разрешён", "разрешена", "разрешено"}},
	{kwSubscribed, []string{"subscribed"}, []string{"подписан", "подписана"}},
	{kwMark, []string{"mark"}, []string{"метка"}},
	{kwInSegment, []string{"in_segment"}, []string{"в_сегменте"}},
	{kwNever, []string{"never"}, []string{"никогда"}},
	{kwLast, []string{"last"}, []string{"последнее", "последний", "последняя"}},
	{kwSince, []string{"since"}, []string{"прошло"}},
	{kwUntil, []string{"until"}, []string{"осталось"}},
	{kwCount, []string{"count"}, []string{"число", "количество"}},
	{kwScore, []string{"score"}, []string{"баллы", "балл"}},
	{kwInterest, []string{"interest"}, []string{"интерес"}},
	{kwPayGrade, []string{"pay_grade"}, []string{"платёжеспособность"}},
	{kwProperty, []string{"property"}, []string{"свойство"}},
	{kwPersona, []string{"persona"}, []string{"персона"}},
	{kwLanguage, []string{"language"}, []string{"язык"}},
	{kwEntry, []string{"entry"}, []string{"вход"}},
	{kwChannel, []string{"channel"}, []string{"канал"}},
	{kwReceived, []string{"received"}, []string{"получено"}},
	{kwOpened, []string{"opened"}, []string{"открыто"}},
	{kwClicked, []string{"clicked"}, []string{"клик"}},
}

// units gives the spellings of units of time, the canonical one first.
var units = []struct {
	unit    Unit
	english []string
	russian []string
}{
	{Second, []string{"s", "sec", "second", "seconds"}, []string{"с", "сек", "секунда", "секунды", "секунд"}},
	{Minute, []string{"m", "min", "minute", "minutes"}, []string{"м", "мин", "минута", "минуты", "минут"}},
	{Hour, []string{"h", "hour", "hours"}, []string{"ч", "час", "часа", "часов"}},
	{Day, []string{"d", "day", "days"}, []string{"д", "дн", "день", "дня", "дней"}},
	{Week, []string{"w", "week", "weeks"}, []string{"н", "нед", "неделя", "недели", "недель"}},
}

// foldWord brings a word to the form words are compared in.
func foldWord(word string) string {
	return strings.ReplaceAll(strings.ToLower(word), "ё", "е")
}

var (
	keywordBySpelling = map[string]keyword{}
	unitBySpelling    = map[string]Unit{}
)

func init() {
	for _, row := range keywords {
		for _, spelling := range slices.Concat(row.english, row.russian) {
			keywordBySpelling[foldWord(spelling)] = row.keyword
		}
	}
	for _, row := range units {
		for _, spelling := range slices.Concat(row.english, row.russian) {
			unitBySpelling[foldWord(spelling)] = row.unit
		}
	}
}

// spelling is the canonical spelling of the keyword in a language.
func (k keyword) spelling(lang Lang) string {
	row := keywords[k-1]
	if lang == Russian {
		return row.russian[0]
	}
	return row.english[0]
}

// spelling is the canonical letter of the unit in a language.
func (u Unit) spelling(lang Lang) string {
	if lang == Russian {
		return units[u].russian[0]
	}
	return units[u].english[0]
}

// The keywords of facts, quantities and qualities, by their constants.
var (
	factKeyword     = [...]keyword{kwKnown, kwAllowed, kwSubscribed, kwMark, kwInSegment, kwNever, kwProperty}
	quantityKeyword = [...]keyword{kwLast, kwSince, kwUntil, kwCount, kwScore, kwInterest, kwPayGrade, kwProperty}
	qualityKeyword  = [...]keyword{kwPersona, kwLanguage, kwEntry, kwChannel, kwPayGrade, kwProperty}
)

// messageKeyword gives the keyword of a message event by its kind from ReceivedMessage on.
var messageKeyword = [...]keyword{kwReceived, kwOpened, kwClicked}

// The kinds of name facts, quantities and qualities are about; Unresolved where Check decides.
var (
	factKind     = [...]Kind{ChannelName, ChannelName, Unresolved, MarkName, SegmentName, EventName, PropertyName}
	quantityKind = [...]Kind{EventName, Unresolved, Unresolved, EventName, ScoreName, ScoreName, Unresolved, PropertyName}
	valueKind    = [...]Kind{PersonaName, LanguageName, EntryName, ChannelName, GradeName, ChoiceName}
)
