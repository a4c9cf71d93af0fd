package alike

import "testing"

func TestSubjectsThatReadersTakeForTheSame(t *testing.T) {
	t.Parallel()
	cases := []struct {
		a, b string
		want Degree
	}{
		{"Your cart is waiting", "your CART is waiting!", Same},
		{"{{first_name}}, your cart is waiting", "Your cart is waiting, %FIRST_NAME%", Same},
		{"Hi *|FNAME|*: your cart waits", "Your cart is waiting ⏳", Same},
		{"Your cart is waiting", "Your cart is still waiting", Near},
		{"Your cart is waiting", "Your invoice for March", Different},
		{"Save 10 % today", "Save 20 % today", Different}, // {save 10 today} and {save 20 today}: 2 of 4
		{"Save 10 % on all shoes today", "Save 20 % on all shoes today", Near},
		{"Last day of your trial", "3 days of your trial left", Different},
		{"Ещё не поздно: ваш заказ ждёт", "Еще не поздно! Заказ ждет вас", Same},
		{"Ваша корзина ждёт", "{Имя}, в корзине ждёт подарок", Near}, // {корзин ждет} of {корзин ждет подарок}: 2 of 3
		{"Скидка 10% на заказы", "Скидки 10% на заказ", Same},
		{"Добро пожаловать!", "Добро пожаловать, ${имя}", Same},
		{"Счёт за март", "Ваша корзина ждёт", Different},
		{"", "", Different},
		{"!!!", "!!!", Same},
		{"Welcome", "Welcome back", Different}, // one stem in common is not enough
	}
	for _, c := range cases {
		if got := Subjects(Read(c.a), Read(c.b)); got.Degree != c.want {
			t.Errorf("%q and %q: %v, share %.2f; want %v (%q, %q)", c.a, c.b, got.Degree, got.Share, c.want, stems(c.a), stems(c.b))
		}
		if there, back := Subjects(Read(c.a), Read(c.b)), Subjects(Read(c.b), Read(c.a)); there != back {
			t.Errorf("%q and %q: %v one way, %v the other", c.a, c.b, there, back)
		}
	}
}

const letter = `Dear {{name}}, you left something behind. Your cart is saved for 48 hours and the prices will not change.
Come back with one click and finish your order: https://shop.example/cart?id=1 . If you have questions our team answers within an hour.`

func TestBodiesThatReadersTakeForTheSame(t *testing.T) {
	t.Parallel()
	cases := []struct {
		what, a, b string
		want       Degree
	}{
		{"markup and link", letter, "<p>" + letter + "</p> https://shop.example/other", Same},
		{"one sentence more", letter, letter + " See you soon, the shop team.", Near},
		{"the same start, another letter", "You left something behind. " + letter[:40], "Thank you for the order. We pack it now and send the number of the parcel this evening.", Different},
		{"short", "Your parcel is on its way", "Your parcel is on the way!", Same},
		{"короткие", "Посылка уже в пути, доставим завтра", "Посылка в пути: доставим завтра утром", Near},
		{"разные письма", "Посылка уже в пути, доставим завтра", "Оцените покупку: это займёт минуту", Different},
	}
	for _, c := range cases {
		if got := Bodies(Read(c.a), Read(c.b)); got.Degree != c.want {
			t.Errorf("%s: %v, share %.2f; want %v", c.what, got.Degree, got.Share, c.want)
		}
	}
}

func TestFormsOfAWordHaveOneStem(t *testing.T) {
	t.Parallel()
	for _, forms := range [][]string{
		{"заказ", "заказы", "заказа", "заказов", "заказами"}, {"корзина", "корзины", "корзине", "корзину"},
		{"скидка", "скидки", "скидку", "скидкой"}, {"бесплатный", "бесплатная", "бесплатного", "бесплатные"},
		{"вебинар", "вебинара", "вебинаре"}, {"предложение", "предложения", "предложению"},
		{"wait", "waits", "waiting", "waited"}, {"order", "orders", "ordered", "ordering"}, {"offer", "offers"}, {"delivery", "deliveries"},
		{"save", "saves", "saving", "saved"}, {"stop", "stopped", "stopping"},
	} {
		for _, form := range forms[1:] {
			if stem(form) != stem(forms[0]) {
				t.Errorf("%q is %q, %q is %q", forms[0], stem(forms[0]), form, stem(form))
			}
		}
	}
	for _, pair := range [][2]string{{"заказ", "закат"}, {"скидка", "доставка"}, {"order", "offer"}, {"cart", "card"}} {
		if stem(pair[0]) == stem(pair[1]) {
			t.Errorf("%q and %q have one stem", pair[0], pair[1])
		}
	}
}
