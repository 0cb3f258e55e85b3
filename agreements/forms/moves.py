"""The form of a move, made of the fields its row asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.enums import EndGround, Status
from agreements.forms import holders, opinions
from agreements.guards import recommendation_as_seen
from agreements.lifecycle import MOVES
from agreements.lifecycle.beside import RECOMMENDABLE
from agreements.models import Dossier
from agreements.papers import PAPER_MODELS
from agreements.remarks.sending import to_send
from agreements.rules import SENT_BACK
from cooperation.forms import DayField
from cooperation.forms.base import Form
from cooperation.forms.files import FilesMixin, StagedFileField
from cooperation.fresh_sign_in import FreshSignInMixin
from cooperation.workflow import Move
from cooperation.working_days import clock_end, today

NOTE_LENGTH = 5000
#: Working days that a return leaves the region, unless another day is chosen.
DAYS_TO_MEND = 10


def day_field(label, **options):
    return lambda _subject: DayField(label=label, **options)


def _text(label, length=200, **options):
    return lambda dossier: forms.CharField(label=label, max_length=length, **options)


def _long(label, length=5000, **options):
    return lambda dossier: forms.CharField(
        label=label, max_length=length, widget=forms.Textarea({"rows": 4}), **options
    )


def file_field(label, **options):
    return lambda _subject: StagedFileField(label=label, **options)


def _about(dossier):
    """Which part of which paper the note is about."""
    choices = [("", _("The whole"))]
    for kind in SENT_BACK.get(dossier.status, ()):
        model = PAPER_MODELS[kind]
        parts = [(f"{kind}.{name}", model._meta.get_field(name).verbose_name) for name in model.PARTS]
        choices.append((kind.label, parts))
    return forms.ChoiceField(label=_("What the note is about"), choices=choices, required=False)


def _recommended(dossier):
    labels = {move.name: move.label for move in MOVES}
    choices = [(name, labels[name]) for name in RECOMMENDABLE.get(dossier.status, ())]
    return forms.ChoiceField(label=_("Recommended decision"), choices=choices, widget=forms.RadioSelect)


def _ground(dossier):
    return forms.ChoiceField(label=_("Ground"), choices=EndGround.choices, widget=forms.RadioSelect)


def _replaced_by(dossier):
    """Other agreements of the same region, signed or in force."""
    others = Dossier.objects.filter(region=dossier.region_id, status__in=(Status.SIGNED, Status.IN_FORCE))
    return DossierChoice(
        label=_("Replaced by"),
        queryset=others.exclude(pk=dossier.pk).select_related("region", "partner").order_by("number"),
        to_field_name="number",
        required=False,
        empty_label="–",
        help_text=_("The new agreement, where it was replaced: it has a dossier of its own."),
    )


class DossierChoice(forms.ModelChoiceField):
    def label_from_instance(self, dossier):
        return f"{dossier.heading} · {dossier.number}"


FIELDS = {
    "about": _about,
    "letter_number": _text(_("Number of the letter"), 100, help_text=_("For example: 099/1234/2026")),
    "letter_date": day_field(_("Date of the letter")),
    "letter": file_field(_("Signed letter")),
    "signed_on": day_field(_("Signed on")),
    "place": _text(_("Place of signing")),
    "signatory_region": _text(_("Signed for the region by"), help_text=_("Name and position.")),
    "signatory_partner": _text(_("Signed for the partner by"), help_text=_("Name and position.")),
    "expires_on": day_field(
        _("Valid until"), help_text=_("One year after signing at most (Permendagri 25/2020 art. 13(3)).")
    ),
    "signed_file": file_field(_("Signed paper, Indonesian text")),
    "signed_file_foreign": file_field(_("Signed paper, text in the other language")),
    "received_on": day_field(_("Received on"), help_text=_("The date on the receipt; the clock starts then.")),
    "receipt": file_field(_("Receipt")),
    "decided_on": day_field(_("Decided on")),
    "decision": file_field(_("Decision of the council")),
    "reasons": _long(_("Reasons")),
    "recommended": _recommended,
    **holders.FIELDS,
    "planned_on": day_field(_("Planned date of signing")),
    "planned_place": _text(_("Planned place of signing")),
    "effective_on": day_field(_("In force from")),
    "ends_on": day_field(_("Ends on"), help_text=_("Five years at most (Permendagri 25/2020 art. 32).")),
    "agreement_file": file_field(_("Agreement"), required=False),
    "ground": _ground,
    "replaced_by": _replaced_by,
    "ended_on": day_field(_("Ended on"), help_text=_("The last day on which it was in force.")),
    "original_received_on": day_field(_("Original received on")),
    "custody_on": day_field(_("Deposited at Kemlu on")),
    "custody_number": _text(_("Kemlu's register number"), 100),
    **opinions.FIELDS,
}

#: Where a field has its own name in one move.
LABELS = {
    "ask_response": {"letter": _("Letter to the Minister")},
    "send_to_council": {"letter": _("Letter to the council, with the plan and the LoI")},
    "record_council_receipt": {"receipt": _("Receipt of the council secretariat")},
    "record_council_approval": {"letter_number": _("Number of the decision")},
    "record_council_refusal": {"letter_number": _("Number of the decision")},
    "send_plan": {"letter": _("Letter to the Minister, with the four papers")},
    "send_plan_to_governor": {"letter": _("Letter to the governor, with the four papers")},
    "forward_plan": {"letter": _("Governor's letter")},
    "forward_draft": {"letter": _("Governor's letter")},
    "record_plan_receipt": {"receipt": _("Receipt of the governor's office")},
    "record_draft_receipt": {"receipt": _("Receipt of the governor's office")},
    "end_agreement": {"letter": _("Letter or record of the parties")},
    "record_intent_signing": {"signed_file": _("Signed Letter of Intent")},
    "renew_intent": {"signed_file": _("Signed Letter of Intent")},
    "confirm_text": {"letter": _("Surat Konfirmasi")},
}


def _day_to_mend():
    """By when the region answers what a return sends, unless another day is chosen."""
    return DayField(
        label=_("The region answers by"),
        initial=lambda: clock_end(today(), DAYS_TO_MEND),
        help_text=_("Every remark is answered before the papers are sent again."),
    )


class MoveForm(FilesMixin, Form):
    """Base of the forms `move_form` makes. The note of a return may be left out where remarks say it all."""

    move: Move
    dossier: Dossier

    def __init__(self, *args, user, **options):
        super().__init__(*args, user=user, **options)
        if self.move.kind == "back" and self.move.note == "optional":
            self.fields["note"].required = not to_send(self.dossier, user).exists()

    def answers(self):
        """What was typed, without the note."""
        return {name: value for name, value in self.cleaned_data.items() if name != "note"}

    def note(self):
        return self.cleaned_data.get("note", "")

    def clean_rests_on(self):
        """None where no page of ours was sent, so that there is nothing to compare."""
        return self.cleaned_data["rests_on"] if self.add_prefix("rests_on") in self.data else None

    def rest_on(self, recommendation):
        """Remember which recommendation the page shows; sending it again then means having read it."""
        if "rests_on" in self.fields:
            seen = str(recommendation.pk) if recommendation else ""
            self.initial["rests_on"] = seen
            if self.is_bound:
                self.data = self.data.copy()
                self.data[self.add_prefix("rests_on")] = seen


def move_form(move, dossier):
    """The form class of `move` on `dossier`: the fields its row asks for, and its note.

    That of a final decision also carries what it rests on, and takes the `request`.
    """
    fields = {}
    if recommendation_as_seen in move.checks:
        fields["rests_on"] = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    for name in move.asks:
        fields[name] = FIELDS[name](dossier)
        fields[name].label = LABELS.get(move.name, {}).get(name, fields[name].label)
    if move.kind == "back" and "answer_by" in fields:
        fields["answer_by"] = _day_to_mend()
    if move.note != "none":
        required = move.note == "required"
        fields["note"] = forms.CharField(
            label=_("Reasons and remarks") if required or move.kind == "back" else _("Note"),
            max_length=NOTE_LENGTH,
            required=required,
            widget=forms.Textarea({"rows": 5}),
        )
    bases = (FreshSignInMixin, MoveForm) if move.final else (MoveForm,)
    return type("MoveForm", bases, {**fields, "move": move, "dossier": dossier})
