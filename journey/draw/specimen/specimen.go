// Package specimen holds maps made for looking at drawings: one with every kind of step, and grids of
// any size. Tests and benchmarks of layout, scenes and exports use them; the program does not.
package specimen

import (
	"fmt"

	"rehearse/journey"
	"rehearse/journey/draw"
)

// Cart is an abandoned cart with every kind of step, three stages, two scenarios, links back, a note and
// a frame, in Russian, with the letters and signs that go wrong first.
func Cart() *journey.Map {
	m := &journey.Map{
		Settings: &journey.Settings{Name: "Брошенная корзина: три письма и звонок — «Ёлки & Шарики» № 5", Client: "ООО «Ёлочка»"},
		Policy:   &journey.Policy{},
		Stages: []*journey.Stage{
			{ID: "attract", Name: "Привлечение"}, {ID: "consider", Name: "Выбор товара"},
			{ID: "remind", Name: "Возврат"}, {ID: "buy", Name: "Покупка"},
		},
		Channels: []*journey.Channel{
			{ID: "ads", Name: "Реклама ВКонтакте", Medium: journey.MediumAd, Use: journey.ChannelEntry},
			{ID: "mail", Name: "E-mail", Medium: journey.MediumEmail}, {ID: "sms", Name: "SMS", Medium: journey.MediumSMS},
			{ID: "push", Name: "Push", Medium: journey.MediumPush}, {ID: "chat", Name: "Чат на сайте", Medium: journey.MediumChat},
			{ID: "phone", Name: "Телефон", Medium: journey.MediumCall},
		},
		Events: []*journey.Event{{ID: "added", Name: "Товар в корзине"}, {ID: "ordered", Name: "Заказ оформлен"}},
		Scenarios: []*journey.Scenario{
			{ID: "cart", Name: "Брошенная корзина", Start: "w1"},
			{ID: "care", Name: "Помощь и звонок", Start: "help"},
		},
	}
	add := func(s journey.Step) { m.Steps = append(m.Steps, &s) }
	add(journey.Step{ID: "frame", Kind: journey.StepFrame, Name: "Что люди делают сами", X: -24, Y: -44, Frame: &journey.Frame{Width: 864, Height: 172}})
	add(journey.Step{ID: "visit", Kind: journey.StepEntry, Name: "Переход с рекламы", Stage: "attract", X: 0, Y: 0, Entry: &journey.Entry{Channel: "ads"}})
	add(journey.Step{ID: "browse", Kind: journey.StepTouchpoint, Name: "Смотрит каталог ёлочных украшений и сравнивает", Stage: "consider", X: 300, Y: 0, Touchpoint: &journey.Touchpoint{}})
	add(journey.Step{ID: "basket", Kind: journey.StepTouchpoint, Name: "Кладёт в корзину", Stage: "consider", X: 600, Y: 0, Touchpoint: &journey.Touchpoint{Event: "added"}})
	add(journey.Step{ID: "order", Kind: journey.StepGoal, Name: "Заказ", Stage: "buy", X: 1700, Y: 0, Goal: &journey.Goal{}})

	cart := func(s journey.Step) { s.Scenario = "cart"; add(s) }
	cart(journey.Step{ID: "w1", Kind: journey.StepWait, Name: "Подождать", Stage: "consider", X: 600, Y: 260, Wait: &journey.Wait{Kind: journey.WaitDuration, For: journey.Fixed(journey.Hour)}})
	cart(journey.Step{ID: "m1", Kind: journey.StepMessage, Name: "Вы кое-что забыли", Stage: "remind", X: 900, Y: 220, Message: &journey.Message{Channels: []journey.ID{"mail"}}})
	cart(journey.Step{ID: "b1", Kind: journey.StepBranch, Name: "Кто открыл?", Stage: "remind", X: 1220, Y: 240, Branch: &journey.Branch{Rules: []journey.BranchRule{
		{ID: "r1", Name: "любит SMS", Rule: "x"}, {ID: "r2", Name: "пользуется приложением каждый день и отвечает", Rule: "y"}}}})
	cart(journey.Step{ID: "m2", Kind: journey.StepMessage, Name: "Скидка 5 % до полуночи", Stage: "buy", X: 1540, Y: 200, Message: &journey.Message{Channels: []journey.ID{"sms"}}})
	cart(journey.Step{ID: "m3", Kind: journey.StepMessage, Name: "Корзина ждёт", Stage: "buy", X: 1540, Y: 320, Message: &journey.Message{Channels: []journey.ID{"push"}}})
	cart(journey.Step{ID: "ab", Kind: journey.StepSplit, Name: "Какая тема лучше", Stage: "remind", X: 1220, Y: 460, Split: &journey.Split{Arms: []journey.SplitArm{
		{ID: "a", Name: "Вариант A", Weight: journey.Guess(0.5)}, {ID: "b", Name: "Вариант Б", Weight: journey.Guess(0.5)}}}})
	cart(journey.Step{ID: "m4", Kind: journey.StepMessage, Name: "Последнее напоминание", Stage: "buy", X: 1540, Y: 470, Message: &journey.Message{Channels: []journey.ID{"chat"}}})
	cart(journey.Step{ID: "upd", Kind: journey.StepUpdate, Name: "Отметить «не покупает»", Stage: "buy", X: 1540, Y: 590, Update: &journey.Update{}})
	cart(journey.Step{ID: "x", Kind: journey.StepExit, Name: "Выход", Stage: "buy", X: 1840, Y: 590, Exit: &journey.Exit{}})

	care := func(s journey.Step) { s.Scenario = "care"; add(s) }
	care(journey.Step{ID: "help", Kind: journey.StepSupport, Name: "Вопрос о доставке", Stage: "consider", X: 600, Y: 800, Support: &journey.Support{Channel: "chat"}})
	care(journey.Step{ID: "call", Kind: journey.StepCall, Name: "Перезвонить", Stage: "remind", X: 920, Y: 800, Call: &journey.Call{Channel: "phone"}})
	care(journey.Step{ID: "we", Kind: journey.StepWait, Name: "Ждать заказ", Stage: "remind", X: 1220, Y: 800, Wait: &journey.Wait{Kind: journey.WaitEvent, Event: "ordered", TimeOut: 3 * journey.Day}})
	add(journey.Step{ID: "memo", Kind: journey.StepNote, X: 20, Y: 240, Note: &journey.Note{Text: "Согласовать с клиентом: кто отвечает на вопросы о доставке по выходным → до 15 декабря?", Width: 220, Height: 130}})

	link := func(id, from journey.ID, port journey.Port, to journey.ID, weight float64, label string) {
		l := &journey.Link{ID: id, From: from, Port: port, To: to, Label: label}
		if weight > 0 {
			w := journey.Guess(weight)
			l.Weight = &w
		}
		m.Links = append(m.Links, l)
	}
	link("l1", "visit", journey.PortOut, "browse", 0, "")
	link("l2", "browse", journey.PortOut, "basket", 0.12, "")
	link("l3", "basket", journey.PortOut, "order", 0.298, "")
	link("l3b", "basket", journey.PortOut, "browse", 0.1, "ищет ещё")
	link("l4", "w1", journey.PortOut, "m1", 0, "")
	link("l5", "m1", journey.PortNotOpened, "b1", 0, "")
	link("l6", "m1", journey.PortClicked, "order", 0, "")
	link("l7", "b1", "r1", "m2", 0, "")
	link("l8", "b1", "r2", "m3", 0, "")
	link("l9", "b1", journey.PortOtherwise, "ab", 0, "")
	link("l10", "ab", "a", "m4", 0, "")
	link("l11", "ab", "b", "upd", 0, "")
	link("l12", "upd", journey.PortOut, "x", 0, "")
	link("l13", "m4", journey.PortOut, "w1", 0, "ещё раз")
	link("l14", "help", journey.PortGaveUp, "call", 0, "")
	link("l15", "call", journey.PortReached, "we", 0, "")
	link("l16", "call", journey.PortNotReached, "we", 0, "")
	link("l17", "we", journey.PortHappened, "x", 0, "")
	return m
}

