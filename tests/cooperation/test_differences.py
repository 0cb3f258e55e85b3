"""Words that differ, and the promise that both texts can be read back from them."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cooperation.differences import ADDED, REMOVED, SAME, differences


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "", []),
        ("one text", "one text", [(SAME, "one text")]),
        ("", "new", [(ADDED, "new")]),
        ("old", "", [(REMOVED, "old")]),
        (
            "They meet yearly in Padang.",
            "They meet twice a year in Padang.",
            [(SAME, "They meet "), (REMOVED, "yearly "), (ADDED, "twice a year "), (SAME, "in Padang.")],
        ),
        ("a\nb\nc", "a\nc", [(SAME, "a\n"), (REMOVED, "b\n"), (SAME, "c")]),
        ("It ends.", "It ends.\nA line more.", [(SAME, "It ends."), (ADDED, "\nA line more.")]),
        ("One\ntwo", "One two", [(SAME, "One"), (REMOVED, "\n"), (ADDED, " "), (SAME, "two")]),
    ],
)
def test_differences_are_of_words(before, after, pieces):
    assert differences(before, after) == pieces


words = st.lists(st.sampled_from(["kota", "dan", "mitra", " ", "\n", "\r\n", "\u2028"])).map("".join)


@settings(max_examples=200, deadline=None)
@given(words, words)
def test_differences_read_as_both_texts(before, after):
    pieces = differences(before, after)
    assert "".join(text for kind, text in pieces if kind != ADDED) == before
    assert "".join(text for kind, text in pieces if kind != REMOVED) == after


def test_differences_of_the_longest_texts_take_no_time():
    """A part has 20,000 characters at most; texts made to be slow are marked as a whole."""
    before = " ".join(str(n % 120) for n in range(5000))
    after = " ".join(str(n * 7 % 120) for n in range(5000))
    started = process_time()
    assert differences(before, after) == [(REMOVED, before), (ADDED, after)]
    assert process_time() - started < 1
