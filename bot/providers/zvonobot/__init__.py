"""The engine behind CallDog and Программа обзвонов; a `Dialect` says where they differ."""
