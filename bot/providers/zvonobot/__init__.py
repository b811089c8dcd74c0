"""Zvonobot, the engine behind CallDog and Программа обзвонов. A `Dialect` says where the two differ."""
