"""The table of what goes wrong with the bot itself."""

from sqlalchemy import Boolean, Column, Integer, String, Table

from storage.columns import Utc, metadata

# What goes wrong, by name, such as `balance:calldog`: how often it began; `is_on` until it is over.
troubles = Table(
    "troubles",
    metadata,
    Column("name", String, primary_key=True),
    Column("times", Integer, nullable=False),
    Column("is_on", Boolean, nullable=False),
    Column("since", Utc, nullable=False),
)
