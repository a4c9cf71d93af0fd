// Package rule is the language of segments, branches and conditions: readable text on one side, a
// small typed expression on the other. A form in the window and the text are two views of one Expr.
//
//	known("email") and last("visited") < 30d and count("ordered", 90d) = 0 and score > 20
//	известен("email") и последнее("визит") < 30д и число("заказ", 90д) = 0 и баллы > 20
//
// # The language
//
// A rule is made of atoms joined by `and`, `or`, `not` and parentheses; `not` binds tightest, then
// `and`, then `or`. `true` and `false` are rules too. Keywords are English or Russian, may be mixed,
// and ignore case; ё and е are the same. Names are written in quotes ("…", '…', «…» or “…”; a
// backslash before a quote or a backslash) and mean the record with that name, else the record with
// that ID, else the only record whose name differs in case alone.
//
// Atoms that hold or not:
//
//	known("email")        the address exists                        известен
//	allowed("email")      the address exists, with consent to use it  разрешён
//	subscribed("email")   not unsubscribed from a channel or topic  подписан
//	mark("called")        the mark is set                           метка
//	in_segment("Active")  the segment's rule holds now              в_сегменте
//	never("ordered")      the event has not happened so far         никогда
//	property("vip")       a yes/no property is yes; also = true, = false   свойство
//
// Atoms that compare with = != < <= > >= (for durations only the four orders; an exact moment is never met):
//
//	last("visited") < 30d         time since the event or goal happened last       последнее
//	since("trial end") >= 1d      time since a date that has passed        прошло
//	until("trial end") <= 3d      time until a date that is to come        осталось
//	count("ordered", 90d) = 0     how often within the last 90 days        число
//	count("ordered") >= 2         how often at all
//	score > 20, score("fit") > 20 points; without a name the map's first score  баллы
//	interest >= 2                 1 to 4, by the score's thresholds        интерес
//	pay_grade <= "B"              A to E, A first: A or B                  платёжеспособность
//	property("staff") >= 10       a number property
//
// Atoms that choose, with =, !=, in (…) and not in (…):
//
//	persona in ("Investor", "Partner")   персона
//	language = "ru"                      язык
//	entry = "Ads"                        the entry step by which the person came       вход
//	channel = "search"                   the entry channel                             канал
//	pay_grade in ("A", "C")
//	property("plan") = "pro"             a choice property
//
// Where an event is asked for, received, opened and clicked (получено, открыто, клик) stand for what happens to messages:
// last(opened) < 90d for any message, count(clicked("Welcome"), 7d) = 0 for one message step. Alone,
// opened("Welcome") is short for count(opened("Welcome")) >= 1.
//
// Durations are whole numbers with a unit: 90s, 5m, 24h, 30d, 2w (с, м, ч, д, н in Russian; days,
// дней and the like are understood). d and w are 24 h and 168 h. Decimal numbers use a point.
//
// # Meaning
//
// Whatever is missing is in no order: `last` of what never happened, `since` a date to come, `until` a date
// gone by and a property that is not set make <, <=, >, >= and = false. `!=`, `not in` and `not` are
// exact negations, hence true for who has no value: `not last("visited") < 30d` takes in those who
// never visited, `last("visited") >= 30d` does not.
// Windows are half open: what happened exactly 90 days ago is no longer in count(…, 90d), just as
// last(…) < 90d no longer holds.
//
// A text has at most MaxBytes bytes and MaxDepth levels of nesting. Every fault is an *Error with a
// code, arguments and the place in the text; the sentences live with the other texts of the program.
//
// # Use
//
// Read parses and checks one text; Problems does so for every rule of a map. Parse alone needs no
// Vocabulary, leaves IDs empty and serves editors, as do Complete (what can stand here) and FormOf
// (the rule as rows of a form). Format prints the canonical text in either language; Read(Format(x)) is x
// again. Followed keeps rules right when records are renamed.
//
// Eval is the plain meaning, for tests and examples; the engine compiles the same Expr. Inline replaces
// in_segment by the segments' rules, TimeAtoms tells when a rule can change by time alone, References
// what it uses, Satisfiable whether it, or several together, can hold for anybody.
//
// The package must not know how people are simulated, drawn or stored.
package rule
