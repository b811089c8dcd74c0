private-group-text = 🔒 Nothing personal is shown in groups. Open it in the private chat.
private-group-open = Open in the private chat
