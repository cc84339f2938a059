"""The simplest server there is to compare with: one Django view behind the middleware of a new project."""

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

django.setup()
# Not before: allauth looks for its own middleware when the apps are loaded.
settings.ROOT_URLCONF = "tests.load.bare_urls"
settings.MIDDLEWARE = [
    name
    for name in settings.MIDDLEWARE
    if name.startswith("django.") and name != "django.middleware.csp.ContentSecurityPolicyMiddleware"
]
application = WSGIHandler()
