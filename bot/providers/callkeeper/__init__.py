"""CallKeeper, https://api.callkeeper.ru: a provider of callbacks. It rings the manager first, then joins the client."""
