# Что не так с голосовым меню и с файлом меню. Где именно, говорит экран: тексты называют только причину.

menu-gone = Этого меню больше нет.
menu-branch-gone = Здесь уже ничего нет: похоже, это убрал другой сотрудник.
menu-slot-taken = Это место занято. Выберите свободное.
menu-words-full = Больше { $limit } ответов голосом в одно меню не помещается.
menu-not-ready = Меню «{ $name }» ещё не готово. Откройте его в /ivr: там видно, чего не хватает.

menu-no-name = У меню нет названия.
menu-long-name = Название длинное: { $length ->
    [one] { $length } знак
    [few] { $length } знака
    [many] { $length } знаков
   *[other] { $length } знака
} из { $limit }.
menu-odd-characters = В тексте есть невидимые управляющие символы. Наберите его заново.
menu-no-service = Сервис { $service } не подключён или не умеет играть меню.
menu-no-greeting = Нет приветствия: абонент ничего не услышит.
menu-no-branches = Пока ни одна цифра ни к чему не ведёт.
menu-no-such-slot = Такой клавиши на телефоне нет.
menu-digit-twice = Эта цифра назначена дважды.
menu-slot-twice = Одно и то же место в меню занято дважды.
menu-empty-branch = Ничего не делает: добавьте действие или уберите.
menu-long-text = В тексте { NUMBER($length, useGrouping: 0) } зн., а сервис читает не больше { NUMBER($limit, useGrouping: 0) }.
menu-text-not-read = Этот сервис не читает тексты в ответах меню. Выберите ролик.
menu-bad-record = Номер ролика состоит из цифр.
menu-record-waiting = Ролик № { $record } ждёт модерации. Пока её нет, звонок не начнётся.
menu-record-refused = Ролик № { $record } модератор отклонил. Выберите другой.
menu-record-removed = Ролик № { $record } удалён у сервиса. Выберите другой.
menu-record-unknown = Ролик № { $record } сделан не здесь. Проверьте, что он есть у сервиса.
menu-bad-manager = Номер менеджера записан неверно.
menu-long-sms = В SMS { $length } зн., а помещается { $limit }.
menu-long-tag = В метке { $length } зн., а помещается { $limit }.
menu-needs-words = Нет ключевых слов: без них сюда никто не попадёт.
menu-bad-words = Ключевое слово не может быть пустым или содержать пробелы, запятые и точки с запятой.
menu-long-words = В ключевых словах { $length } зн., а помещается { $limit }.
menu-word-twice = Слово «{ $word }» уже ведёт в другое место меню.
menu-silent-words = Кто остался на линии, ничего не говорит: ключевые слова здесь не нужны.
menu-not-listening = Есть ключевые слова, а распознавание речи выключено: сервис их не услышит.
menu-no-recognition = Этот сервис не распознаёт речь.
menu-bad-webhook = Адрес начинается с http:// или https:// и не содержит пробелов, имени и пароля.
menu-private-webhook = Этот адрес не виден из интернета: сервис до него не достучится.
menu-long-webhook = В адресе { $length } зн., а помещается { $limit }.
menu-bad-parameter = «{ $name }»: параметр пишется так: имя = значение. В имени — латинские буквы, цифры, точка, дефис и подчёркивание.
menu-parameter-twice = Параметр «{ $name }» указан дважды.
menu-reserved-parameter = Имя «{ $name }» занято: под ним сервис сам сообщает об ответе.
menu-long-parameters = В параметрах { NUMBER($length, useGrouping: 0) } зн., а помещается { NUMBER($limit, useGrouping: 0) }.
menu-unused-parameters = Параметры есть, а адреса нет: отправлять их некуда.

menu-file-large = Файл слишком большой: меню помещается в { $limit } КБ.
menu-file-not-text = Это не файл меню: нужен …zvonar.json в кодировке UTF-8.
menu-file-not-json = Файл записан с ошибкой: строка { $line }, место { $column }.
menu-file-other = Это не файл меню: нужен …zvonar.json.
menu-file-version = Файл версии { $version }, а бот понимает версию { $known }. Выгрузите меню заново.
menu-file-twice = В файле дважды указано «{ $name }». Оставьте что-то одно.
menu-file-unknown = В файле есть «{ $path }», а такого поля у меню нет. Проверьте, нет ли опечатки.
menu-file-type = В файле не подходит «{ $path }»: { $wanted ->
    [text] здесь нужен текст в кавычках
    [flag] здесь нужно true или false
    [list] здесь нужен список в квадратных скобках
   *[object] здесь нужны поля в фигурных скобках
}.
menu-file-choice = В файле не подходит «{ $path }»: здесь может быть { $choices }.
menu-file-value = В файле не подходит «{ $path }»: такого значения быть не может.
menu-file-long = В файле не подходит «{ $path }»: там { $length } зн., а помещается { $limit }.
menu-file-two-sayings = В файле не подходит «{ $path }»: и текст, и ролик сразу. Оставьте что-то одно.
menu-file-odd-characters = В файле не подходит «{ $path }»: там есть управляющие символы.
menu-file-word-twice = В файле не подходит «{ $path }»: слово «{ $word }» уже ведёт в другое место меню.
menu-file-which-service = Меню сделано для сервиса «{ $service }», а здесь его нет. Выберите сервис; ролики придётся назначить заново.
menu-file-twin = Меню «{ $name }» уже есть.
