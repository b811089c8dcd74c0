"""Audio records: made from a sound or a text, sent once, watched until a moderator has decided, listed, removed."""
