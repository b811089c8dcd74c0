"""What Alembic runs, over the connection that storage.migrate hands it and inside its transaction."""

from alembic import context
from sqlalchemy import Connection

from storage.tables import metadata

connection = context.config.attributes["connection"]
if not isinstance(connection, Connection):
    raise TypeError("migrations run through storage.migrate")
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
context.run_migrations()
