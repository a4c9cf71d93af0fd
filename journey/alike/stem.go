package alike

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// stem cuts the ending off a word, so that its forms become one: "заказы", "заказа" and "заказ"; "waiting" and "waits".
// It is rougher than a dictionary and cuts off too little rather than too much: at least leastStem letters stay.
func stem(word string) string {
	first, _ := utf8.DecodeRuneInString(word)
	switch {
	case unicode.Is(unicode.Cyrillic, first):
		return russian(word)
	case unicode.Is(unicode.Latin, first):
		return english(word)
	default:
		return word
	}
}

// leastStem is how many letters a stem has at least.
const leastStem = 3

// russianEndings of nouns, adjectives, participles and verbs, long ones first; the last step takes what may be left of a
// reflexive verb before the others.
var russianEndings = []string{
	"ившись", "ывшись", "ующими", "ующего", "ующему",
	"иями", "ениях", "ению", "ения", "ение", "ений", "ании", "анию", "ания", "ание", "ующий", "ующая", "ующее", "ующие",
	"ейте", "уйте", "ется", "ится", "ются", "ятся", "ешься", "ишься",
	"ами", "ями", "ого", "его", "ому", "ему", "ыми", "ими", "иях", "ией", "иям", "ете", "йте", "ите", "или", "ыли", "ыла", "ила", "ыло", "ило", "ешь", "ишь", "ала", "али", "ало",
	"ать", "ять", "ить", "еть", "уть", "ует", "уют", "ает", "яет", "ают", "яют",
	"ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ую", "юю", "ых", "их", "ым", "им", "ом", "ем", "ам", "ям", "ах", "ях", "ов", "ев", "ей", "ии", "ия", "ью", "ет", "ит", "ут", "ют", "ат", "ят", "ал", "ил", "ла", "ли", "ть",
	"а", "я", "о", "е", "ы", "и", "у", "ю", "ь", "й",
}

// russianByLast are the same, in the same order, by their last byte.
var russianByLast = func() (table [256][]string) {
	for _, ending := range russianEndings {
		last := ending[len(ending)-1]
		table[last] = append(table[last], ending)
	}
	return table
}()

func russian(word string) string {
	if cut, ok := strings.CutSuffix(word, "ся"); ok && long(cut) {
		word = cut
	} else if cut, ok := strings.CutSuffix(word, "сь"); ok && long(cut) {
		word = cut
	}
	for _, ending := range russianByLast[word[len(word)-1]] {
		if cut, ok := strings.CutSuffix(word, ending); ok && long(cut) {
			return strings.TrimSuffix(cut, "ь")
		}
	}
	return word
}

// long tells that enough letters are left.
func long(word string) bool { return utf8.RuneCountInString(word) >= leastStem }

// english cuts -ing, -ed, -ly, -er and the plural, and puts what was doubled or dropped before them back.
func english(word string) string {
	if cut, ok := strings.CutSuffix(word, "ies"); ok && long(cut) {
		return cut + "y"
	}
	for _, ending := range []string{"sses", "shes", "ches", "xes"} {
		if strings.HasSuffix(word, ending) {
			word = word[:len(word)-2]
		}
	}
	if cut, ok := strings.CutSuffix(word, "s"); ok && long(cut) && !strings.HasSuffix(cut, "s") && !strings.HasSuffix(cut, "u") {
		word = cut
	}
	for _, ending := range []string{"ing", "ed", "ly"} {
		if cut, ok := strings.CutSuffix(word, ending); ok && long(cut) && strings.ContainsAny(cut, "aeiouy") {
			n := len(cut)
			if cut[n-1] == cut[n-2] && !strings.ContainsAny(cut[n-1:], "lsz") {
				cut = cut[:n-1]
			}
			word = cut
			break
		}
	}
	if cut, ok := strings.CutSuffix(word, "e"); ok && long(cut) {
		word = cut
	}
	return word
}

// empty are words without a meaning of their own, in their forms as they are written.
var empty = func() map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(`
a an the and or but of to in on at for with from by as is are was were be been am it its this that these those
you your yours we our ours us i me my he she they them their his her will would can could do does did has have had
not no so if then than just dear hi hello hey
и а но да или в во на за к ко с со у о об от до из по под при над для без не ни же ли бы что чтобы как так это эта этот эти
то тот та те вы вам вас ваш ваша ваше ваши вашего вашей вашему ваших вашим вами вашу мы нам нас наш наша наше наши нашего нашей наших нашим
я мне меня мой моя мое мои он она оно они их его ее ему ей им быть был была было были есть уже еще если там тут
здравствуйте привет добрый день уважаемый уважаемая`) {
		set[word] = true
	}
	return set
}()
