"""A fifth, tiny provider, made as CONTRIBUTING.md says: proof that the steps there are enough.

It is called Колокол and exists nowhere. Its documents, whole: JSON by POST, `Authorization: Bearer <key>`.

    /calls    {"to": "79991234567", "say": "Текст"}  → {"call": "17"}
    /states   {"calls": ["17", "18"]}                → {"calls": [{"call": "17", "is": "done", "price": "1.20"}]}
    /account  {}                                     → {"balance": "123.45"}

`is`: queued, ringing, talking, done, busy, nobody. Errors: HTTP 400, 401 or 402 with `{"error": "Слова для людей"}`.
"""
