"""Which words of two texts differ: lines first, then the words of the lines that changed."""

import re
from difflib import SequenceMatcher
from itertools import groupby

SAME, REMOVED, ADDED = "same", "removed", "added"

#: Above this many comparisons a changed passage is marked as a whole.
MOST_COMPARISONS = 4_000_000

_WORDS = re.compile(r"\S+\s*|\s+")


def differences(before, after):
    """[(kind, text)] that reads as `before` without the added and as `after` without the removed pieces."""
    pieces = []
    for old, new in _passages(before.splitlines(keepends=True), after.splitlines(keepends=True)):
        if old == new:
            pieces.append((SAME, "".join(old)))
            continue
        for words, other in _passages(_WORDS.findall("".join(old)), _WORDS.findall("".join(new)), str.rstrip):
            if [word.rstrip() for word in words] == [word.rstrip() for word in other]:
                for word, same in zip(words, other, strict=True):
                    pieces += _spaces(word, same)
            else:
                pieces += [(REMOVED, "".join(words)), (ADDED, "".join(other))]
    return [
        (kind, "".join(text for _kind, text in run))
        for kind, run in groupby([piece for piece in pieces if piece[1]], key=lambda piece: piece[0])
    ]


def _spaces(word, same):
    """One word with what follows it on either side: where a line ends, the word itself has not changed."""
    if word == same:
        return [(SAME, word)]
    length = len(word.rstrip())
    return [(SAME, word[:length]), (REMOVED, word[length:]), (ADDED, same[length:])]


def _passages(before, after, key=str):
    """Both lists cut where they start or stop to be equal, as `key` sees it."""
    if len(before) * len(after) > MOST_COMPARISONS:
        return [(before, after)]
    matcher = SequenceMatcher(None, [key(text) for text in before], [key(text) for text in after])
    return [(before[a:b], after[c:d]) for _tag, a, b, c, d in matcher.get_opcodes()]
