list-taken = 📄 Из файла взяли { $count ->
    [one] { $count } номер
    [few] { $count } номера
    [many] { $count } номеров
   *[other] { $count } номера
}.
list-taken-column = 📄 Из столбца «{ $column }» взяли { $count ->
    [one] { $count } номер
    [few] { $count } номера
    [many] { $count } номеров
   *[other] { $count } номера
}.
list-repeated = Повторов: { $count }. По каждому номеру позвоним один раз.
list-given-back = Не взяли { $count ->
    [one] { $count } строку
    [few] { $count } строки
    [many] { $count } строк
   *[other] { $count } строки
}:
list-given-row = • строка { $row }: { $why }
list-given-more = • и ещё { $count }
list-none = 📄 В файле нет номеров, по которым можно позвонить. Номера должны стоять в одном столбце, каждый в своей строке.
list-sheet = 📄 Таблицу Excel бот не читает. Сохраните её как CSV («Файл» → «Сохранить как») и пришлите снова.
list-too-big = Список может весить до { $limit } МБ. Разделите его на части.
list-too-long = В списке больше { $limit } строк. Разделите его на части.
list-unreadable = Этот файл не похож на список номеров. Нужен текст или CSV: номера в одном столбце, каждый в своей строке.
