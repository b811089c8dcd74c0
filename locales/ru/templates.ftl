templates-account-ask = Чьи шаблоны показать? Пришлите номер клиента из вашей CRM, так его знает { $title }.
templates-list-title = 🗂 <b>Шаблоны клиента { $account }</b>, { $provider }
templates-list-empty = У клиента { $account } шаблонов в { $provider } пока нет. Добавьте первый.
templates-list-add = ➕ Добавить
templates-list-account = 👤 Другой клиент
templates-one-change = ✏️ Изменить
templates-add-ask = Напишите шаблон одним сообщением: первая строка — название, дальше текст.
    Несколько шаблонов разделите пустой строкой.
templates-change-ask = Напишите шаблон заново: первая строка — название, дальше текст.
templates-saved-title = <b>Ответ сервиса</b>
templates-saved-done = ✅ { $name }: сохранён
templates-saved-refused = ❌ { $name }: сервис не принял («{ $words }»)
templates-no-account = Номер клиента — от одного до 64 знаков.
templates-no-text = Не хватает названия или текста: первая строка — название, дальше текст. { $name }
templates-one-at-a-time = Здесь меняется один шаблон: уберите пустые строки.
templates-gone = Этого шаблона в списке больше нет. Откройте список заново: /templates
