"""The code of an issued letter: 17 random signs (84 bits) and a check sign, as people type them from paper."""

import secrets

#: No sign that looks like another one; 31 of them, a prime, so that the check finds every single mistyped sign
#: and every pair that changed places.
ALPHABET = "123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 18

#: What people read for a sign of the alphabet.
_MISREAD = str.maketrans("IL", "11", " -–—._")


def new_code():
    random = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return random + _check_sign(random)


def plain(typed):
    """The code as it is stored, from what somebody typed or scanned."""
    return typed.strip().upper().translate(_MISREAD)


def is_well_formed(code):
    """Whether the check sign fits: if not, something was mistyped."""
    return len(code) == LENGTH and set(code) <= set(ALPHABET) and _check_sign(code[:-1]) == code[-1]


def grouped(code):
    """`K7M2QX-9RTDWA-4HCEN8`"""
    return "-".join(code[start : start + 6] for start in range(0, len(code), 6))


def _check_sign(signs):
    total = sum(weight * ALPHABET.index(sign) for weight, sign in enumerate(signs, start=2))
    return ALPHABET[-total % len(ALPHABET)]
