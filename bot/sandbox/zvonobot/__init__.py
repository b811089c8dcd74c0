"""The engine behind CallDog and Программа обзвонов, as their documents describe it.

What the two share is here: the account, calls and their course in time, webhooks out, the HTTP front. `calldog.py` and
`obzvonov.py` beside this package add the operations, words and rules of each.
"""
