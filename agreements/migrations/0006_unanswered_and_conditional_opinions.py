"""Opinions given before conditions had rows, and questions whose step is over. May be run again."""

from django.db import migrations
from django.db.models import F
from django.utils import timezone


def close_questions(apps, schema_editor):
    """A question is open only while its step lasts; a suspension does not end the step."""
    opinions = apps.get_model("agreements", "Opinion").objects
    unanswered = opinions.filter(answer="", closed_at=None).exclude(dossier__status=F("step"))
    over = unanswered.exclude(dossier__status="suspended").values_list("pk", flat=True)
    opinions.filter(pk__in=list(over)).update(closed_at=timezone.now())


def name_conditions(apps, schema_editor):
    """Conditions stood among the reasons: those become the one condition."""
    condition = apps.get_model("agreements", "Condition")
    without = apps.get_model("agreements", "Opinion").objects.filter(answer="conditions", conditions=None)
    condition.objects.bulk_create(condition(opinion=opinion, text=opinion.reasons[:2000]) for opinion in without)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0005_opinions_and_talks")]

    operations = [
        migrations.RunPython(close_questions, migrations.RunPython.noop),
        migrations.RunPython(name_conditions, migrations.RunPython.noop),
    ]
