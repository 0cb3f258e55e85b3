"""Which papers are read by fewer people than their dossier. Applications above add theirs when they are ready."""

from collections.abc import Callable
from typing import Any

from agreements.enums import OF_CHANGES, OF_IMPLEMENTATION, DocumentKind
from agreements.models import Opinion


def _reads_opinion(user, document):
    return Opinion.objects.readable_by(user).filter(document=document).exists()


def _follows(user, document):
    return user.has_perm("agreements.read_implementation", document.dossier)


#: {kind: whether a person who sees the dossier reads this paper of it}
READS: dict[str, Callable[[Any, Any], bool]] = {
    DocumentKind.OPINION: _reads_opinion,
    **dict.fromkeys((*OF_IMPLEMENTATION, *OF_CHANGES), _follows),
}


def reads(user, document):
    return document.kind not in READS or READS[document.kind](user, document)
