"""Yearly reports: the list, one report, writing it, moving it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from agreements.history import BY_CLOCK
from agreements.views.drafts import DraftPage
from agreements.views.moving import MovePage
from cooperation.exceptions import Conflict
from cooperation.paging import CappedPaginator
from cooperation.views.base import ListPage
from reports.events import WORDS
from reports.follow_ups import follow_ups_of
from reports.forms.moves import MoveForm
from reports.forms.reports import ReportFilter, ReportForm
from reports.models import AnnualReport
from reports.models.report import AT_REGION
from reports.plans.noting import notes_of
from reports.prefill import first_draft
from reports.recipients import recipients
from reports.rules import FOLLOW_UP, LIFT_HOLD, READ_REPORTS, WRITE_REPORT
from reports.services import REPORTS, message, save_draft


class ReportList(ListPage):
    template_name = "reports/report_list.html"
    permission = READ_REPORTS
    heading = gettext_lazy("Yearly reports")
    lead = gettext_lazy(
        "A regency or city reports to the governor by 7 January, who forwards it to the minister by 14 "
        "January; a province reports to the minister by 14 January (Permendagri 25/2020 art. 35-37)."
    )
    crumbs = ()
    filterset_class = ReportFilter
    paginator_class = CappedPaginator

    def get_queryset(self):
        visible = AnnualReport.objects.visible_to(self.request.user)
        return visible.for_lists().order_by("-year", "dossier__region", "pk")


class ReportView(View):
    """A page about the report of one year of one dossier; 404 where it does not exist for the reader."""

    def dispatch(self, request, *args, **kwargs):
        if request.method.lower() not in ("get", "head", "options") and not hasattr(self, "post"):
            return self.http_method_not_allowed(request)
        visible = AnnualReport.objects.visible_to(request.user).for_lists().select_related("updated_by", "hold")
        self.report = get_object_or_404(visible, dossier__number=kwargs["number"], year=kwargs["year"])
        return super().dispatch(request, *args, **kwargs)

    def render(self, template, status=200, **context):
        context |= {"report": self.report, "dossier": self.report.dossier, "view": self}
        return render(self.request, template, context, status=status)

    def sheet(self, texts):
        """The nine parts to read."""
        label = self.report._meta.get_field
        return [
            {"number": number, "name": name, "label": label(name).verbose_name, "text": texts.get(name, "")}
            for number, name in enumerate(AnnualReport.PARTS, 1)
        ]

    def own_texts(self):
        return {name: getattr(self.report, name) for name in AnnualReport.PARTS}


class ReportPage(ReportView):
    """What was reported, how it went, what can be done now, the calendar of the cooperation."""

    def get(self, request, **kwargs):
        report, user = self.report, request.user
        events = list(report.events.select_related("by", "acting_for", "office"))
        sent = [event for event in events if "parts" in event.data]
        drafts = report.status in AT_REGION and report.dossier.region_id in user.region_codes
        # What the region is writing is its own until it is sent.
        texts = self.own_texts() if drafts else sent[0].data["parts"] if sent else {}
        return self.render(
            "reports/report.html",
            sheet=self.sheet(texts) if any(texts.values()) else [],
            is_draft=drafts,
            rounds=[
                {"event": event, "sheet": self.sheet(event.data["parts"])} for event in (sent if drafts else sent[1:])
            ],
            returned=next((event for event in events if event.to_status == report.status == "returned"), None),
            events=[describe(event) for event in events],
            may_write=user.has_perm(WRITE_REPORT, report),
            moves=[self.button(move) for move in REPORTS.available(report, user)],
            notes=notes_of(report.dossier, report.year),
            calendar=report.dossier.annual_reports.order_by("year"),
            may_lift=user.has_perm(LIFT_HOLD),
            follow_ups=follow_ups_of(report, user),
            add_follow_up=self.add_follow_up(),
        )

    def add_follow_up(self):
        """Where a follow-up is agreed on, for whoever may."""
        if not self.report.was_sent or not self.request.user.has_perm(FOLLOW_UP, self.report.dossier):
            return ""
        return reverse("reports:report-follow-up", args=[self.report.dossier.number, self.report.year])

    def button(self, move):
        problems = REPORTS.problems(self.report, move.name, self.request.user)
        return {
            "label": move.label,
            "url": reverse("report-move", args=[self.report.dossier.number, self.report.year, move.name]),
            "problems": [problem.message for problem in problems],
            "back": move.kind == "back",
        }


def describe(event):
    """An event as the timeline component shows it."""
    move = REPORTS.moves.get(event.name)
    who = " · ".join(filter(None, [event.signed_as, event.seat])) or BY_CLOCK
    return {"when": event.at, "title": move.done if move else WORDS[event.name], "by": who, "note": event.note}


class EditReport(DraftPage, ReportView):
    """The draft. Nothing is saved by looking: the first save begins it. With `X-Autosave` the answers are JSON."""

    def get(self, request, **kwargs):
        if not request.user.has_perm(WRITE_REPORT, self.report):
            raise PermissionDenied(self.closed)
        return self.page(ReportForm(instance=self.report, initial=self.known()))

    def post(self, request, **kwargs):
        if self.report.dossier.region_id not in request.user.region_codes:
            raise PermissionDenied(self.closed)
        report = self.report
        form = ReportForm(request.POST, instance=AnnualReport(dossier=report.dossier, year=report.year))
        if not form.is_valid():
            return self.refused(form)
        try:
            if not request.user.has_perm(WRITE_REPORT, report):
                raise Conflict(_("Somebody was faster, or this step is over: the report has been sent."))
            save_draft(report, form.values, seen=form.cleaned_data["version"], by=request.user)
        except Conflict as conflict:
            return self.conflict(form, conflict)
        return self.saved()

    @property
    def closed(self):
        return _("This report is not yours to write, or not now: it stands at “%(status)s”.") % {
            "status": self.report.state_label
        }

    def known(self):
        return first_draft(self.report) if self.report.edit_version == 0 else {}

    def saved(self):
        report = self.report
        if self.autosaves:
            return self.saved_itself(report.edit_version)
        messages.success(self.request, _("The draft has been saved."))
        return redirect(report if "check" in self.request.POST else self.request.path)

    def conflict(self, form, conflict):
        """Both texts of every part that differs; where none does nothing is lost."""
        texts = form.against(self.report)
        if not texts and self.request.user.has_perm(WRITE_REPORT, self.report):
            return self.saved()
        if self.autosaves:
            return self.told_of_both(conflict)
        conflict.context.update(texts=texts, url=self.report.get_absolute_url())
        raise conflict

    def page(self, form, status=200):
        parts = [
            {"number": number, "field": form[name], "filled": bool(form[name].value())}
            for number, name in enumerate(AnnualReport.PARTS, 1)
        ]
        returned = self.report.events.filter(to_status="returned").first() if self.report.status == "returned" else None
        return self.render("reports/report_form.html", status=status, form=form, parts=parts, returned=returned)


class MoveReport(MovePage, ReportView):
    workflow, message, recipients = REPORTS, staticmethod(message), staticmethod(recipients)
    template_name = "reports/report_move.html"

    @property
    def record(self):
        return self.report

    @property
    def onwards(self):
        return self.report.get_absolute_url(), _("Open the report")

    @property
    def closed(self):
        words = _("This is not yours to do, or not now: the report stands at “%(status)s”.")
        return words % {"status": self.report.state_label}

    @property
    def over(self):
        return _("Somebody was faster, or this step is over: the report has moved on.")

    def form(self, *data):
        return MoveForm(*data, move=self.move, record=self.report, user=self.request.user)

    def needs(self, problems):
        url = reverse("report-edit", args=[self.report.dossier.number, self.report.year])
        way = {"url": url, "url_label": _("Write the report")}
        return [need | (way if one.place else {}) for need, one in zip(super().needs(problems), problems, strict=True)]

    def context(self, form):
        return {"sheet": self.sheet(self.own_texts()) if "seen" in self.move.asks else []}
