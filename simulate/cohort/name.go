package cohort

import (
	"strings"

	"github.com/brianvoe/gofakeit/v6"

	"rehearse/simulate/random"
)

// nameKey keeps names apart from every other draw: no record can have an ID with a space.
var nameKey = random.NewKey(random.Hash("name of a person")).For(random.Property)

// Name is what a synthetic person is called in stories, the same whenever the person is met: from our own
// table for those who speak Russian, from gofakeit's for all others. It takes microseconds and is
// called for one person at a time, never while a run counts.
func Name(person random.Person, language string) string {
	draw := person.Draw(nameKey)
	if language == "ru" || strings.HasPrefix(language, "ru-") {
		return russianName(draw)
	}
	fake := gofakeit.New(int64(draw>>1 | 1)) // 0 would ask for a seed from outside
	return fake.FirstName() + " " + fake.LastName()
}

// russianName chooses a first name and the family name in its gender.
func russianName(draw uint64) string {
	first, family := draw>>32, draw&0xffffffff
	if first&1 == 0 {
		return pick(womensNames, first>>1) + " " + pick(familyNames, family) + "а"
	}
	return pick(mensNames, first>>1) + " " + pick(familyNames, family)
}

func pick(from []string, draw uint64) string { return from[draw%uint64(len(from))] }

// The most common names of the last decades; family names whose feminine form adds an а.
var (
	womensNames = strings.Fields(`Анна Мария Елена Ольга Наталья Екатерина Татьяна Ирина Светлана Юлия Анастасия Дарья Ксения Полина
		Виктория Алёна Марина Людмила Вера Надежда Любовь Галина Нина Софья Алиса Варвара Евгения Александра Валентина
		Кристина Маргарита Лариса Яна Диана Олеся Тамара Зоя Раиса Инна Жанна`)
	mensNames = strings.Fields(`Александр Сергей Дмитрий Андрей Алексей Максим Иван Михаил Евгений Владимир Николай Артём Павел Роман
		Илья Денис Кирилл Антон Олег Виктор Юрий Игорь Константин Никита Егор Фёдор Пётр Семён Тимофей Матвей Григорий
		Борис Лев Глеб Вадим Руслан Станислав Степан Ярослав Георгий`)
	familyNames = strings.Fields(`Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев
		Лебедев Семёнов Егоров Павлов Козлов Степанов Николаев Орлов Андреев Макаров Никитин Захаров Зайцев Соловьёв Борисов
		Яковлев Григорьев Романов Воробьёв Сергеев Кузьмин Фролов Александров Дмитриев Королёв Гусев Киселёв Ильин Максимов
		Поляков Сорокин Виноградов Ковалёв Белов Медведев Антонов Тарасов Жуков Баранов Филиппов Комаров Давыдов Беляев
		Герасимов Богданов Осипов Сидоров Матвеев Титов Марков Миронов Крылов Куликов Карпов Власов Мельников Денисов Гаврилов
		Тихонов Казаков Афанасьев Данилов Савельев Тимофеев Фомин Чернов Абрамов Мартынов Ефимов Федотов Щербаков Назаров
		Калинин Исаев Чернышёв Быков Маслов Родионов Коновалов Лазарев Воронин Климов Филатов Пономарёв Голубев Кудрявцев
		Прохоров Наумов Потапов Журавлёв Овчинников Трофимов Леонов Соболев Ермаков Колесников Гончаров Емельянов`)
)
