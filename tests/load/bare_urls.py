"""One view that inserts one row."""

import datetime
import uuid

from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def insert_row(_request: HttpRequest) -> HttpResponse:
    """One row, in a table that the app may write."""
    Session.objects.create(session_key=uuid.uuid4().hex, expire_date=timezone.now() + datetime.timedelta(days=1))
    return HttpResponse(status=302)


urlpatterns = [path("row/", insert_row)]
