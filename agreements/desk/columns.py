"""What people make of the queue: views they keep, and columns. Time left and dossier always stand there."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from cooperation.models import ChosenColumns, SavedView, User

#: The page under which views and columns of the queue are kept.
PAGE = "queue"

#: In the order in which they stand.
COLUMNS = {
    "step": _("Step"),
    "holder": _("Held by"),
    "opinions": _("Opinions"),
    "remarks": _("Remarks"),
    "event": _("Latest event"),
    "since": _("In this step since"),
    "sent": _("First sent to the minister"),
    "scheme": _("Scheme"),
}
STANDARD = ("step", "holder", "opinions", "remarks", "event")


def of(user):
    """(views, columns) of `user`, in one query. A view is {pk, name, query, first, owner}; one's own names no owner."""
    views = SavedView.objects.visible_to(user).filter(page=PAGE)
    as_json = JSONObject(pk="pk", name="name", query="query", first="is_first", owner_id="owner", owner="owner__name")
    chosen = ChosenColumns.objects.filter(user=user, page=PAGE).values("names")
    (found,) = User.objects.filter(pk=user.pk).values(
        views=ArraySubquery(views.values(json=as_json)), chosen=Subquery(chosen)
    )
    views = [view if view["owner_id"] != user.pk else view | {"owner": ""} for view in found["views"]]
    return views, [name for name in COLUMNS if name in (STANDARD if found["chosen"] is None else found["chosen"])]


def choose(user, names):
    ChosenColumns.objects.update_or_create(user=user, page=PAGE, defaults={"names": list(names)})
