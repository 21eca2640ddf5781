"""Settings of the whole house; every one has a safe default, so no environment is needed."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONCE, NONE, SELF
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from khuang.lib import embedded_postgres
from khuang.lib.home import home

# Matrices in one thread: with more, processes that share the cores burn them waiting for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def text(name: str, default: str) -> str:
    return os.environ.get(name, default)


def flag(name: str) -> bool:
    return os.environ.get(name, "") == "1"


def secret(name: str, file: Path) -> str:
    """Take a secret from the environment or its file; without either, one that ends with this process."""
    if name in os.environ:
        return os.environ[name]
    return file.read_text().strip() if file.exists() else secrets.token_urlsafe(50)


def database(url: str) -> dict:
    parts = urlsplit(url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": query.pop("port", str(parts.port or "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }


KHUANG_HOME = home()
KHUANG_ORIGIN = text("KHUANG_ORIGIN", "http://127.0.0.1:8000").rstrip("/")
KHUANG_KEYRING = Path(text("KHUANG_KEYRING", str(KHUANG_HOME / "keyring.json")))
KHUANG_MEDIA = KHUANG_HOME / "media"
KHUANG_APP_ROLE = text("KHUANG_APP_ROLE", embedded_postgres.APP)

SECRET_KEY = secret("KHUANG_SECRET_KEY", KHUANG_HOME / "secret-key")
DEBUG = flag("KHUANG_DEBUG")
ALLOWED_HOSTS = [urlsplit(KHUANG_ORIGIN).hostname, *text("KHUANG_HOSTS", "127.0.0.1 localhost").split()]
CSRF_TRUSTED_ORIGINS = [KHUANG_ORIGIN]
CSRF_FAILURE_VIEW = "khuang.ground.accounts.access.answer_stale_form"

_EMBEDDED = embedded_postgres.address(KHUANG_HOME)
DATABASES = {
    # What web and worker are: an account that owns no table and bends to row-level security.
    "default": database(text("DATABASE_URL", _EMBEDDED.app_url)),
    # Who owns the tables; used by migrate alone.
    "owner": database(text("KHUANG_OWNER_DATABASE_URL", _EMBEDDED.owner_url)),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "khuang.site",
    "khuang.desk",
    "khuang.portal",
    "khuang.care.wellbeing",
    "khuang.care.duty",
    "khuang.care.voices",
    "khuang.care.visits",
    "khuang.care.support",
    "khuang.care.cases",
    "khuang.care.risk",
    "khuang.care.correspondence",
    "khuang.care.people",
    "khuang.civic.projects",
    "khuang.civic.plan",
    "khuang.civic.council",
    "khuang.civic.hearings",
    "khuang.civic.forum",
    "khuang.civic.ballots",
    "khuang.civic.issues",
    "khuang.civic.groups",
    "khuang.civic.appeals",
    "khuang.ground.indicators",
    "khuang.ground.surveys",
    "khuang.ground.messaging",
    "khuang.ground.accounts",
    "khuang.ground.places",
    "khuang.ground.journal",
    "khuang.ground.municipalities",
    "khuang.ui",
    "template_partials",
    "procrastinate.contrib.django",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    # Only because the next one imports it: none of its addresses is served.
    "allauth.account",
    "allauth.mfa",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "khuang.site.middleware.Fenced",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages go over patchy networks; Django masks its tokens, so their length tells nothing.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Gives allauth's parts the request; none of its views is served.
    "allauth.account.middleware.AccountMiddleware",
    "khuang.site.middleware.InMunicipality",
]

ROOT_URLCONF = "khuang.site.urls"
WSGI_APPLICATION = "khuang.site.wsgi.application"
AUTH_USER_MODEL = "accounts.Account"
LOGIN_URL = "accounts:sign-in"
# A person's whole record belongs to the desk, which the registry below does not know.
ABSOLUTE_URL_OVERRIDES = {"people.person": lambda person: reverse("desk:person", args=[person.pk])}
# Accounts here have no e-mail address.
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
MFA_ADAPTER = "khuang.ground.accounts.adapter.Adapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Messages may name people: with the session they are sealed, in a cookie they would not be.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGIN_REDIRECT_URL = "desk:today"
LOGOUT_REDIRECT_URL = "portal:front"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "khuang.ground.accounts.passwords.NotGuessedFirst"},
]

_CHANNELS = Path(__file__).resolve().parents[1] / "ground" / "messaging" / "channels"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # A channel's folder brings its pages along.
        "DIRS": sorted(_CHANNELS.glob("*/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["khuang.ui.templatetags.kh", "template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "khuang.site.navigation.navigation",
            ],
        },
    }
]
FORM_RENDERER = "khuang.ui.forms.FormRenderer"

LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("Thai")), ("en", _("English"))]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = sorted(_CHANNELS.glob("*/static"))
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

# How many milliseconds a page waits before it asks again whether somebody calls for help, at a desk and
# on a volunteer's telephone: the desk must know within a second; the other is told by LINE as well.
KHUANG_PULSE = 700, 15_000

# What a phone may send at once; Collect splits larger submissions by itself.
KHUANG_LARGEST_SUBMISSION = 100_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 120

_SECURE = KHUANG_ORIGIN.startswith("https://")
SESSION_ENGINE = "khuang.ground.accounts.session_store"
# The longest that any session lasts; how long each lasts, the server decides.
SESSION_COOKIE_AGE = 7 * 24 * 3600
SESSION_COOKIE_NAME = "__Host-session" if _SECURE else "khuang-session"
CSRF_COOKIE_NAME = "__Host-csrf" if _SECURE else "khuang-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# LINE's platform; another address is for its stand-in only.
KHUANG_LINE_API = text("KHUANG_LINE_API", "https://api.line.me")
KHUANG_LINE_CONTENT = text("KHUANG_LINE_CONTENT", "https://api-data.line.me")

PROCRASTINATE_IMPORT_PATHS = [
    "khuang.site.hearing",
    "khuang.site.jobs",
    "khuang.site.long_works",
    "khuang.site.messages",
    "khuang.site.nightly",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"mask": {"()": "khuang.site.log_masking.MaskTokens"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["mask"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
