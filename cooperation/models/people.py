"""Who signs in, for which office, in which role, from when until when."""

from itertools import islice

import rules
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cooperation.enums import ROLES_OF_OFFICE, Acting, Language, OfficeKind, Role, TimeZone
from cooperation.working_days import today

from .places import Region


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    @transaction.atomic
    def create_superuser(self, email, password=None, **fields):
        """By `manage.py createsuperuser`: an administrator like any other, so that a new site has its first.

        Raises ValidationError while the site has no Ministry of Home Affairs: `load_reference` comes before.
        """
        office = Office.objects.filter(kind=OfficeKind.HOME_AFFAIRS, is_active=True).order_by("pk").first()
        if office is None:
            raise ValidationError(_("There is no office of Home Affairs yet: run `manage.py load_reference` first."))
        user = self.create_user(email, password, **fields)
        Membership.objects.create(user=user, office=office, role=Role.ADMIN)
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def holding(self, *roles, offices):
        """Active people who hold one of `roles` today in one of `offices` (a queryset or list)."""
        held = Membership.objects.current().filter(office__in=offices)
        if roles:
            held = held.filter(role__in=roles)
        return self.filter(is_active=True, pk__in=held.values("user"))

    def of_home_affairs(self, *roles):
        """Those who hold one of `roles` in the Ministry of Home Affairs."""
        return self.holding(*roles, offices=Office.objects.filter(kind=OfficeKind.HOME_AFFAIRS))


class User(AbstractBaseUser, PermissionsMixin):
    """A person, signing in with an e-mail address. What they may do follows from their memberships."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.INDONESIAN)
    time_zone = models.CharField(_("time zone"), max_length=20, choices=TimeZone, default=TimeZone.WIB)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_demonstration = models.BooleanField(_("demonstration person"), default=False, editable=False)
    date_joined = models.DateTimeField(_("registered"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_unique_any_case")]

    def __str__(self):
        return self.name

    @cached_property
    def current_memberships(self):
        """Today's memberships, the latest first, offices and regions included: one query per request."""
        return Membership.held_by(self) if self.is_active else []

    def memberships_as(self, *roles):
        return [held for held in self.current_memberships if held.role in roles]

    @cached_property
    def region_codes(self):
        """Codes of the regions this person works for today."""
        return [held.office.region_id for held in self.current_memberships if held.office.region_id]

    def has_perm(self, perm, obj=None):
        """By the rules alone: Django's own tables of permissions stay empty, and are not asked."""
        return self.is_active and (self.is_superuser or rules.has_perm(perm, self, obj))

    @property
    def is_home_affairs(self):
        return any(held.office.kind == OfficeKind.HOME_AFFAIRS for held in self.current_memberships)

    @property
    def is_administrator(self):
        return bool(self.memberships_as(Role.ADMIN))


def signed_as(person, acting="", holder=None):
    """The name of whoever acts as it stands under what they do.

    `A`; of an acting person `A a.n. B (Plh.)`, on behalf of the holder B; `A (Plt.)` where no holder is known.
    """
    words = {"person": person, "holder": holder, "acting": acting and Acting(acting).label}
    if holder:
        return _("%(person)s a.n. %(holder)s (%(acting)s)") % words
    return f"{person} ({words['acting']})" if acting else str(person)


class Office(models.Model):
    """A body whose people sign in."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    short_name = models.CharField(_("short name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=20, choices=OfficeKind)
    region = models.OneToOneField(
        Region, models.PROTECT, null=True, blank=True, related_name="office", verbose_name=_("region")
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=OfficeKind.REGION, region__isnull=False)
                | (~Q(kind=OfficeKind.REGION) & Q(region=None)),
                name="office_has_region_iff_regional",
                violation_error_message=_("A regional government names its region; other offices name none."),
            )
        ]

    def __str__(self):
        return self.short_name


class MembershipQuerySet(models.QuerySet):
    def current(self, on=None):
        """Memberships in force on a Jakarta date (default today), in offices that are in use."""
        on = on or today()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on, office__is_active=True)

    def overlapping(self, held):
        """Those that give the person of `held` the same role in the same office on some of the same days."""
        same = self.filter(user=held.user_id, office=held.office_id, role=held.role)
        same = same.filter(Q(ends_on=None) | Q(ends_on__gte=held.starts_on))
        return same.filter(starts_on__lte=held.ends_on) if held.ends_on else same


#: From where, and which, `MembershipQuerySet.current` reads assignments, as SQL that stands ready; more conditions may
#: follow. For what each page and move asks: it takes ten times as long to be made of a queryset as to be answered.
FROM_CURRENT = """
    FROM cooperation_membership AS held JOIN cooperation_office AS office ON office.id = held.office_id
    LEFT JOIN cooperation_region AS region ON region.code = office.region_id
    WHERE held.starts_on <= %(today)s AND (held.ends_on IS NULL OR held.ends_on >= %(today)s) AND office.is_active
