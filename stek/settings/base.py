"""What Stek is made of: apps, middleware, templates, language, files."""

from pathlib import Path

import django.conf.locale

from stek.env import read_text

BASE_DIR = Path(__file__).resolve().parent.parent.parent
STEK_HOME = Path(read_text("STEK_HOME", default=str(BASE_DIR / ".stek")))

# django.contrib.sites must never be installed: the label `sites` is our own app's.
INSTALLED_APPS = [
    "stek",
    "sites",
    "activities",
    "signals",
    "reporting",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
]

MIDDLEWARE = [
    # First: a kept page goes out before anything else is asked.
    "sites.public_cache.PublicCacheMiddleware",
    "sites.languages.LanguageMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "sites.middleware.SiteScopeMiddleware",
]

# An upload stays in memory: a file on disk would outlive a process that is killed. What is larger is never taken in;
# the limit of an import (20 MB, `signals.services.importing.cells`) must fit.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 21 * 1024 * 1024

# A change shows on the public page within this time; a proxy in front is told the same (`sites.public_cache`).
PUBLIC_PAGE_FRESH_SECONDS = 5

ROOT_URLCONF = "stek.urls"
WSGI_APPLICATION = "stek.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.csp",
                "sites.context_processors.site",
            ],
        },
    },
]

LANGUAGE_CODE = "nl"
# Django knows no Pashto.
django.conf.locale.LANG_INFO["ps"] = {"bidi": True, "code": "ps", "name": "Pashto", "name_local": "پښتو"}
# What visitors read; the team's screens are Dutch. Which one it is says the address (`sites.languages`).
LANGUAGES = [
    (code, django.conf.locale.LANG_INFO[code]["name_local"])
    for code in ("nl", "fr", "en", "ar", "tr", "uk", "ru", "fa", "ps", "pl")
]
LANGUAGES_BIDI = ["ar", "fa", "ps"]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = STEK_HOME / "static"
MEDIA_ROOT = STEK_HOME / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "stek.static_files.StaticFilesStorage"},
}

BASE_URL = read_text("STEK_BASE_URL", default="http://localhost:8000")

# Without a mail server every message lands as a file in the outbox folder: nothing leaves the machine by accident.
MAIL_OUTBOX = read_text("STEK_MAIL_OUTBOX", default=str(STEK_HOME / "outbox"))
DEFAULT_FROM_EMAIL = read_text("STEK_MAIL_FROM", default="stek@stek.example")
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": read_text("STEK_MAIL_HOST"),
            "port": int(read_text("STEK_MAIL_PORT", default="587")),
            "username": read_text("STEK_MAIL_USER"),
            "password": read_text("STEK_MAIL_PASSWORD"),
            "use_tls": True,
        },
    }
    if read_text("STEK_MAIL_HOST")
    else {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": MAIL_OUTBOX},
    }
}
