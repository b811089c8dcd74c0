"""CallKeeper, https://api.callkeeper.ru: a callback service. It rings the manager first, then joins the client."""
