package check

import (
	"regexp"
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// missingTerm finds abbreviations in the names of a map that its glossary does not explain: those of the trade, which
// clients seldom know and teams count differently, and any other that names two records at least. Only words that stand in
// names are looked at, and only in a map that has a glossary or an abbreviation of the trade.
var missingTerm = criterion{
	RuleInfo: finding.RuleInfo{ID: "J606", Name: "missing_term", Class: "plan", Severity: finding.Information},
	find: func(s *study) []finding.Finding {
		used := map[string][]journey.Ref{}
		var order []string
		for _, kind := range []journey.Kind{journey.KindStage, journey.KindProperty, journey.KindEvent, journey.KindSegment, journey.KindTopic, journey.KindScore, journey.KindScenario, journey.KindStep} {
			for _, r := range s.m.Records(kind) {
				for _, term := range abbreviations(journey.NameOf(r)) {
					if used[term] == nil {
						order = append(order, term)
					}
					used[term] = append(used[term], journey.Ref{Kind: kind, ID: r.RecordID()})
				}
			}
		}
		known := s.explained()
		f := finding.Finding{}
		var names finding.Names
		var missing []string
		for _, term := range order {
			if known(term) || !ofTheTrade[term] && (len(used[term]) < 2 || len(s.m.Terms) == 0) {
				continue
			}
			missing = append(missing, term)
			names = append(names, finding.Name{Name: term})
			for _, r := range used[term] {
				if !slices.Contains(f.Targets, r) {
					f.Targets = append(f.Targets, r)
				}
			}
		}
		if len(missing) == 0 {
			return nil
		}
		f.Args = journey.Args{"Terms": names, "Count": len(missing), "Name": s.name(f.Targets[0].ID)}
		f.Fixes = []finding.Fix{{Message: "fix.add_terms", Args: journey.Args{"Terms": names.Plain()}, Edit: fix.AddTerms{Names: missing}}}
		return []finding.Finding{f}
	},
}

// explained tells whether the glossary has a term, or the map says what it is: the client's own name, or in brackets.
func (s *study) explained() func(term string) bool {
	var text strings.Builder
	for _, t := range s.m.Terms {
		text.WriteString(" " + t.Name + " " + t.Meaning)
	}
	text.WriteString(" " + s.m.Settings.Client + " " + s.m.Settings.Name + " ")
	parts := strings.FieldsFunc(text.String(), func(r rune) bool { return !isLetter(r) })
	return func(term string) bool {
		return everybodyKnows[term] || slices.ContainsFunc(parts, func(p string) bool { return strings.EqualFold(p, term) })
	}
}

// capitals are two to six capital letters, Latin or Cyrillic, perhaps with a small plural s.
var capitals = regexp.MustCompile(`^[\p{Lu}]{2,6}s?$`)

// abbreviations are the words of a name that look like abbreviations. A name all in capitals shouts: nothing in it looks
// like one.
func abbreviations(name string) []string {
	if name == strings.ToUpper(name) && len(strings.Fields(name)) > 1 {
		return nil
	}
	var list []string
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return !isLetter(r) }) {
		if capitals.MatchString(word) {
			if word = strings.TrimSuffix(word, "s"); !slices.Contains(list, word) {
				list = append(list, word)
			}
		}
	}
	return list
}

func isLetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 'А' && r <= 'я' || r == 'Ё' || r == 'ё'
}

// ofTheTrade are abbreviations of marketing, sales and support that a client may not know, or that two teams count in
// two ways.
var ofTheTrade = among("ABM AHT AOV ARPPU ARPU ARR ASA BANT BDR BOFU CAC CES CLTV CLV CPA CPC CPL CPM CPO CR CRO CSAT CTOR CTR DAU DOI FCR GMV " +
	"ICP JTBD LTV MAU MOFU MQL MRR NPS OKR POAS PQL RFM ROAS ROI ROMI SAL SDR SLA SQL TOFU USP UTM WAU " +
	"ДРР ЕЛТВ КЦ КЭВ ЛПР ЛТВ РФМ УТП ЦКП ЦОК")

// everybodyKnows are abbreviations nobody needs to have explained.
var everybodyKnows = among("AB AI AM API APP CEO CRM CSV DE DIY EN ETA EU EUR FAQ FR GB GBP HR ID IOS IP IT MB NEW OK PC PDF PIN PM PR QA QR RU RUB SEO SMS TV UI UK UN " +
	"URL US USA USD UTC UX VAT VIP WC WEB WWW АО ВИП ГОСТ ДМС ЕС ЗАО ИИ ИНН ИП ИТ КПК МСК НДС ООО ОС ПК ПО РФ СМИ СМС СНГ СПБ СССР США ТВ ТЦ УК ФИО ЦБ ЧП")

func among(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}
