"""Papers and files that look real, for the demonstration and for tests. Everything in them is an example."""

from .education import EDUCATION
from .files import pdf_file, png_file
from .fisheries import FISHERIES
from .papers import TERM_MONTHS, activities, signatories, values
from .theme import Theme
from .tourism import TOURISM

__all__ = [
    "EDUCATION",
    "FISHERIES",
    "TERM_MONTHS",
    "TOURISM",
    "Theme",
    "activities",
    "pdf_file",
    "png_file",
    "signatories",
    "values",
]
