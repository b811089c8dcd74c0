settings-text-title = ⚙️ <b>Настройки</b>
settings-text-role = Ваша роль: { $role }
settings-text-locale = { $choice ->
    [ru] Язык: русский
    [en] Язык: английский
   *[auto] Язык: как в Telegram
}
settings-locale-ru = Русский
settings-locale-en = English
settings-locale-auto = Как в Telegram
settings-menu-notify = Уведомления
settings-press-saved = Сохранено
settings-text-phone = Ваш телефон: { $phone }
settings-text-no-phone = Ваш телефон: не указан
settings-phone-share = Указать мой телефон
settings-phone-forget = Забыть мой телефон
settings-menu-defaults = Параметры по умолчанию
settings-text-defaults = 📞 <b>Параметры по умолчанию</b>
    С ними начинается каждый ваш звонок; на карточке их можно сменить.
settings-line-provider = Сервис: { $value }
settings-line-caller_id = Номер: { $value }
settings-line-voice = Голос: { $value }
settings-line-language = Язык: { $value }
settings-menu-provider = 📡 Сервис
settings-menu-caller_id = ☎️ Номер
settings-menu-voice = 🗣 Голос
settings-menu-language = 🌐 Язык
settings-ask-provider = Через какой сервис звонить? Номер и язык у каждого сервиса свои.
settings-ask-own_number = С какого номера звонить? Пришлите номер, который подтверждён в личном кабинете сервиса { $provider }, или выберите из тех, с которых вы уже звонили.
settings-ask-caller_id = С какого номера звонить? Здесь подтверждённые номера из личного кабинета сервиса { $provider }.
settings-ask-voice = Каким голосом читать тексты?
settings-ask-language = На каком языке { $provider } читает тексты?
settings-value-usual = по умолчанию
settings-voice-female = женский
settings-voice-male = мужской
settings-menu-widgets = Виджеты CallKeeper
