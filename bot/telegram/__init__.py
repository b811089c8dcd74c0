"""The sending side: texts, cards, messages, and the limits that all of them obey."""
