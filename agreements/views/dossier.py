"""The dossier page and its tabs."""

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from agreements import guards
from agreements.advice import checklist_of, reading
from agreements.changes.cards import running
from agreements.chasing import is_to_chase, open_chase
from agreements.enums import SHOWN_ELSEWHERE, PaperKind
from agreements.history import describe, history_of
from agreements.models import Dossier
from agreements.overview import arrivals, next_step, stages
from agreements.papers import PAPER_MODELS
from agreements.remarks.opened import opened_by, sent_back
from agreements.remarks.threads import grouped, threads_of
from agreements.rules import WRITTEN_IN
from agreements.services import ROAD
from agreements.tabs import added_tabs, address_name
from agreements.talks import rounds_of
from cooperation.working_days import today

from .access import existing, visible_dossier
from .letters import to_prepare

EVENTS_A_PAGE = 25


class DossierPage(TemplateView):
    """What every tab shows: heading, stages, next step, tabs."""

    tab = ""
    #: What it shows of other tables beside what the heading shows.
    related = ("registration",)
    #: For whom the dossier exists here.
    gate = staticmethod(existing)

    @cached_property
    def dossier(self):
        among = Dossier.objects.with_counts().select_related(*self.related)
        return visible_dossier(self.request.user, self.kwargs["number"], self.gate, among)

    def known(self):
        """What the tab reads anyway, under the names guards know it by."""
        return {}

    def get_context_data(self, **kwargs):
        dossier, reached = self.dossier, arrivals(self.dossier)
        facts = {
            "came in": reached.get(dossier.status, dossier.status_since),
            "open remarks": dossier.open_remark_count,
            **self.known(),
        }
        self.reading = reading(dossier, self.request.user, facts)
        cards, letter_due_on = running(dossier, self.request.user)
        return super().get_context_data(
            **kwargs,
            dossier=dossier,
            stages=stages(dossier, reached),
            step=next_step(dossier, self.request.user, facts),
            letters=to_prepare(dossier, self.request.user),
            changes=cards,
            extension_due_on=letter_due_on,
            extension_overdue=letter_due_on is not None and letter_due_on < today(),
            tabs=self.tabs(dossier, facts),
            tab=self.tab,
            dormant=dossier.is_dormant and self.request.user.has_perm("agreements.read_progress"),
            chase=self.chase(dossier),
            recent=self.recent,
        )

    def recent(self):
        """The latest events; read by the template of a tab that shows them."""
        return [describe(event) for event in history_of(self.dossier, self.request.user)[:6]]

    def chase(self, dossier):
        """What the reader can do about a dossier that is asked about: "ask", "answer", or nothing."""
        user = self.request.user
        if not is_to_chase(dossier):
            return ""
        if user.has_perm("agreements.chase", dossier):
            return "ask"
        return "answer" if user.has_perm("agreements.answer_chase", dossier) and open_chase(dossier) else ""

    def tabs(self, dossier, facts):
        rows = [
            ("dossier", _("Summary"), None, False),
            ("dossier-papers", _("Papers"), dossier.document_count, False),
            ("dossier-remarks", _("Remarks"), dossier.open_remark_count, dossier.open_remark_count > 0),
            ("dossier-opinions", _("Opinions"), dossier.open_opinion_count, False),
            ("dossier-contacts", _("Contacts"), dossier.contact_count, False),
            *self.of_changes(),
            *added_tabs(dossier, self.request.user),
            ("dossier-history", _("History"), None, False),
        ]
        if self.request.user.has_perm("agreements.read_checklist", dossier):
            found = checklist_of(dossier, self.request.user, facts)
            left = len(found.open) if found else 0
            rows.insert(1, ("checklist", _("Checklist"), left, left > 0))
        return [
            {
                "label": label,
                "url": reverse(address_name(name), args=[dossier.number]),
                "active": name == self.tab,
                "count": count or None,
                "urgent": urgent,
            }
            for name, label, count, urgent in rows
        ]

    def of_changes(self):
        """The tab of extensions and amendments, for whoever follows what is in force."""
        if not self.request.user.has_perm("agreements.read_implementation", self.dossier):
            return []
        return [("dossier-changes", _("Extension and amendment"), None, False)]


