"""The ways to the windows of `/notify`, see test_every_window."""

NEW_SUBSCRIPTION = ["/notify", "👆 Подписаться", "👆 Все звонки"]

SUBSCRIBING = {
    "Notify:all": ["/notify"],
    "Notify:what": ["/notify", "👆 Подписаться"],
    "Notify:people": ["/notify", "👆 Подписаться", "👆 Ещё", "👆 Звонки коллег"],
    "Notify:lists": ["/notify", "👆 Подписаться", "👆 Ещё", "👆 Один список"],
    "Notify:one": NEW_SUBSCRIPTION,
    "Notify:ends": [*NEW_SUBSCRIPTION, "👆 Итоги"],
    "Notify:keys": [*NEW_SUBSCRIPTION, "👆 Клавиши"],
    "Notify:tags": [*NEW_SUBSCRIPTION, "👆 Метки"],
    "Notify:when": [*NEW_SUBSCRIPTION, "👆 Когда"],
    "Notify:remove": ["/notify", "👆 Отписаться"],
    "Notify:quiet": ["/notify", "👆 Тихие часы"],
    "Notify:zone": ["/notify", "👆 Тихие часы", "👆 Часовой пояс"],
}
