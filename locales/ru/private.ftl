private-group-text = 🔒 Личное в группах не показывается.
private-group-open = Открыть в личном чате
