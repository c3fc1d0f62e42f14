"""What Alembic runs for every command: the steps, on the connection that it was given.

Alembic loads this file by its path, as no part of a package; so its imports are absolute.
"""

from __future__ import annotations

from alembic import context

from oitcrawler.history.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
