"""The dossier: one cooperation of one region with its partner, from first interest to its end."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.enums import (
    SHOWN_ELSEWHERE,
    Answer,
    Initiator,
    Objective,
    Origin,
    RemarkState,
    Scheme,
    Sector,
    Status,
    Tier,
)
from cooperation.enums import OfficeKind
from cooperation.models import Office, Partner, Region, User
from cooperation.working_days import clock_end, now, today

#: What "soon" means in lists: calendar days for a LoI and a term, working days for a clock.
INTENT_ENDING_DAYS = 90
TERM_ENDING_DAYS = 180
DUE_SOON_DAYS = 10


def a_year_ago():
    """This day twelve months ago; of 29 February the day before."""
    day = today()
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def within_reach(user, prefix=""):
    """Condition on dossiers, or on what `prefix` leads from to one: those `user` reads without being asked.

    Of a region its own, of a province also those of its kabupaten and kota, of Home Affairs all that were once sent
    to the minister.
    """
    reach = Q(pk__in=[])  # nothing; unlike `pk=None` it leaves no trace in the SQL of what is added
    for held in user.current_memberships:
        office = held.office
        if office.kind == OfficeKind.REGION:
            reach |= Q(**{f"{prefix}region": office.region_id})
            if office.region.is_province:
                reach |= Q(**{f"{prefix}province": office.region_id})
        elif office.kind == OfficeKind.HOME_AFFAIRS:
            reach |= Q(**{f"{prefix}first_sent_at__isnull": False})
    return reach


def _count(table, condition="true", *values):
    """How many rows of another table belong to the dossier: as SQL, which Django need not write for each page."""
    rows = f"{table} WHERE dossier_id = agreements_dossier.id AND {condition}"
    return RawSQL(f"(SELECT count(*) FROM {rows})", values, models.IntegerField())  # noqa: S608, S611


class DossierQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Dossiers that exist for `user`: the one rule of visibility.

        A region sees its own, a province also those of its kabupaten and kota, Home Affairs those that
        were once sent to the minister, a consulted office those on which it was asked.
        """
        visible = within_reach(user)
        for held in user.current_memberships:
            if held.office.kind not in (OfficeKind.REGION, OfficeKind.HOME_AFFAIRS):
                asked = Dossier.consulted.through.objects.filter(office=held.office_id)
                visible |= Q(pk__in=asked.values("dossier"))
        return self.filter(visible)

    def standing(self, number):
        """The dossier with what decides who may do what with it, and nothing else; None when there is none.

        What takes a permission asks this first: SQL that stands here takes a tenth of the time.
        """
        columns = "id, number, region_id, province_id, first_sent_at, status, return_to"
        found = self.raw(f"SELECT {columns} FROM agreements_dossier WHERE number = %s", [number])  # noqa: S608
        return next(iter(found), None)

    def for_heading(self):
        """With what the heading of a page shows."""
        return self.select_related("region", "partner__country")

    def for_lists(self):
        """With what a row shows."""
        return self.for_heading().select_related("province", "reviewer")

    def before_signing(self):
        """Not yet followed by a signed agreement, and not closed."""
        closed = [Status.SIGNED, Status.IN_FORCE, *ENDINGS]
        return self.filter(agreement_signed_on=None).exclude(status__in=closed).exclude(return_to=Status.IN_FORCE)

    def with_counts(self):
        """With how many documents, open remarks, contacts and meetings each holds."""
        shown_elsewhere = [kind.value for kind in SHOWN_ELSEWHERE]
        return self.annotate(
            document_count=_count("agreements_document", "kind <> ALL(%s)", shown_elsewhere),
            open_remark_count=_count("agreements_remark", "state = %s", RemarkState.OPEN.value),
            open_opinion_count=_count("agreements_opinion", "answer = '' AND closed_at IS NULL"),
            contact_count=_count("agreements_contact")
            + _count("agreements_meetingitem")
            + _count("agreements_talkround"),
        )

    def intent_expired(self):
        """LoI past its last day that never became an agreement (P25 13(3))."""
        return self.before_signing().filter(intent_expires_on__lt=today())

    def intent_ending(self):
        """LoI that ends soon, without an agreement yet."""
        soon = today() + timedelta(days=INTENT_ENDING_DAYS)
        return self.before_signing().filter(intent_expires_on__range=(today(), soon))

    def intent_to_renew(self):
        """LoI that has ended or ends soon: without a longer one the dossier cannot go on."""
        soon = today() + timedelta(days=INTENT_ENDING_DAYS)
        return self.before_signing().filter(intent_expires_on__lte=soon)

    def term_unknown(self):
        """In force without a known last day: the region has to complete it."""
        return self.filter(status=Status.IN_FORCE, ends_on=None)

    def over(self):
        """The last day of the term has passed, and the clock has not written it yet."""
        running = Q(status=Status.IN_FORCE) | Q(status=Status.SUSPENDED, return_to=Status.IN_FORCE)
        return self.filter(running, ends_on__lt=today())

    def ending(self):
        """In force, and the term ends soon."""
        soon = today() + timedelta(days=TERM_ENDING_DAYS)
        return self.filter(status=Status.IN_FORCE, ends_on__range=(today(), soon))

    def dormant(self):
        """In force, with no recorded activity for twelve months: a date decides, never a status."""
        return self.filter(status=Status.IN_FORCE, last_activity_on__lt=a_year_ago())

    def overdue(self):
        return self.filter(due_on__lt=today())

    def due_soon(self):
        return self.filter(due_on__range=(today(), clock_end(today(), DUE_SOON_DAYS)))


