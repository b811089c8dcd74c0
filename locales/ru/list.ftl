list-taken = 📄 Из файла { $count ->
    [one] взят { $count } номер
    [few] взяты { $count } номера
    [many] взято { $count } номеров
   *[other] взято { $count } номера
}.
list-taken-column = 📄 Из столбца «{ $column }» { $count ->
    [one] взят { $count } номер
    [few] взяты { $count } номера
    [many] взято { $count } номеров
   *[other] взято { $count } номера
}.
list-repeated = Повторов: { $count }. По каждому номеру звонок будет один.
list-given-back = { $count ->
    [one] Не взята { $count } строка
    [few] Не взяты { $count } строки
    [many] Не взято { $count } строк
   *[other] Не взято { $count } строки
}:
list-given-row = • строка { $row }: { $why }
list-given-more = • и ещё { $count }
list-none = 📄 В файле нет номеров, по которым можно позвонить. Номера должны стоять в одном столбце, каждый в своей строке.
list-sheet = 📄 Таблицу Excel бот не читает. Сохраните её как CSV («Файл» → «Сохранить как») и пришлите снова.
list-too-big = Список может весить до { $limit } МБ. Разделите его на части.
list-too-long = В списке больше { $limit } строк. Разделите его на части.
list-unreadable = Этот файл не похож на список номеров. Нужен текст или CSV: номера в одном столбце, каждый в своей строке.
