"""Articles of law as readers know them. The tables write `P25 18(4)`: Permendagri 25/2020."""

from django.utils.translation import gettext as _


def article_words(article):
    """`P25 18(4)` -> "Art. 18(4)" in the reader's language; other laws keep their name."""
    if article.startswith("P25 "):
        return _("Art. %(number)s") % {"number": article.removeprefix("P25 ")}
    return article
