"""The dates of a term and of its extension (P25 32-33). "Six months before" counts whole months of the calendar."""

from calendar import monthrange
from datetime import timedelta

from agreements.enums import ChangeKind, ChangeStatus, Status
from agreements.guards.typed import years_after
from cooperation.working_days import today

#: The letter is written so many months before the term ends (P25 33); one that comes later is marked as late.
LETTER_MONTHS = 6
#: From so many months before the end on the region is told by when to write (decision).
PREPARE_MONTHS = 9
#: What was signed in time can still be recorded so many days after the last day (decision).
RECORDING_DAYS = timedelta(days=14)
#: P25 32.
LONGEST_YEARS = 5


def months_before(day, months):
    """The same day `months` earlier; the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def letter_due_on(ends_on):
    return months_before(ends_on, LETTER_MONTHS)


def longest_end(ends_on):
    """The last day up to which a term that ends on `ends_on` can be extended."""
    return years_after(ends_on, LONGEST_YEARS)


def begins_on(ends_on):
    """The first day of the term that follows."""
    return ends_on + timedelta(days=1)


def term_is_over(dossier):
    """Whether the last day has passed (P25 32), and no approved extension may still have been signed in time."""
    if dossier.ends_on is None or dossier.ends_on >= today():
        return False
    if dossier.status == Status.SUSPENDED and dossier.return_to != Status.IN_FORCE:
        return False
    if dossier.ends_on + RECORDING_DAYS < today():
        return True
    # All of them: the daily run has read them ahead, for many dossiers at once.
    approved = (ChangeKind.EXTENSION, ChangeStatus.APPROVED)
    return all((change.kind, change.status) != approved for change in dossier.changes.all())


def months_between(first, last):
    """Whole and begun months from `first` to `last`."""
    return (last.year - first.year) * 12 + last.month - first.month + (last.day > first.day)


def began_on(dossier):
    """First day of the newest term: of the agreement, or of its last extension; None where nobody knows it."""
    newest = dossier.agreement_signings.exclude(change__kind=ChangeKind.AMENDMENT).first()
    return newest and (newest.effective_on or newest.signed_on)


def is_late(change):
    """Whether the letter was first sent later than the law wants it; never a reason to refuse (P25 33)."""
    return change.first_sent_on is not None and would_be_late(change)


def would_be_late(change):
    """The same of a letter that was not sent yet, if it goes today."""
    return change.is_extension and (change.first_sent_on or today()) > letter_due_on(change.old_ends_on)
