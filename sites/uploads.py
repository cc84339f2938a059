"""Files that arrive with a form."""

from django.conf import settings
from django.http import HttpRequest


def is_cut_off(request: HttpRequest) -> bool:
    """Whether more was sent than the server takes in, so that its files are not there (its fields are)."""
    return int(request.META.get("CONTENT_LENGTH") or 0) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
