package alike

import "testing"

const other = "Thank you for the order. We pack it now and send the number of the parcel this evening."

func TestSubjectsOfASeriesOrOfAnotherPurposeMakeNoMessagesAlike(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		what             string
		a, b             Content
		subjects, bodies Degree
	}{
		{"a word changed, nothing written below", ReadContent("Finish your company profile today", ""), ReadContent("Finish your company profile now", ""), Near, Different},
		{"a word changed, another letter", ReadContent("Your invoice from Acme Ltd is ready", letter), ReadContent("Your contract with Acme Ltd is ready", other), Different, Different},
		{"a word changed, the same letter", ReadContent("Your invoice from Acme Ltd is ready", letter), ReadContent("Your contract with Acme Ltd is ready", letter), Near, Same},
		{"a word more, another letter", ReadContent("Ваша корзина ждёт вас", letter), ReadContent("Ваша корзина всё ещё ждёт", other), Near, Different},
		{"the same subject, another letter", ReadContent("Your cart is waiting", letter), ReadContent("Your cart is waiting!", other), Same, Different},
		{"another number", ReadContent("Day 1 of your free Acme trial", ""), ReadContent("Day 2 of your free Acme trial", ""), Different, Different},
		{"another number, the same letter", ReadContent("Day 1 of your free Acme trial", letter), ReadContent("Day 2 of your free Acme trial", letter), Different, Same},
		{"another month", ReadContent("Your Acme report for March 2026 is ready", ""), ReadContent("Your Acme report for April 2026 is ready", ""), Different, Different},
		{"другой месяц", ReadContent("Отчёт компании за март 2026 готов", ""), ReadContent("Отчёт компании за апрель 2026 готов", ""), Different, Different},
		{"другой день", ReadContent("Первый день пробной подписки Acme", ""), ReadContent("Второй день пробной подписки Acme", ""), Different, Different},
	} {
		if subjects, bodies := Contents(c.a, c.b); subjects.Degree != c.subjects || bodies.Degree != c.bodies {
			t.Errorf("%s: subjects %v, bodies %v", c.what, subjects, bodies)
		}
		there, _ := Contents(c.a, c.b)
		if back, _ := Contents(c.b, c.a); there != back {
			t.Errorf("%s: %v one way, %v the other", c.what, there, back)
		}
	}
	if ReadContent("Your cart is waiting", letter).Key() != ReadContent("{{name}}, your CART is waiting!", letter).Key() || ReadContent("Your cart", "").Key() == ReadContent("", "Your cart").Key() {
		t.Error("the key is that of what readers see, and where they see it")
	}
}
