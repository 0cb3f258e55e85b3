"""Where this machine keeps a Chromium. Needs only the standard library: the set-up asks it too."""

import os
import shutil

#: The headless shell is the same engine without a window, and quicker.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """The path in JEMBATAN_CHROMIUM, or the first browser found."""
    asked = os.environ.get("JEMBATAN_CHROMIUM")
    return shutil.which(asked) if asked else next(filter(None, map(shutil.which, NAMES)), None)
