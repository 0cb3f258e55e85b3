from django.db import migrations

FUNCTION = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The history in % is append-only: % is refused.', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END
$$
"""
TRIGGER = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION refuse_change()
"""


def append_only(table):
    return migrations.RunSQL(TRIGGER.format(table=table), f"DROP TRIGGER append_only ON {table}")


class Migration(migrations.Migration):
    """History can be written and read, never changed. Upper apps' tables of events use the function too."""

    dependencies = [("cooperation", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION refuse_change()"),
        append_only("cooperation_partnerevent"),
        append_only("cooperation_administrationevent"),
    ]
