private-group-text = 🔒 Nothing personal is shown in groups.
private-group-open = Open in the private chat
