"""What was recorded stays: histories are append-only (by cooperation's trigger function), issued letters keep their text."""

from django.db import migrations

#: Nothing printed may differ from what is stored: only a withdrawal and a replacement may be written, each once.
ISSUED_STAYS = """
CREATE FUNCTION issued_letter_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    withdrawal text[] := ARRAY['withdrawn_at', 'withdrawn_because', 'withdrawn_by_id'];
BEGIN
    IF TG_OP = 'DELETE'
        OR to_jsonb(NEW) - withdrawal - 'replaced_by_id' <> to_jsonb(OLD) - withdrawal - 'replaced_by_id'
        OR (OLD.withdrawn_at IS NOT NULL AND to_jsonb(NEW) - 'replaced_by_id' <> to_jsonb(OLD) - 'replaced_by_id')
        OR (OLD.replaced_by_id IS NOT NULL AND NEW.replaced_by_id IS DISTINCT FROM OLD.replaced_by_id)
    THEN
        RAISE EXCEPTION 'An issued letter never changes: % is refused.', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
"""


def trigger(table, name="append_only", function="refuse_change"):
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()",
        f"DROP TRIGGER {name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_relations"), ("cooperation", "0002_append_only_events")]

    operations = [
        trigger("agreements_dossierevent"),
        trigger("agreements_remarkentry"),
        trigger("agreements_lettertemplate"),
        migrations.RunSQL(ISSUED_STAYS, "DROP FUNCTION issued_letter_stays()"),
        trigger("agreements_letter", "issued_letter_stays", "issued_letter_stays"),
    ]
