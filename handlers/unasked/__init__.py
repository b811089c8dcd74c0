"""What people send in private without a command: a number, a list, or something that the bot has to ask about."""
