"""Whether the web container can do its work, for its health check."""

import urllib.request

with urllib.request.urlopen("http://localhost:8000/readyz", timeout=5) as answer:  # raises when it is not 200
    answer.read()
