trouble-begun-provider = ⚠️ A service is not answering: { $provider }. Results will come once it does. Until then, it is better to call through another service.
trouble-begun-poll = ⚠️ For some minutes nothing has been known about the calls: the services are not being asked. If this does not pass by itself, restart the bot.
trouble-begun-disk = ⚠️ The disk of the database has { $megabytes }{"\u00A0"}MB left. Free up some space, or calls will stop.
trouble-begun-database = ⚠️ The database saves nothing: no new calls are placed, no results arrive.
trouble-begun-lost = { $count ->
    [one] 📭 { $count } notice reached nobody. /status tells whose it is and why, and can send it again.
   *[other] 📭 { $count } notices reached nobody. /status tells whose they are and why, and can send them again.
}
trouble-why-full = The disk is full: free some space.
trouble-why-read_only = It is open for reading only: let it be written again.
trouble-why-other = The bot’s log tells the cause.
trouble-over-provider = ✅ A service is answering again: { $provider }. Silent: { $since } — { $until }.
trouble-over-poll = ✅ The services are being asked again. Interrupted: { $since } — { $until }.
trouble-over-disk = ✅ The disk of the database has enough space again.
trouble-over-database = ✅ The database saves again. Interrupted: { $since } — { $until }.
trouble-over-telegram = ✅ Telegram is answering again. Interrupted: { $since } — { $until }. Notices from that time arrive late.
trouble-now-provider = ⚠️ No answer from { $provider } since { $since }
trouble-now-poll = ⚠️ The services have not been asked since { $since }
trouble-now-disk = ⚠️ The disk has been low on space since { $since }
trouble-now-telegram = ⚠️ No answer from Telegram since { $since }
