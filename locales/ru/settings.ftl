settings-text-title = ⚙️ <b>Настройки</b>
settings-text-role = Ваша роль: { $role }
settings-text-locale = { $choice ->
    [ru] Язык: русский
    [en] Язык: английский
   *[auto] Язык: как в Telegram
}
settings-text-every = { $on ->
    [true] Итоги звонков всех сотрудников: приходят
   *[false] Итоги звонков всех сотрудников: не приходят
}
settings-locale-ru = Русский
settings-locale-en = English
settings-locale-auto = Как в Telegram
settings-every-on = Присылать итоги всех
settings-every-off = Не присылать итоги всех
settings-press-saved = Сохранили
settings-text-phone = Ваш телефон: { $phone }
settings-text-no-phone = Ваш телефон: не указан
settings-phone-share = Указать мой телефон
settings-phone-forget = Забыть мой телефон
settings-menu-defaults = Звонки по умолчанию
settings-text-defaults = 📞 <b>С чего начинаются ваши звонки</b>
settings-line-provider = Сервис: { $value }
settings-line-caller_id = Номер: { $value }
settings-line-voice = Голос: { $value }
settings-line-language = Язык: { $value }
settings-menu-provider = 📡 Сервис
settings-menu-caller_id = ☎️ Номер
settings-menu-voice = 🗣 Голос
settings-menu-language = 🌐 Язык
settings-ask-provider = Через какой сервис звонить? Номер и язык у каждого сервиса свои.
settings-ask-caller_id = С какого номера звонить? Здесь подтверждённые номера из кабинета { $provider }.
settings-ask-voice = Каким голосом читать тексты?
settings-ask-language = На каком языке { $provider } читает тексты?
settings-value-usual = как обычно
settings-voice-female = женский
settings-voice-male = мужской
