"""How numbers are read out of what people write; `bot.domain.phones` is the door.

`plain` takes away what nobody sees, `shapes` knows what stands around a number and what only looks like one, `figures`
counts the digits of one, `reader` finds numbers at a place, `beside` tells notes beside them from the text, `rows`
understands lists with names in them.
"""
