"""Edits of one row by a form: nobody overwrites another person's edit, and history knows what changed."""

import hashlib
import json

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.db.models import DateField
from django.utils import translation
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.exceptions import Conflict

#: Where nobody knows who it was.
CHANGED_MEANWHILE = gettext_lazy(
    "This was changed after you opened the page, by somebody else or by you in another window. Nothing was overwritten."
)


def digest(values):
    """A short text that differs when one of `values` differs."""
    return hashlib.sha256(json.dumps(values, cls=DjangoJSONEncoder).encode()).hexdigest()[:16]


def fingerprint(instance, fields):
    """The digest of these fields of a row."""
    return digest([getattr(instance, instance._meta.get_field(name).attname) for name in fields])


def text(instance, name):
    """A value for history: a choice as it is stored, a reference as the site's own language names it."""
    value = getattr(instance, name)
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, list):
        return ", ".join(value)
    with translation.override(settings.LANGUAGE_CODE):
        return str(value)


def write(instance, fields, *, seen=""):
    """Save `fields` of a new or an edited row; return {field: [before, after]}, empty when nothing changed.

    `seen` is the fingerprint of the row the editor started from. Another one now, or a row that is gone,
    raises Conflict with both texts; so does a row that somebody else has recorded this very moment.
    """
    manager = type(instance)._base_manager
    with transaction.atomic():
        if instance._state.adding:
            stored, changed = None, list(fields)
        else:
            stored = manager.select_for_update().filter(pk=instance.pk).first()
            if stored is None:
                raise Conflict(_("Somebody else has deleted this record in the meantime."))
            changed = [name for name in fields if differs(stored, instance, name)]
            if seen and seen != fingerprint(stored, fields):
                raise Conflict(
                    CHANGED_MEANWHILE,
                    texts=[
                        {
                            "label": capfirst(instance._meta.get_field(name).verbose_name),
                            "theirs": shown(type(instance), name, text(stored, name)),
                            "mine": shown(type(instance), name, text(instance, name)),
                        }
                        for name in changed
                    ],
                )
        if not changed:
            return {}
        try:
            with transaction.atomic():
                instance.save(update_fields=None if stored is None else changed)
        except IntegrityError as error:
            raise Conflict(_("Somebody else has just recorded the same thing. Look at the list.")) from error
    return {
        name: [None if stored is None else text(stored, name), text(instance, name)]
        for name in changed
        if stored is not None or text(instance, name) not in (None, "")
    }


def saved_meanwhile(draft, by, **context):
    """The conflict of a draft that was saved after `by` opened it: by somebody else, or by `by` in another window."""
    if draft.updated_by_id == by.pk:
        return Conflict(_("You saved this yourself in another window after you opened it here."), own=True, **context)
    return Conflict(_("Somebody else saved this while you were writing."), **context)


def differs(stored, instance, name):
    attname = instance._meta.get_field(name).attname
    return getattr(stored, attname) != getattr(instance, attname)


def shown(model, name, value):
    """A value of history for the reader: choices, yes/no and dates in the reader's language."""
    if value in (None, ""):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    field = model._meta.get_field(name)
    if isinstance(field, DateField):
        return date_format(parse_date(value), "j M Y")
    return dict(field.flatchoices).get(value, value)


def described(event):
    """[(field, words)] of an event that holds changes, in the reader's language.

    The words are `Name: Kota Padang → Kota Padang Raya`, or `Name: Kota Padang` where there was nothing before.
    """
    if "changes" not in event.data:
        return []
    name, found = event.data["model"], event.data["changes"]
    # Earlier events name a model of the foundation without its application.
    model = apps.get_model(name if "." in name else f"cooperation.{name}")
    lines = []
    for field in model._meta.fields:
        if field.name not in found:
            continue
        before, after = found[field.name]
        words = [shown(model, field.name, value) for value in (before, after)]
        arrow = f"{words[0]} → {words[1]}" if before is not None else words[1]
        lines.append((field.name, f"{capfirst(field.verbose_name)}: {arrow}"))
    return lines