class Summary(DossierPage):
    template_name = "agreements/dossier_summary.html"
    tab = "dossier"
    related = (*DossierPage.related, "reviewer")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        dossier = self.dossier
        return context | {
            "facts": self.facts(dossier),
            "intent": guards.intent_signing(self.reading),
            "agreement": dossier.agreement_signings.originals().first(),
            "registration": getattr(dossier, "registration", None),
            "may_edit": self.request.user.has_perm("agreements.edit_dossier", dossier),
        }

    @staticmethod
    def facts(dossier):
        partner = dossier.partner
        return [
            {
                "label": _("Partner"),
                "value": partner,
                "note": partner and partner.country,
                "url": partner and reverse("cooperation:partner", args=[partner.pk]),
            },
            {"label": _("Scheme"), "value": dossier.get_scheme_display()},
            {"label": _("First interest came from"), "value": dossier.get_initiator_display()},
            {"label": _("Unit in charge"), "value": dossier.unit},
            {
                "label": _("Objects of cooperation"),
                "value": "\n".join(str(label) for label in _labels(dossier, "objectives")),
                "note": dossier.objectives_original,
            },
            {"label": _("Sectors"), "value": ", ".join(str(label) for label in _labels(dossier, "sectors"))},
            {"label": _("Reviewer"), "value": dossier.reviewer or _("not appointed yet")},
            {"label": _("Origin"), "value": dossier.get_origin_display(), "note": dossier.origin_note},
        ]


def _labels(dossier, field):
    choices = dict(dossier._meta.get_field(field).base_field.flatchoices)
    return [choices.get(value, value) for value in getattr(dossier, field)]


class Papers(DossierPage):
    template_name = "agreements/dossier_papers.html"
    tab = "dossier-papers"

    def known(self):
        self.versions = {
            kind: list(model.objects.filter(dossier=self.dossier).order_by("-number"))
            for kind, model in PAPER_MODELS.items()
        }
        return {kind: next(iter(versions), None) for kind, versions in self.versions.items()}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        dossier = self.dossier
        remarks = sent_back(dossier)
        letters = dossier.documents.exclude(kind__in=SHOWN_ELSEWHERE)
        return context | {
            "papers": [self.paper(dossier, kind, model, remarks) for kind, model in PAPER_MODELS.items()],
            "documents": letters.select_related("uploaded_by", "letter__replaced_by").order_by("-uploaded_at"),
            "may_add": self.request.user.has_perm("agreements.add_document", dossier),
            "may_withdraw": self.request.user.has_perm("agreements.withdraw_letter", dossier),
        }

    def paper(self, dossier, kind, model, remarks):
        versions = self.versions[kind]
        return {
            "kind": kind,
            "label": PaperKind(kind).label,
            "latest": versions[0] if versions else None,
            "versions": versions,
            "missing": versions[0].missing_parts() if versions else None,
            "total": len(model.PARTS),
            "may_write": dossier.status in WRITTEN_IN[kind]
            and self.request.user.has_perm(f"agreements.write_{kind}", dossier)
            and not (remarks and any(one.sent_at for one in versions) and opened_by(remarks, kind) == frozenset()),
        }


class Remarks(DossierPage):
    template_name = "agreements/dossier_remarks.html"
    tab = "dossier-remarks"

    def known(self):
        """Advice inside the ministry: the ministry's people read it, nobody else."""
        self.recommendations = []
        if not self.request.user.is_home_affairs:
            return {}
        made = self.dossier.recommendations.select_related("by", "voided_by").order_by("-at", "-pk")
        self.recommendations = list(made)
        for recommendation in self.recommendations:
            recommendation.move_label = ROAD.moves[recommendation.move].label
        here = (one for one in self.recommendations if one.step == self.dossier.status)
        return {"latest recommendation": next(here, None)}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        dossier = self.dossier
        return context | {
            "groups": grouped(threads_of(dossier, self.request.user)),
            "may_remark": self.request.user.has_perm("agreements.note_remark", dossier),
            "recommendations": self.recommendations,
        }


class Contacts(DossierPage):
    template_name = "agreements/dossier_contacts.html"
    tab = "dossier-contacts"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        dossier, user = self.dossier, self.request.user
        meetings = dossier.meeting_items.select_related("meeting", "minutes").order_by("-meeting__starts_at")
        return context | {
            "contacts": dossier.contacts.select_related("recorded_by", "document"),
            "talks": rounds_of(dossier),
            "may_talk": user.has_perm("agreements.record_talks", dossier),
            "meetings": meetings,
            "planned": any(item.meeting.is_planned for item in meetings),
            "follow_ups": dossier.follow_ups.open()
            .filter(meeting__isnull=False)
            .select_related("office", "done_by", "proof"),
            "may_add": user.has_perm("agreements.add_contact", dossier),
            "may_meet": user.has_perm("agreements.add_meeting", dossier),
        }


class History(DossierPage):
    template_name = "agreements/dossier_history.html"
    tab = "dossier-history"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        pages = Paginator(history_of(self.dossier, self.request.user), EVENTS_A_PAGE)
        page = pages.get_page(self.request.GET.get("page"))
        return context | {"page": page, "events": [describe(event) for event in page]}