#: Condition of indexes.
IN_FORCE = Q(status=Status.IN_FORCE)
#: Statuses that nothing leaves.
ENDINGS = (Status.REJECTED, Status.STOPPED, Status.ENDED, Status.EXPIRED)


class Dossier(models.Model):
    """`status` is written by the transition engine alone; the dates below it are copies for lists."""

    number = models.CharField(_("number"), max_length=40, unique=True, editable=False)
    region = models.ForeignKey(Region, models.PROTECT, related_name="dossiers", verbose_name=_("region"))
    #: The region's province (itself for a province), so that a governor's list is one indexed column.
    province = models.ForeignKey(Region, models.PROTECT, related_name="+", editable=False)
    scheme = models.CharField(_("scheme"), max_length=12, choices=Scheme)
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="dossiers", verbose_name=_("partner")
    )
    title = models.CharField(
        _("subject in one line"),
        max_length=200,
        help_text=_("For example: tourism, fisheries and vocational education."),
    )
    initiator = models.CharField(_("first interest came from"), max_length=12, choices=Initiator, blank=True)
    objectives = ArrayField(
        models.CharField(max_length=12, choices=Objective),
        verbose_name=_("objects of cooperation"),
        default=list,
        blank=True,
    )
    sectors = ArrayField(
        models.CharField(max_length=16, choices=Sector), verbose_name=_("sectors"), default=list, blank=True
    )
    objectives_original = models.TextField(_("fields as first recorded"), blank=True, editable=False)
    unit = models.CharField(
        _("unit in charge"),
        max_length=200,
        blank=True,
        help_text=_("The regional unit that answers for this cooperation."),
    )
    origin = models.CharField(_("origin"), max_length=10, choices=Origin, default=Origin.FILED, editable=False)
    origin_note = models.TextField(_("source"), blank=True, editable=False)

    status = models.CharField(
        _("status"), max_length=20, choices=Status, default=Status.INITIATED, editable=False, db_index=True
    )
    status_since = models.DateTimeField(_("since"), default=now, editable=False)
    #: Where plan_revision and suspended lead back to.
    return_to = models.CharField(max_length=20, choices=Status, blank=True, editable=False)
    first_sent_at = models.DateTimeField(_("first sent to the minister"), null=True, editable=False)
    #: Last day of the clock that runs on the current status.
    due_on = models.DateField(_("due"), null=True, editable=False, db_index=True)
    intent_expires_on = models.DateField(_("LoI valid until"), null=True, editable=False, db_index=True)
    agreement_signed_on = models.DateField(_("agreement signed"), null=True, editable=False)
    ends_on = models.DateField(_("agreement ends"), null=True, editable=False, db_index=True)
    #: Newest activity carried out, or contact with the partner; at first the day it came in force. `reports` writes it.
    last_activity_on = models.DateField(_("last activity"), null=True, editable=False)
    #: Newest evaluation by the region itself, and by the ministry (P25 33, 39); `reports` writes them.
    region_evaluated_on = models.DateField(_("evaluated by the region"), null=True, editable=False)
    ministry_evaluated_on = models.DateField(_("evaluated by the ministry"), null=True, editable=False)
    planned_signing_on = models.DateField(_("planned signing"), null=True, editable=False)
    planned_signing_place = models.CharField(_("planned place"), max_length=200, blank=True, editable=False)

    reviewer = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="reviewing", verbose_name=_("reviewer")
    )
    #: Who sees to it at the governor's desk of its province.
    governor_officer = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("officer at the governor's desk"),
    )
    consulted = models.ManyToManyField(Office, related_name="consulted_on", editable=False)
    edit_version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    created_at = models.DateTimeField(_("opened"), default=now, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="dossier_status_known"),
            models.CheckConstraint(condition=Q(scheme__in=Scheme.values), name="dossier_scheme_known"),
        ]
        indexes = [
            models.Index(fields=["region", "status"], name="dossier_region_status"),
            models.Index(fields=["province", "status"], name="dossier_province_status"),
            models.Index(fields=["status", "due_on"], name="dossier_status_due"),
            models.Index(fields=["-created_at", "-id"], name="dossier_newest"),
            # Of agreements in force, in the order in which lists and the home page show them.
            models.Index(fields=["last_activity_on", "id"], condition=IN_FORCE, name="in_force_by_activity"),
            models.Index(fields=["agreement_signed_on", "id"], condition=IN_FORCE, name="in_force_by_signing"),
            models.Index(fields=["status"], condition=Q(first_sent_at__isnull=False), name="dossier_sent_status"),
            GinIndex(SearchVector("title", config="simple"), name="dossier_title_words"),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("agreements:dossier", args=[self.number])

    @property
    def tier(self):
        return Tier.PROVINCE if self.region_id == self.province_id else Tier.KABKOTA

    @property
    def heading(self):
        """`Kota Padang – Bà Rịa-Vũng Tàu`"""
        return f"{self.region} – {self.partner}" if self.partner_id else str(self.region)

    @property
    def status_label(self):
        """As `get_status_display`, which is too slow for lists."""
        return Status(self.status).label

    @property
    def is_before_signing(self):
        # What is suspended while in force goes back there.
        return (
            self.agreement_signed_on is None
            and self.status not in (Status.SIGNED, Status.IN_FORCE, *ENDINGS)
            and self.return_to != Status.IN_FORCE
        )

    @property
    def is_over(self):
        return self.status in ENDINGS

    @property
    def is_intent_expired(self):
        return self.intent_expires_on is not None and self.intent_expires_on < today() and self.is_before_signing

    @property
    def is_dormant(self):
        last = self.last_activity_on
        return self.status == Status.IN_FORCE and last is not None and last < a_year_ago()

    @property
    def is_term_unknown(self):
        return self.status == Status.IN_FORCE and self.ends_on is None


class Prerequisite(models.Model):
    """The region's answer to one of the nine prerequisites (PP28 27, P25 5)."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="prerequisites")
    number = models.PositiveSmallIntegerField(_("prerequisite"))
    answer = models.CharField(_("answer"), max_length=15, choices=Answer)
    explanation = models.TextField(_("explanation"), max_length=2000, blank=True)
    document = models.ForeignKey(
        "agreements.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proof"),
    )

    class Meta:
        verbose_name = _("prerequisite")
        verbose_name_plural = _("prerequisites")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="prerequisite_once"),
            models.CheckConstraint(condition=Q(number__range=(1, 9)), name="prerequisite_one_of_nine"),
        ]

    def __str__(self):
        return f"{self.dossier} · {self.number}"
