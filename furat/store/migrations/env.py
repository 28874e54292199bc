"""What Alembic runs for each command: it works on the connection that ``furat.store.schema`` hands over."""

from alembic import context

from furat.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite alters a table by making it anew
    compare_type=True,
    transactional_ddl=False,  # the caller's transaction holds all of it
)
context.run_migrations()
