"""CallKeeper (`https://api.callkeeper.ru`) as its documents describe it: the manager is rung first, then the client."""
