"""HTTP in: Telegram's webhook, and what watches over the bot (`/healthz`, `/metrics`)."""
