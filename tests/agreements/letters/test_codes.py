"""Codes people copy from paper: long enough not to be guessed, and a slip of the finger is noticed."""

import math
import random

from agreements.letters.codes import ALPHABET, LENGTH, grouped, is_well_formed, new_code, plain


def test_code_cannot_be_guessed():
    assert (LENGTH - 1) * math.log2(len(ALPHABET)) > 80
    assert len({new_code() for _ in range(1000)}) == 1000


def test_new_code_is_well_formed_however_it_is_typed():
    for _ in range(200):
        code = new_code()
        assert is_well_formed(code)
        assert plain(grouped(code)) == code
        assert plain(f"  {grouped(code).lower().replace('-', ' ')} ") == code
    assert plain("il-lI") == "1111"


def test_every_mistyped_sign_is_noticed():
    code = new_code()
    for place, right in enumerate(code):
        for wrong in ALPHABET.replace(right, ""):
            assert not is_well_formed(code[:place] + wrong + code[place + 1 :])


def test_every_pair_that_changed_places_is_noticed():
    for _ in range(50):
        code = new_code()
        first, second = sorted(random.sample(range(LENGTH), 2))
        if code[first] != code[second]:
            swapped = [*code]
            swapped[first], swapped[second] = code[second], code[first]
            assert not is_well_formed("".join(swapped))


def test_a_sign_too_many_or_too_few_or_none_is_noticed():
    code = new_code()
    for wrong in (code[1:], code + "1", "", "O" * LENGTH, code[:-1] + "é"):
        assert not is_well_formed(wrong)
