trouble-begun-provider = ⚠️ A service does not answer: { $provider }. Results come once it does. Until then, better place calls through another service.
trouble-begun-poll = ⚠️ For some minutes nothing is known of the calls: the services are not being asked. If this does not pass, restart the bot.
trouble-begun-disk = ⚠️ The disk of the database has { $megabytes } MB left. Free some space, or calls will stop.
trouble-begun-database = ⚠️ The database keeps nothing: no new calls are placed, no results arrive.
trouble-begun-lost = { $count ->
    [one] 📭 { $count } notice reached nobody. /status tells whose it is and why, and can send it again.
   *[other] 📭 { $count } notices reached nobody. /status tells whose they are and why, and can send them again.
}
trouble-why-full = The disk is full: free some space.
trouble-why-read_only = It is open for reading only: let it be written again.
trouble-why-other = The bot’s log tells the cause.
trouble-over-provider = ✅ A service answers again: { $provider }. Silent: { $since } — { $until }.
trouble-over-poll = ✅ The services are being asked again. Interrupted: { $since } — { $until }.
trouble-over-disk = ✅ The disk of the database has enough space again.
trouble-over-database = ✅ The database keeps what is written again. Interrupted: { $since } — { $until }.
trouble-over-telegram = ✅ Telegram answers again. Interrupted: { $since } — { $until }. Notices of that time arrive late.
trouble-now-provider = ⚠️ No answer from { $provider } since { $since }
trouble-now-poll = ⚠️ The services have not been asked since { $since }
trouble-now-disk = ⚠️ The disk has been low on space since { $since }
trouble-now-telegram = ⚠️ No answer from Telegram since { $since }
