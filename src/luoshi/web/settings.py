"""The settings of the Django project. Everything an installation may change comes from `LUOSHI_…` variables."""

from pathlib import Path

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from luoshi.web import environment

django_stubs_ext.monkeypatch()  # makes QuerySet[…], ModelForm[…], File[…] expressions at run time

HERE = Path(__file__).resolve().parent
DATA = environment.data_folder()

SECRET_KEY = environment.secret_key(DATA)
DEBUG = environment.switch("LUOSHI_DEBUG", False)
ALLOWED_HOSTS = environment.hosts()
CSRF_TRUSTED_ORIGINS = environment.words("LUOSHI_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "csp",
    "luoshi.audit",
    "luoshi.jobs",
    "luoshi.orgs",
    "luoshi.accounts",
    "luoshi.notices",
    "luoshi.flow",
    "luoshi.plans",
    "luoshi.delivery",
    "luoshi.rounds",
    "luoshi.urging",
    "luoshi.seeing",
    "luoshi.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "luoshi.web.middleware.PrivateMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "luoshi.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "luoshi.web.middleware.OriginMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "luoshi.web.middleware.IdleTimeoutMiddleware",
    "luoshi.web.middleware.PasswordChangeMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "luoshi.web.middleware.HtmxRedirectMiddleware",
    "luoshi.web.faults.ExpiredSignInMiddleware",
    "luoshi.web.faults.FullDiskMiddleware",
]

ROOT_URLCONF = "luoshi.web.urls"
WSGI_APPLICATION = "luoshi.web.wsgi.application"
ASGI_APPLICATION = "luoshi.web.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "luoshi.web.context.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "luoshi.web.templatetags.components",
            ],
        },
    }
]
FORM_RENDERER = "luoshi.web.forms.HouseRenderer"

DATABASES = {"default": environment.database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CONN_HEALTH_CHECKS = True

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["luoshi.accounts.backends.HouseBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "luoshi.accounts.passwords.CharacterClassesValidator", "OPTIONS": {"classes": 3}},
    {"NAME": "luoshi.accounts.passwords.HistoryValidator", "OPTIONS": {"remembered": 5}},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "web:home"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
LOCKOUT_FAILURES = environment.number("LUOSHI_LOCKOUT_FAILURES", 5)
LOCKOUT_MINUTES = environment.number("LUOSHI_LOCKOUT_MINUTES", 15)
LOCKOUT_NAMES = environment.number("LUOSHI_LOCKOUT_NAMES", 10)
PASSWORD_MAXIMUM_DAYS = environment.number("LUOSHI_PASSWORD_DAYS", 90)
IDLE_MINUTES = environment.number("LUOSHI_IDLE_MINUTES", 30)
TRUSTED_PROXIES = environment.number("LUOSHI_TRUSTED_PROXIES", 0)

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [HERE / "locale"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LARGER_TYPE_COOKIE = "luoshi_larger_type"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "uploads"
STORAGES = {
    "default": {"BACKEND": "luoshi.web.storage.WholeFiles"},
    "staticfiles": {"BACKEND": "luoshi.web.staticfiles.HouseStorage"},
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
CALENDAR_SECONDS = environment.number("LUOSHI_CALENDAR_SECONDS", 60)  # between two readings of the holiday table
UPLOAD_MAXIMUM_BYTES = environment.number("LUOSHI_UPLOAD_MEGABYTES", 100) * 1024 * 1024

BEHIND_TLS = environment.switch("LUOSHI_HTTPS", False)
SESSION_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_SECURE = BEHIND_TLS
LANGUAGE_COOKIE_SECURE = BEHIND_TLS
SECURE_SSL_REDIRECT = environment.switch("LUOSHI_HTTPS_REDIRECT", False)
SECURE_HSTS_SECONDS = environment.number("LUOSHI_HSTS_SECONDS", 31536000 if BEHIND_TLS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "luoshi.web.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# Notices leave by this relay; without one they stay in the inbox and the outbox says so.
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = environment.text("LUOSHI_MAIL_HOST", "localhost")
EMAIL_PORT = environment.number("LUOSHI_MAIL_PORT", 25)
EMAIL_HOST_USER = environment.text("LUOSHI_MAIL_USER")
EMAIL_HOST_PASSWORD = environment.text("LUOSHI_MAIL_PASSWORD")
EMAIL_USE_TLS = environment.switch("LUOSHI_MAIL_STARTTLS", False)
EMAIL_USE_SSL = environment.switch("LUOSHI_MAIL_TLS", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text("LUOSHI_MAIL_FROM", "luoshi@localhost")
MAIL_DOMAIN = DEFAULT_FROM_EMAIL.rpartition("@")[2]
# Group robots; a private deployment of a platform has an address of its own, with {key} where a robot's key stands.
ROBOTS = {
    "wecom": environment.robot("LUOSHI_WECOM_ROBOT", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={key}"),
    "dingtalk": environment.robot("LUOSHI_DINGTALK_ROBOT", "https://oapi.dingtalk.com/robot/send?access_token={key}"),
    "feishu": environment.robot("LUOSHI_FEISHU_ROBOT", "https://open.feishu.cn/open-apis/bot/v2/hook/{key}"),
}
SITE_ADDRESS = environment.text("LUOSHI_SITE", "http://127.0.0.1:8000")

# Neither request bodies nor query strings are logged: a report may hold what must not leave the database.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "luoshi": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
