"""Foreign partners: the list, one partner's page, proposing and editing."""

from urllib.parse import urlsplit, urlunsplit

from django.db.models import Q, prefetch_related_objects
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation import names, partners
from cooperation.enums import PartnerAct, PartnerStatus
from cooperation.exceptions import Conflict
from cooperation.filters import PartnerFilter
from cooperation.forms.partners import NewPartnerForm, PartnerForm
from cooperation.models import Partner, PartnerEvent

from .administration import change_lines
from .base import FormPage, ListPage, Page

SECTION = ((gettext_lazy("Partners"), "cooperation:partner-list"),)

#: How many look-alikes are shown at once.
ALIKE = 10


class PartnerList(ListPage):
    template_name = "cooperation/partner_list.html"
    permission = None
    heading = gettext_lazy("Partners")
    crumbs = ()
    filterset_class = PartnerFilter

    def get_queryset(self):
        return Partner.objects.kept().select_related("country").order_by("name", "pk")

    def get_context_data(self, **context):
        may_propose = self.request.user.has_perm("cooperation.propose_partner")
        return super().get_context_data(may_propose=may_propose, **context)


class OnePartner:
    """For pages about the partner in the address."""

    crumbs = SECTION

    @cached_property
    def partner(self):
        rows = Partner.objects.select_related("country", "proposed_by", "merged_into")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def subject(self):
        return self.partner

    def get_success_url(self):
        return reverse("cooperation:partner", args=[self.partner.pk])


class PartnerPage(OnePartner, Page):
    template_name = "cooperation/partner.html"
    permission = None

    def get(self, request, *args, **kwargs):
        if self.partner.merged_into_id:
            return redirect("cooperation:partner", pk=self.partner.merged_into_id)
        return super().get(request, *args, **kwargs)

    @property
    def heading(self):
        return self.partner.name

    def get_context_data(self, **context):
        partner, user = self.partner, self.request.user
        may = {
            name: user.has_perm(f"cooperation.{permission}", partner)
            for name, permission in (
                ("administer", "administer"),
                ("see_notes", "see_partner_notes"),
                ("see_contacts", "see_partner_contacts"),
                ("change_contacts", "change_partner_contacts"),
            )
        }
        return super().get_context_data(
            partner=partner,
            may=may,
            facts=facts(partner),
            contacts=partner.contacts.all() if may["see_contacts"] else (),
            events=history(partner, may["see_notes"]),
            acts=acts(partner) if may["administer"] else (),
            **context,
        )


def facts(partner):
    tier = {"label": _("Level"), "value": partner.get_tier_display()}
    return [
        {"label": _("Name in its own language"), "value": partner.name_local},
        {"label": _("Indonesian name"), "value": partner.name_id},
        {"label": _("Kind"), "value": partner.get_kind_display()},
        *([tier] if partner.tier else []),
        {"label": _("Address"), "value": partner.address},
        {"label": _("Website"), "value": partner.website, "url": partner.website},
        {"label": _("Proposed by"), "value": partner.proposed_by and partner.proposed_by.name},
    ]


def acts(partner):
    """What an administrator may do to the partner now: (name of the page, words, icon)."""
    by_status = {
        PartnerStatus.PROPOSED: (
            ("partner-verify", _("Verify"), "shield-check"),
            ("partner-suspend", _("Suspend"), "ban"),
        ),
        PartnerStatus.VERIFIED: (("partner-suspend", _("Suspend"), "ban"),),
        PartnerStatus.SUSPENDED: (("partner-release", _("Release"), "circle-check"),),
    }
    always = (("partner-edit", _("Edit"), "edit"), ("partner-merge", _("Merge a duplicate"), "link"))
    return [
        {"url": reverse(f"cooperation:{name}", args=[partner.pk]), "label": label, "icon": icon}
        for name, label, icon in (*by_status[PartnerStatus(partner.status)], *always)
    ]


def history(partner, see_notes):
    """Its own events, and those of the partners that were merged into it."""
    events = PartnerEvent.objects.filter(Q(partner=partner) | Q(partner__merged_into=partner))
    labels = dict(PartnerAct.choices)
    lines = []
    for event in events.select_related("by", "office", "partner")[:50]:
        words = [str(labels.get(event.name, event.name))]
        about = event.data.get("name") or event.data.get("contact")
        if about:
            words.append(about)
        if event.partner_id != partner.pk:
            words.append(f"({event.partner.name})")
        hidden = () if see_notes else ("notes",)
        lines.append(
            {
                "when": event.at,
                "title": " ".join(words),
                "by": ", ".join(str(one) for one in (event.by, event.office) if one),
                "note": "\n".join(filter(None, [event.note, change_lines(event, hidden)])),
            }
        )
    return lines


