window-group-reply = ↩️ Ответьте на это сообщение: остальные бот в группе не видит.
window-wants-text = Здесь нужен ответ текстом.
window-wants-tap = Здесь выбирают кнопками.
window-left-call = Отменено. Звонок не создан.
window-left-record = Отменено. Ролик не сохранён.
window-left-tag = Отменено. Метка не поставлена.
window-left = Окно закрыто.
