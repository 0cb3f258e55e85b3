"""Settings, read from the environment once.

Two modes, never mixed. *Demonstration*: neither DATABASE_URL nor JEMBATAN_SECRET_KEY is set; the
database is an embedded PostgreSQL under ``var/`` and people sign in with a published password.
*Production*: both are set; cookies, redirects and headers are those of a site behind HTTPS.

| variable | meaning |
| --- | --- |
| DATABASE_URL | postgresql://user:password@host:5432/name |
| JEMBATAN_SECRET_KEY | long random text, the same for all processes |
| JEMBATAN_HOSTS | names the site answers to, separated by commas |
| JEMBATAN_ADDRESS | the site's own address, printed on letters (default: https:// and the first host) |
| JEMBATAN_PROXIES | proxies in front whose X-Forwarded-For is trusted (production: 1) |
| JEMBATAN_VAR | folder of everything the site writes (default: var/ in the project) |
| JEMBATAN_DEMONSTRATION | 1 states the demonstration mode, and refuses to start as production |
| JEMBATAN_FRESH_SIGN_IN_MINUTES | how long after signing in a final decision needs no password again, default 10 |
| JEMBATAN_HELP_DESK, JEMBATAN_HELP_EMAIL | whom to ask, named at the foot of every page |
| JEMBATAN_DEBUG | 1 shows Django's debug pages, for developers |
| JEMBATAN_LOG_LEVEL | default INFO |
| JEMBATAN_MAIL_HOST, _PORT, _USER, _PASSWORD, _TLS, _FROM | the mail server; without one mail is printed |
"""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from cooperation import embedded
from cooperation.environment import (
    ALL_ADDRESSES,
    database_from_url,
    env_bool,
    env_int,
    env_list,
    env_text,
    for_browsers,
    kept_secret,
)

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(env_text("JEMBATAN_VAR", str(BASE_DIR / "var"))).expanduser().absolute()

# The mode

DATABASE_URL = env_text("DATABASE_URL")
SECRET_KEY = env_text("JEMBATAN_SECRET_KEY")
PRODUCTION = bool(DATABASE_URL and SECRET_KEY)
DEMONSTRATION = env_bool("JEMBATAN_DEMONSTRATION", not PRODUCTION)
DEMONSTRATION_PASSWORD = "jembatan-bersama"  # noqa: S105 - published on purpose, refused in production
DEBUG = env_bool("JEMBATAN_DEBUG", False)

if bool(DATABASE_URL) != bool(SECRET_KEY):
    raise ImproperlyConfigured(
        "Production needs both DATABASE_URL and JEMBATAN_SECRET_KEY; unset both for the demonstration."
    )
if PRODUCTION and DEMONSTRATION:
    raise ImproperlyConfigured("JEMBATAN_DEMONSTRATION cannot be on where DATABASE_URL is set.")
if not PRODUCTION and not DEMONSTRATION:
    raise ImproperlyConfigured(
        "Set DATABASE_URL and JEMBATAN_SECRET_KEY for production, or leave JEMBATAN_DEMONSTRATION unset."
    )
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("JEMBATAN_DEBUG cannot be on in production.")
if PRODUCTION and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("JEMBATAN_SECRET_KEY must be at least 50 random characters.")

if DEMONSTRATION:
    SECRET_KEY = kept_secret(VAR / "secrets" / "key")

HOST, PORT = env_text("HOST", "127.0.0.1"), env_int("PORT", 8000)
# Where the demonstration is shown to others, they may call it anything.
_OWN_NAMES = ["localhost", "127.0.0.1", "[::1]", "*" if HOST in ALL_ADDRESSES else for_browsers(HOST)]
ALLOWED_HOSTS = env_list("JEMBATAN_HOSTS", [] if PRODUCTION else _OWN_NAMES)
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("JEMBATAN_HOSTS must name the hosts that the site answers to.")
_LOCAL_ADDRESS = f"http://{for_browsers(HOST)}:{PORT}"
SITE_ADDRESS = env_text("JEMBATAN_ADDRESS", f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else _LOCAL_ADDRESS).rstrip("/")

# The application

ROOT_URLCONF = "cooperation.urls"
WSGI_APPLICATION = "cooperation.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "rules.apps.AutodiscoverRulesConfig",
    "allauth",
    "allauth.account",
    "django_filters",
    "django_htmx",
    "csp",
    "cooperation",
    "agreements",
    "reports",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cooperation.compression.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cooperation.middleware.RequestMiddleware",
    "cooperation.middleware.PersonMiddleware",
    "cooperation.views.errors.ConflictMiddleware",
    "cooperation.middleware.IdempotencyMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cooperation.context_processors.site",
            ],
        },
    }
]
FORM_RENDERER = "cooperation.forms.Renderer"
FILTERS_EMPTY_CHOICE_LABEL = _("all")

# Data

if PRODUCTION:
    DATABASES = {"default": database_from_url(DATABASE_URL)}
else:
    DATABASES = {"default": embedded.database(VAR / "postgres")}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]  # nothing of what packages bring is used
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
UPLOAD_MAX_BYTES = 10 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# Language and time

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
COMPILED_LOCALE = VAR / "locale"  # made from locale/ at start, see cooperation/translations.py
LOCALE_PATHS = [COMPILED_LOCALE]
LANGUAGE_COOKIE_NAME = "language"
USE_I18N = True
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

# People

AUTH_USER_MODEL = "cooperation.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "cooperation.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "cooperation.forms.sign_in.SignInForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Jembatan] "
ACCOUNT_EMAIL_NOTIFICATIONS = True
FRESH_SIGN_IN_MINUTES = env_int("JEMBATAN_FRESH_SIGN_IN_MINUTES", 10)
ACCOUNT_REAUTHENTICATION_TIMEOUT = FRESH_SIGN_IN_MINUTES * 60
ALLAUTH_TRUSTED_PROXY_COUNT = env_int("JEMBATAN_PROXIES", 1 if PRODUCTION else 0)

# Sessions, cookies, headers

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "cooperation.views.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Mail and logs

EMAIL_HOST = env_text("JEMBATAN_MAIL_HOST")
EMAIL_PORT = env_int("JEMBATAN_MAIL_PORT", 587)
EMAIL_HOST_USER = env_text("JEMBATAN_MAIL_USER")
EMAIL_HOST_PASSWORD = env_text("JEMBATAN_MAIL_PASSWORD")
EMAIL_USE_TLS = env_bool("JEMBATAN_MAIL_TLS", True)
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
# In the demonstration no mail leaves: what the worker sends stands on the page "Mails" of each person.
OUTBOX_BACKEND = "django.core.mail.backends.dummy.EmailBackend" if DEMONSTRATION else EMAIL_BACKEND
DEFAULT_FROM_EMAIL = env_text("JEMBATAN_MAIL_FROM", "jembatan@localhost")

# What the worker runs once a day, early in the morning in Jakarta

DAILY_COMMANDS = ["run_daily"]

# Who helps, named at the foot of every page

HELP_DESK = env_text("JEMBATAN_HELP_DESK", "Pusat Fasilitasi Kerja Sama, Kementerian Dalam Negeri")
HELP_DESK_EMAIL = env_text("JEMBATAN_HELP_EMAIL")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env_text("JEMBATAN_LOG_LEVEL", "INFO")},
    "loggers": {"django.server": {"handlers": ["console"], "level": "INFO", "propagate": False}},
}
