"""Forms of the inter-ministry meeting."""

from .holding import HeldForm

__all__ = ["HeldForm"]
