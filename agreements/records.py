"""What is recorded beside the moves: contacts, letters, prerequisites, activities.

Each write is one transaction on the locked dossier and leaves its event; `by` needs the permission still.
"""

from django.utils.translation import gettext as _

from agreements.enums import Answer, DocumentKind, PaperKind, VoidCause
from agreements.events import note_event
from agreements.models import Document, Prerequisite
from agreements.papers import draft
from agreements.prerequisites import PREREQUISITES
from agreements.recommendations import void
from agreements.remarks.opened import activities_closed
from agreements.services import begun, writing
from agreements.signals import contact_recorded
from cooperation import changes
from cooperation.exceptions import Conflict
from cooperation.uploads import file_fields

# Contacts, letters


def add_contact(dossier, contact, *, file, by):
    with writing(dossier, "add_contact", by):
        typed = {name: getattr(contact, name) for name in ("way", "held_on", "place", "participants", "summary")}
        if dossier.contacts.filter(**typed).exists():
            raise Conflict(_("This contact has been recorded already."))
        contact.dossier, contact.recorded_by = dossier, by
        if file:
            contact.document = Document.keep(dossier, DocumentKind.CONTACT, file, by=by, dated_on=contact.held_on)
        contact.save()
        note_event(dossier, "contact_added", by=by, document=contact.document, way=contact.way, held_on=contact.held_on)
        contact_recorded.send(sender=type(contact), dossier=dossier)


def edit_contact(dossier, contact, fields, *, seen, file, by):
    with writing(dossier, "add_contact", by):
        if file:
            contact.document = Document.keep(dossier, DocumentKind.CONTACT, file, by=by, dated_on=contact.held_on)
        changed = changes.write(contact, fields, seen=seen)
        if changed:
            note_event(dossier, "contact_edited", by=by, document=contact.document if file else None, changes=changed)
            contact_recorded.send(sender=type(contact), dossier=dossier)


def add_document(dossier, document, *, file, by):
    with writing(dossier, "add_document", by):
        stored = file_fields(file)
        if dossier.documents.filter(kind=document.kind, sha256=stored["sha256"]).exists():
            raise Conflict(_("This file is among the papers of the dossier already."))
        document.dossier, document.uploaded_by = dossier, by
        for name, value in stored.items():
            setattr(document, name, value)
        document.save()
        note_event(dossier, "document_added", by=by, note=document.description, document=document)
        void(dossier, VoidCause.PAPER, by)


# Prerequisites


def answers_seen(dossier):
    """A short text that differs when one of the answers differs."""
    rows = dossier.prerequisites.order_by("number").values_list("number", "answer", "explanation", "document")
    return changes.digest(list(rows))


def answer_prerequisites(dossier, answers, *, seen, by):
    """`answers` is {number: (answer, explanation, proof)}; rows that are not in it stay as they are."""
    with writing(dossier, "edit_dossier", by):
        given = {row.number: row for row in dossier.prerequisites.all()}
        if seen != answers_seen(dossier):
            raise Conflict(
                changes.CHANGED_MEANWHILE,
                texts=_both_answers(given, answers),
            )
        changed = []
        for number, (answer, explanation, proof) in answers.items():
            row = given.get(number) or Prerequisite(dossier=dossier, number=number)
            if proof or (row.answer, row.explanation) != (answer, explanation):
                row.answer, row.explanation = answer, explanation
                if proof:
                    row.document = Document.keep(dossier, DocumentKind.PREREQUISITE, proof, by=by)
                changed.append(row)
        if changed:
            known = [row for row in changed if row.pk]
            Prerequisite.objects.bulk_create(row for row in changed if not row.pk)
            Prerequisite.objects.bulk_update(known, ["answer", "explanation", "document"])
            note_event(dossier, "prerequisites_answered", by=by, answers={row.number: row.answer for row in changed})


def _both_answers(given, answers):
    texts = {row.number: row.text for row in PREREQUISITES}
    both = []
    for number, (answer, explanation, _proof) in answers.items():
        row = given.get(number, Prerequisite())
        theirs, mine = f"{row.get_answer_display()}\n{row.explanation}", f"{Answer(answer).label}\n{explanation}"
        if theirs != mine:
            both.append({"label": texts[number], "theirs": theirs.strip(), "mine": mine.strip()})
    return both


# Activities of the cooperation plan


def add_activity(dossier, activity, *, by):
    """The plan is begun with its first activity when nobody has begun it."""
    with writing(dossier, "write_plan", by):
        _refuse_closed(dossier)
        activity.plan = begun(draft(dossier, PaperKind.PLAN), by=by)
        activity.save()
        note_event(dossier, "activity_added", by=by, note=activity.name, amount=activity.amount)


def edit_activity(dossier, activity, fields, *, seen, by):
    with writing(dossier, "write_plan", by):
        _refuse_closed(dossier)
        _still_drafted(activity)
        changed = changes.write(activity, fields, seen=seen)
        if changed:
            note_event(dossier, "activity_edited", by=by, note=activity.name, changes=changed)


def delete_activity(dossier, activity, *, by):
    with writing(dossier, "write_plan", by):
        _refuse_closed(dossier)
        _still_drafted(activity)
        removed, _counts = type(activity).objects.filter(pk=activity.pk).delete()
        if not removed:
            raise Conflict(_("Somebody else has removed this activity already."))
        note_event(dossier, "activity_deleted", by=by, note=activity.name, amount=activity.amount)


def _refuse_closed(dossier):
    if activities_closed(dossier):
        raise Conflict(_("After a return only what was remarked on can be changed: activities are closed."))


def _still_drafted(activity):
    if not type(activity.plan).objects.drafts().filter(pk=activity.plan_id).exists():
        raise Conflict(_("This version of the plan has been sent and can no longer be changed."))
