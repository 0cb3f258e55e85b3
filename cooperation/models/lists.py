"""What people make of a list: views they keep under a name, and the columns they look at."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cooperation.working_days import now

from .people import Office, User


class SavedViewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A person's own, and those that colleagues share with an office the person works for today."""
        offices = [held.office_id for held in user.current_memberships]
        return self.filter(Q(owner=user) | Q(office__in=offices))


class SavedView(models.Model):
    """A filter of a list under a name; `office` is the office it is shared with, none for a private one."""

    owner = models.ForeignKey(User, models.PROTECT, related_name="saved_views")
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    page = models.CharField(max_length=20)
    name = models.CharField(_("name"), max_length=60)
    #: The part of the address after the question mark.
    query = models.CharField(max_length=1000, blank=True)
    #: Opens when its owner comes to the list without a filter.
    is_first = models.BooleanField(_("open it first"), default=False)
    created_at = models.DateTimeField(default=now, editable=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = [Lower("name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                "owner",
                "page",
                Lower("name"),
                name="saved_view_name_once",
                violation_error_message=_("You have a view of this name already. Choose another name."),
            ),
            models.UniqueConstraint(fields=["owner", "page"], condition=Q(is_first=True), name="saved_view_one_first"),
        ]

    def __str__(self):
        return self.name


class ChosenColumns(models.Model):
    """The columns of a list that a person looks at, beside those that always stand there."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    page = models.CharField(max_length=20)
    names = ArrayField(models.CharField(max_length=20), default=list, blank=True)

    class Meta:
        verbose_name = _("choice of columns")
        verbose_name_plural = _("choices of columns")
        constraints = [models.UniqueConstraint(fields=["user", "page"], name="columns_chosen_once")]

    def __str__(self):
        return f"{self.user} · {self.page}"
