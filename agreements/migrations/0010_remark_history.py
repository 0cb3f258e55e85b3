"""Remarks written before there were rounds: all were shared and sent at once. May be run again."""

from django.db import migrations
from django.db.models import F, Q

#: Where the region works on what came back; elsewhere the desk that remarked has gone ahead since.
WITH_REGION = ("studying", "plan_revision", "drafting")


def tell_rounds(apps, schema_editor):
    remarks = apps.get_model("agreements", "Remark").objects
    entry = apps.get_model("agreements", "RemarkEntry")
    for remark in remarks.filter(sent_at=None).order_by("pk").iterator():
        first = {"remark": remark, "act": "send", "by_id": remark.by_id, "office_id": remark.office_id, "at": remark.at}
        entry.objects.create(**first)
        if remark.answer:
            entry.objects.create(
                remark=remark,
                act="answer",
                text=remark.answer,
                by_id=remark.answered_by_id,
                at=remark.answered_at or remark.at,
            )
    remarks.filter(sent_at=None, answer="").update(audience="shared", state="open", sent_at=F("at"))
    remarks.filter(sent_at=None).update(audience="shared", state="answered", sent_at=F("at"))
    still_there = Q(dossier__status__in=WITH_REGION) | Q(dossier__status=F("step")) | Q(dossier__return_to=F("step"))
    gone = remarks.filter(state="answered").exclude(still_there).values_list("pk", flat=True)
    remarks.filter(pk__in=list(gone)).update(state="closed")


def tell_answers(apps, schema_editor):
    """Back to one answer beside its remark: the first one given."""
    remarks = apps.get_model("agreements", "Remark").objects
    answers = apps.get_model("agreements", "RemarkEntry").objects.filter(act="answer").order_by("-pk")
    for given in answers.iterator():
        remarks.filter(pk=given.remark_id).update(
            answer=given.text, answered_by=given.by_id, answered_at=given.at
        )


class Migration(migrations.Migration):
    dependencies = [("agreements", "0009_remark_rounds")]

    operations = [migrations.RunPython(tell_rounds, tell_answers)]
