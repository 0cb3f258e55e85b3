"""The site's settings with what makes tests fast: a database that may lose data, plain files, weak hashes."""

import os
import tempfile
from pathlib import Path

for variable in ("DATABASE_URL", "JEMBATAN_SECRET_KEY", "JEMBATAN_DEMONSTRATION", "JEMBATAN_DEBUG", "JEMBATAN_HOSTS"):
    os.environ.pop(variable, None)

from cooperation.settings import *  # noqa: E402, F403

DATABASES = {
    "default": {
        **embedded.database(VAR / "postgres-test", durable=False),  # noqa: F405
        "CONN_HEALTH_CHECKS": False,
        "CONN_MAX_AGE": None,  # a thread that answers several requests keeps its session
        # Few rows are there: joined as written they are soon found, and the best order costs more than it saves.
        "OPTIONS": {"options": "-c join_collapse_limit=1"},
    }
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = Path(tempfile.gettempdir()) / "jembatan-no-such-folder"  # each test gets its own, see conftest
OUTBOX_BACKEND = EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ACCOUNT_RATE_LIMITS = False  # many people sign in from one address at once
WHITENOISE_MAX_AGE = 10**9  # a browser keeps them, also where a test's clock stands in another year
WHITENOISE_AUTOREFRESH = True  # static files straight from their source, nothing is collected
WHITENOISE_USE_FINDERS = True
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "loggers": {"django.request": {"level": "ERROR"}},  # thousands of refusals are what the tests ask for
}
