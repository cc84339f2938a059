"""Who may come in and what a browser may do: secrets, cookies, policy headers, accounts."""

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from stek.env import read_flag, read_list, read_text

DEBUG = read_flag("DEBUG")

UNSAFE_DEFAULT_SECRET = "only-for-development-never-for-people"  # noqa: S105  (refused below when DEBUG is off)
SECRET_KEY = read_text("SECRET_KEY", default=UNSAFE_DEFAULT_SECRET)
if not DEBUG and (SECRET_KEY == UNSAFE_DEFAULT_SECRET or len(SECRET_KEY) < 32):
    raise ImproperlyConfigured(
        "SECRET_KEY is missing, too short or the built-in default. Give one of at least 32 characters: "
        'python -c "import secrets; print(secrets.token_urlsafe(50))"'
    )

ALLOWED_HOSTS = read_list("ALLOWED_HOSTS", default="localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = read_list("CSRF_TRUSTED_ORIGINS")

# HTTPS is on unless somebody says the site is served over plain HTTP (the demo on a laptop).
HTTPS = read_flag("STEK_HTTPS", default=not DEBUG)
PARTNER_COOKIE_NAME = "partner"
if HTTPS:
    SECURE_SSL_REDIRECT = read_flag("STEK_HTTPS_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    PARTNER_COOKIE_NAME = "__Host-partner"
if read_flag("STEK_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# Not in the cache as well: who left is out at once, and who is in stays in when Valkey is away.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

AUTH_USER_MODEL = "sites.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "sites.passwords.GuessableValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "sites.adapters.InviteOnlyAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# On top of allauth's own limits on signing in, resetting and reauthenticating; counted in the shared cache.
# A team shares one address: the mistakes of one must not lock out the others; five for one account still do.
ACCOUNT_RATE_LIMITS = {
    "accept_invitation": "20/m/ip",
    "partner_link": "20/m/ip",
    "ask_partner_link": "5/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
}
# Limits go by address: behind a proxy that is the one it passes on, never what a visitor claims.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if read_flag("STEK_BEHIND_PROXY") else 0
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Stek"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or not HTTPS
USERSESSIONS_TRACK_ACTIVITY = False