"""


class Membership(models.Model):
    """A person's role in an office between two dates; acting ones (Plh., Plt.) always end."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name=_("person"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="memberships", verbose_name=_("office"))
    role = models.CharField(_("role"), max_length=10, choices=Role)
    acting = models.CharField(_("acting as"), max_length=3, choices=Acting, blank=True)
    #: Whom an acting person stands in for; unknown where a post is vacant and nobody held it before.
    acting_for = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("in place of")
    )
    starts_on = models.DateField(_("from"), default=today)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["user", "-starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="membership_dates_in_order",
                violation_error_message=_("The last day cannot come before the first."),
            ),
            models.CheckConstraint(
                condition=Q(acting="") | Q(ends_on__isnull=False),
                name="membership_acting_ends",
                violation_error_message=_("An acting assignment needs a last day."),
            ),
            models.CheckConstraint(
                condition=Q(acting_for=None) | (~Q(acting="") & ~Q(acting_for=F("user"))),
                name="membership_acting_for_another",
                violation_error_message=_("Only an acting person stands in for somebody, and for somebody else."),
            ),
            models.UniqueConstraint(
                fields=["user", "office", "role", "starts_on"],
                name="membership_once",
                violation_error_message=_("This assignment has been recorded already."),
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.title}"

    @property
    def title(self):
        """`Plh. Head, Kota Padang`"""
        return " ".join(filter(None, [self.get_acting_display(), f"{self.get_role_display()}, {self.office}"]))

    @property
    def signed_as(self):
        return signed_as(self.user, self.acting, self.acting_for)

    @staticmethod
    def roles_for(office):
        return ROLES_OF_OFFICE[OfficeKind(office.kind)]

    @staticmethod
    def posts(regions=None, kinds=None):
        """Of all that are `current`: (person who may sign in, role, office, its region, its kind).

        Of offices in one of `regions` or of one of `kinds`, lists of codes and of `OfficeKind`, where any are given.
        """
        somewhere = "AND (office.region_id = ANY(%(regions)s) OR office.kind = ANY(%(kinds)s))"
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                SELECT held.user_id, held.role, held.office_id, office.region_id, office.kind {FROM_CURRENT}
                {"" if regions is kinds is None else somewhere}
                AND held.user_id IN (SELECT id FROM cooperation_user WHERE is_active) ORDER BY held.user_id
                """,  # noqa: S608
                {"today": today(), "regions": list(regions or ()), "kinds": list(kinds or ())},
            )
            return cursor.fetchall()

    @classmethod
    def held_by(cls, person):
        """Those of one person that are `current`, the latest first, with office and region."""
        read = {"held": cls, "office": Office, "region": Region}
        columns = [f"{table}.{field.column}" for table, model in read.items() for field in model._meta.concrete_fields]
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                SELECT {", ".join(columns)} {FROM_CURRENT}
                AND held.user_id = %(person)s ORDER BY held.starts_on DESC, held.id
                """,
                {"today": today(), "person": person.pk},
            )
            return [cls._with_office(person, iter(row)) for row in cursor]

    @classmethod
    def _with_office(cls, person, cells):
        """A row of `held_by`: the cells of an assignment, then of its office, then of the region, if it has one."""
        held, office, region = (
            model.from_db(connection.alias, (), list(islice(cells, len(model._meta.concrete_fields))))
            for model in (cls, Office, Region)
        )
        held.user, held.office, office.region = person, office, region if office.region_id else None
        return held
