"""The telephony engine behind CallDog (and its sister services), as their documents describe it.

What the services share lives here: the account, calls and their course in time, webhooks out, the HTTP front.
A service's own package adds its operations, field names and rules.
"""
