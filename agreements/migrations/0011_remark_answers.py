"""The answer stands among the rounds; what was done with a remark is append-only."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0010_remark_history"), ("cooperation", "0002_append_only_events")]

    operations = [
        migrations.RemoveField(model_name="remark", name="answer"),
        migrations.RemoveField(model_name="remark", name="answered_at"),
        migrations.RemoveField(model_name="remark", name="answered_by"),
        migrations.AddConstraint(
            model_name='remark',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_at', None), ('state__in', ('noted', 'withdrawn'))), models.Q(('audience', 'shared'), ('sent_at__isnull', False), models.Q(('state__in', ('noted', 'withdrawn')), _negated=True)), _connector='OR'), name='remark_sent_only_when_shared'),
        ),
        migrations.RunSQL(
            "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON agreements_remarkentry "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            "DROP TRIGGER append_only ON agreements_remarkentry",
        ),
    ]