// CartNumbers is an overlay for Cart as a run would give it.
func CartNumbers() *draw.Overlay {
	o := &draw.Overlay{
		Steps: map[journey.ID]draw.StepNumbers{}, Links: map[journey.ID]draw.LinkNumbers{},
		Findings: map[journey.ID]draw.FindingCount{"m2": {Errors: 1, Warnings: 2}, "ab": {Warnings: 1}, "l13": {Errors: 1}},
		Footer:   []string{"100 000 человек, зерно 1, 30 дней; доли с интервалом 95 %."},
	}
	step := func(id journey.ID, people, share, drop string, lines ...string) {
		o.Steps[id] = draw.StepNumbers{People: people, Share: share, Drop: drop, Lines: lines}
	}
	step("visit", "100 000", "100 %", "")
	step("browse", "98 211", "98,2 %", "−86 426")
	step("basket", "11 785", "11,8 %", "−7 094")
	step("w1", "8 273", "8,3 %", "")
	step("m1", "8 273", "8,3 %", "", "открыли 4 178 · перешли 517")
	step("order", "4 691", "4,7 %", "")
	flow := func(id journey.ID, label string, f float64) { o.Links[id] = draw.LinkNumbers{Label: label, Flow: f} }
	flow("l1", "98,2 %", 1)
	flow("l2", "12 %", 0.12)
	flow("l3", "29,8 %", 0.036)
	flow("l4", "100 %", 0.5)
	flow("l5", "49,5 %", 0.25)
	flow("l6", "6,3 %", 0.06)
	flow("l13", "2 %", 0)
	return o
}

