"""Settings of the portal: everything that differs between machines is an environment variable read here.

A variable that is needed and missing is named at start, all of them at once.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("PTSP_VAR", BASE_DIR / "var"))

# A running demo leaves its addresses and secrets here, so that `manage.py verify_ledger`
# and the others find its database by themselves.
if "DATABASE_URL" not in os.environ:
    environ.Env.read_env(VAR_DIR / "demo" / "environment")

env = environ.Env()

NEEDED = {
    "SECRET_KEY": "kunci acak Django, sedikitnya 50 karakter",
    "DATABASE_URL": "postgres://… dengan peran aplikasi",
    "REDIS_URL": "redis://… untuk antrean Celery",
    "PUBLIC_URL": "alamat portal seperti dilihat warga, misalnya https://izin.contoh.go.id",
    "FIELD_KEYS": "kunci penyandian kolom, «k1:<base64 32 byte>», yang terbaru lebih dulu",
    "BLIND_INDEX_KEY": "kunci indeks pencarian NIK/telepon, base64 32 byte",
    "SEAL_CERTIFICATE": "berkas PEM sertifikat segel elektronik kantor",
    "SEAL_KEY": "berkas PEM kunci segel elektronik kantor",
}
missing = [f"  {name}: {what}" for name, what in NEEDED.items() if not env.str(name, default="")]
if missing:
    raise ImproperlyConfigured(
        "Portal tidak dapat dijalankan. Variabel lingkungan berikut belum diisi:\n"
        + "\n".join(missing)
        + "\nUntuk mencoba di satu mesin, jalankan `make demo`."
    )

# --- What the machine is -------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
SECRET_KEY = env.str("SECRET_KEY")
PUBLIC_URL = env.str("PUBLIC_URL").rstrip("/")
IS_HTTPS = PUBLIC_URL.startswith("https://")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[urlsplit(PUBLIC_URL).hostname])
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

INSTALLED_APPS = [
    "ptsp",
    "complaints",
    "satisfaction",
    "permits",
    "sop",
    "applicants",
    "office",
    "ptsp.apps.TechnicalAdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_fsm",
    "django_htmx",
    "lucide",
    "template_partials",
]

MIDDLEWARE = [
    "ptsp.middleware.BrowserPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "applicants.middleware.PrivatePagesMiddleware",
    "applicants.middleware.SessionLimitsMiddleware",
    "applicants.middleware.SignInMiddleware",
    "applicants.middleware.StaffSecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ptsp.refusals.RefusalMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "ptsp.urls"
WSGI_APPLICATION = "ptsp.wsgi.application"

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
                "ptsp.context.site",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Database: the row is the truth ----------------------------------------------------------
# The pool serves the application's many short requests; the owner's commands and the tests go without.
DATABASE_POOL = env.int("DATABASE_POOL", default=8)
IS_OWNER = env.str("PTSP_DATABASE_ROLE", default="application") == "owner"
_database = env.db("DATABASE_OWNER_URL" if IS_OWNER else "DATABASE_URL")
DATABASES = {
    "default": {
        **_database,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            # What the address itself asks for: ?sslmode=verify-full, ?host=/run/postgresql …
            **_database.get("OPTIONS", {}),
            # assurance: a lock held by a colleague answers 409 within seconds, never a hang.
            "options": "" if IS_OWNER else "-c lock_timeout=3s -c statement_timeout=15s",
            **(
                {"pool": {"min_size": 1, "max_size": DATABASE_POOL, "timeout": 4}}
                if DATABASE_POOL and not IS_OWNER
                else {}
            ),
        },
    }
}
APPLICATION_ROLE = env.str("APPLICATION_ROLE", default="ptsp_app")
SIMULATOR_ROLE = "ptsp_simulator"
# In demo and test databases only: official_now() follows a setting for the simulator's role.
SIMULATED_TIME_ALLOWED = env.bool("SIMULATED_TIME_ALLOWED", default=False)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # Rate limits must hold across processes and survive without a broker.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entry",
        # The default of 300 would let a flood of addresses push the counted tries out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

# --- Work outside the request (values measured for killed workers and emptied brokers) -------
REDIS_URL = env.str("REDIS_URL")
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": env.int("BROKER_VISIBILITY_SECONDS", default=300),
    "socket_timeout": 5,
    "socket_connect_timeout": 1,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SOFT_TIME_LIMIT = 60
CELERY_TASK_TIME_LIMIT = 90
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = env.int("WORKER_SOFT_SHUTDOWN_SECONDS", default=30)
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
JOB_LEASE_SECONDS = env.int("JOB_LEASE_SECONDS", default=120)
JOB_MAX_ATTEMPTS = env.int("JOB_MAX_ATTEMPTS", default=5)
SWEEP_SECONDS = env.float("SWEEP_SECONDS", default=30)
CELERY_BEAT_SCHEDULE = {"ring-due-jobs": {"task": "office.tasks.ring_due_jobs", "schedule": 60.0}}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")

# --- Accounts --------------------------------------------------------------------------------
AUTH_USER_MODEL = "applicants.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "full_name"]},
    },
    {"NAME": "applicants.passwords.LengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "applicants.passwords.PrintableValidator"},
    {"NAME": "applicants.passwords.LongestValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "applicants.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {"signup": "applicants.account_forms.SignupForm"}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
# A changed password, address or second factor is told to the owner.
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Many people share an office's or a village's one address; nobody guesses twenty passwords of one account.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "10/m/ip,20/h/key"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_HTTPS else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "applicants.accounts.MfaAdapter"
# Phones' clocks are a little off: the code before and after counts too.
MFA_TOTP_TOLERANCE = 1
STAFF_MFA_REQUIRED = env.bool("STAFF_MFA_REQUIRED", default=True)
STAFF_IDLE_MINUTES = 15
APPLICANT_IDLE_MINUTES = 30
SESSION_ABSOLUTE_HOURS = 12

# --- Secrets for personal data and the seal --------------------------------------------------
FIELD_KEYS = env.list("FIELD_KEYS")
BLIND_INDEX_KEY = env.str("BLIND_INDEX_KEY")
SEAL_CERTIFICATE = Path(env.str("SEAL_CERTIFICATE"))
SEAL_KEY = Path(env.str("SEAL_KEY"))

# --- Files -----------------------------------------------------------------------------------
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "ptsp.fonts.FontFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
UPLOAD_MAX_BYTES = 10 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
DATA_UPLOAD_MAX_NUMBER_FILES = 20
CLAMD_SOCKET = env.str("CLAMD_SOCKET", default="")

# --- Mail ------------------------------------------------------------------------------------
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="ptsp@contoh.id")

# --- Words and time --------------------------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("Bahasa Inggris"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("OFFICE_TIME_ZONE", default="Asia/Jakarta")

# --- What a browser is told ------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_SSL_REDIRECT = IS_HTTPS
# Asked from inside the house, where there is no TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY_COUNT else None
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "__Host-sid" if IS_HTTPS else "sid"
SESSION_COOKIE_SECURE = IS_HTTPS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_HOURS * 3600
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {"fontTools": {"level": "WARNING"}, "weasyprint.progress": {"level": "WARNING"}},
}
