"""History of dossiers is append-only: the trigger function stands in cooperation's migrations."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_relations"), ("cooperation", "0002_append_only_events")]

    operations = [
        migrations.RunSQL(
            "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON agreements_dossierevent "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            "DROP TRIGGER append_only ON agreements_dossierevent",
        )
    ]