class PartnerPropose(FormPage):
    """A new partner. Look-alikes are shown first; `next` brings the person back with the chosen one."""

    template_name = "cooperation/partner_propose.html"
    permission = "cooperation.propose_partner"
    form_class = NewPartnerForm
    crumbs = SECTION
    record = cached_property(lambda self: Partner())
    alike = ()
    #: Whether the person may say that it is none of those.
    may_differ = False

    @cached_property
    def adds(self):
        """Whether the person adds partners rather than proposing them."""
        return self.request.user.has_perm("cooperation.administer")

    @property
    def heading(self):
        return _("Add a partner") if self.adds else _("Propose a partner")

    @property
    def lead(self):
        if self.adds:
            return _("The partner is verified at once.")
        return _("You can use the partner at once. An administrator of the ministry verifies it.")

    @property
    def submit(self):
        if self.may_differ:
            return _("It is a different partner: save it")
        return _("Add this partner") if self.adds else _("Propose this partner")

    @property
    def next_url(self):
        target = self.request.GET.get("next", "")
        allowed = url_has_allowed_host_and_scheme(
            target, {self.request.get_host()}, require_https=self.request.is_secure()
        )
        return target if allowed else ""

    def form_valid(self, form):
        typed = [form.cleaned_data[name] for name in ("name", "name_local", "name_id")]
        alike = names.near_duplicates(typed, form.cleaned_data["country"])[:ALIKE]
        seen = form.cleaned_data["different_from"]
        if any(partner.pk not in seen for partner in alike):
            self.show_alike(alike)
            self.may_differ = True
            form.data = form.data.copy()
            form.data["different_from"] = ",".join(str(partner.pk) for partner in alike)
            return self.render_to_response(self.get_context_data(form=form))
        return super().form_valid(form)

    def form_invalid(self, form):
        if form.namesake:
            self.show_alike([form.namesake])
        return super().form_invalid(form)

    def show_alike(self, alike):
        prefetch_related_objects(alike, "merged")
        self.alike = [{"partner": partner, "url": self.with_partner(partner)} for partner in alike]

    def perform(self, form):
        self.saved = partners.propose(form.save(commit=False), by=self.request.user)

    @property
    def done(self):
        return _("The partner has been added.") if self.adds else _("The partner has been proposed.")

    def get_success_url(self):
        return self.with_partner(self.saved)

    @property
    def back(self):
        return self.next_url or reverse("cooperation:partner-list")

    def with_partner(self, partner):
        """Back to where the person came from, with the partner chosen; or the partner's page."""
        if not self.next_url:
            return reverse("cooperation:partner", args=[partner.pk])
        parts = urlsplit(self.next_url)
        query = QueryDict(parts.query, mutable=True)
        query["partner"] = partner.pk
        return urlunsplit(parts._replace(query=query.urlencode()))


class KeptPartner(OnePartner):
    """For pages that change the partner: one that was merged is refused, with the way to the one that stayed."""

    permission = "cooperation.administer"

    def dispatch(self, request, *args, **kwargs):
        if request.user.has_perm(self.permission, self.partner) and self.partner.merged_into_id:
            raise Conflict(
                _("This partner has been merged into %(name)s. Change that one.") % {"name": self.partner.merged_into}
            )
        return super().dispatch(request, *args, **kwargs)

    @property
    def crumbs(self):
        return (*SECTION, (self.partner.name, self.get_success_url()))


class PartnerEdit(KeptPartner, FormPage):
    form_class = PartnerForm
    submit = gettext_lazy("Save")
    done = gettext_lazy("Saved.")

    @property
    def heading(self):
        return _("Edit %(name)s") % {"name": self.partner.name}

    @cached_property
    def record(self):
        return get_object_or_404(Partner, pk=self.kwargs["pk"])

    def perform(self, form):
        partners.edit(form.save(commit=False), by=self.request.user, seen=form.cleaned_data["seen"])
