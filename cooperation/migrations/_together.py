"""Operations that the first migration of each application is made of."""

from django.db import migrations


class CreateModels(migrations.SeparateDatabaseAndState):
    """Create many models as they are in the end, whatever the order in which they refer to each other.

    One after another, as Django does by itself, each has all models that are related to it built anew: ten seconds
    for these applications, where a new site and a test of it wait. Together they are built once. A foreign key is
    only made when all tables are there, so none need exist before another.
    """

    def __init__(self, operations):
        super().__init__(database_operations=operations, state_operations=operations)

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.database_operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.database_operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)


def append_only(table):
    """Rows of this table of events can be written and read, never changed."""
    return migrations.RunSQL(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        f"DROP TRIGGER append_only ON {table}",
    )