// Grid is a map of so many steps in rows and columns, each with a link on, some with one back, and a
// scenario for every ten rows.
func Grid(steps int) *journey.Map {
	m := &journey.Map{
		Settings: &journey.Settings{Name: fmt.Sprintf("Grid of %d", steps), Client: "Acme"}, Policy: &journey.Policy{},
		Channels: []*journey.Channel{{ID: "mail", Name: "E-mail", Medium: journey.MediumEmail}},
	}
	kinds := []journey.StepKind{
		journey.StepTouchpoint, journey.StepMessage, journey.StepWait, journey.StepBranch, journey.StepGoal, journey.StepUpdate,
	}
	columns := 1
	for columns*columns*2 < steps*5 {
		columns++
	}
	id := func(i int) journey.ID { return journey.ID(fmt.Sprintf("s%d", i)) }
	for i := range steps {
		row := i / columns
		lane := row / 10
		if row%10 == 0 && i%columns == 0 {
			m.Scenarios = append(m.Scenarios, &journey.Scenario{ID: journey.ID(fmt.Sprintf("c%d", lane)), Name: fmt.Sprintf("Scenario %d", lane+1)})
		}
		s := &journey.Step{
			ID: id(i), Kind: kinds[(i+row)%len(kinds)], Name: fmt.Sprintf("Step %d of the journey with a name", i),
			Scenario: journey.ID(fmt.Sprintf("c%d", lane)), X: float64(i%columns) * 288, Y: float64(row)*152 + float64(lane)*120,
		}
		switch s.Kind {
		case journey.StepMessage:
			s.Message = &journey.Message{Channels: []journey.ID{"mail"}}
		case journey.StepTouchpoint:
			s.Touchpoint = &journey.Touchpoint{}
		case journey.StepGoal:
			s.Goal = &journey.Goal{}
		case journey.StepUpdate:
			s.Update = &journey.Update{}
		case journey.StepWait:
			s.Wait = &journey.Wait{For: journey.Fixed(journey.Day)}
		case journey.StepBranch:
			s.Branch = &journey.Branch{Rules: []journey.BranchRule{{ID: journey.ID(fmt.Sprintf("r%d", i)), Name: "VIP"}}}
		}
		m.Steps = append(m.Steps, s)
	}
	for i := range steps {
		from := m.Steps[i]
		port := journey.PortOut
		if from.Kind == journey.StepBranch {
			port = journey.PortOtherwise
		}
		if (i+1)%columns != 0 && i+1 < steps {
			m.Links = append(m.Links, &journey.Link{ID: journey.ID(fmt.Sprintf("k%d", i)), From: from.ID, Port: port, To: id(i + 1)})
		}
		if i%7 == 3 && i+columns < steps {
			m.Links = append(m.Links, &journey.Link{ID: journey.ID(fmt.Sprintf("d%d", i)), From: from.ID, Port: port, To: id(i + columns)})
		}
		if i%23 == 5 && i%columns > 2 {
			m.Links = append(m.Links, &journey.Link{ID: journey.ID(fmt.Sprintf("b%d", i)), From: from.ID, Port: port, To: id(i - 2), Label: "again"})
		}
	}
	return m
}

// Numbers is an overlay with numbers on every step and link of a map.
func Numbers(m *journey.Map) *draw.Overlay {
	o := &draw.Overlay{Steps: map[journey.ID]draw.StepNumbers{}, Links: map[journey.ID]draw.LinkNumbers{}, Footer: []string{"100,000 people, seed 1"}}
	for i, s := range m.Steps {
		if s.Kind.Simulated() {
			o.Steps[s.ID] = draw.StepNumbers{People: fmt.Sprint(100000 - 37*i), Share: "45.2%", Drop: "−1,200"}
		}
	}
	for i, l := range m.Links {
		o.Links[l.ID] = draw.LinkNumbers{Label: fmt.Sprintf("%d%%", i%100), Flow: float64(i%10) / 10}
	}
	return o
}
