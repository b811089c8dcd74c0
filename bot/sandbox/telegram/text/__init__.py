"""Text with entities: reading marked-up text as Telegram does and writing it for the page."""
