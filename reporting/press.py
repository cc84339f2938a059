"""The printing press: a small program that turns HTML into PDF/UA-1, apart from everything else.

It runs as `python -m reporting.press`, without Django, a database connection or a secret in its environment. It loads
WeasyPrint and the style sheet once and then forks for every job, so that a document that grows out of hand takes
nothing along: each fork has a limit on processor time, memory and file size. It reads nothing but files in `static/`;
pictures come with the job.

A job is one line of JSON on standard input (see `Job`), an answer is one line on standard output: `{"outcome": …}`
with one of `OUTCOMES`. The PDF of a job that is done stands in its folder as `document.pdf`.
"""

import base64
import gc
import hashlib
import json
import os
import resource
import select
import signal
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, NotRequired, TypedDict

STATIC = Path(__file__).resolve().parent.parent / "static"
BUNDLED = "https://bundled.invalid/"
HANDED = "https://handed.invalid/"
"""Where a document finds the pictures that were handed over with it."""
BUNDLED_TYPES = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
IDLE_SECONDS = 600
LARGEST_FILE = 64 * 1024 * 1024

DONE, OUT_OF_TIME, OUT_OF_MEMORY, REFUSED, BROKEN = "done", "time", "memory", "refused", "broken"
OUTCOMES = (DONE, OUT_OF_TIME, OUT_OF_MEMORY, REFUSED, BROKEN)
_EXIT_CODES = {0: DONE, 3: OUT_OF_MEMORY, 4: REFUSED}

LAST_RESORT_FONT = STATIC / "fonts" / "atkinson-hyperlegible-next-latin-400-normal.woff2"
FONT_SETTINGS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{home}/fonts</dir><cachedir>{home}/cache</cachedir></fontconfig>
"""

# A bit of each thing a document holds.
FIRST_PAGE = """<!DOCTYPE html><html lang="nl"><title>Stek</title><h1>Stek</h1><p><strong>Samen</strong> tafel
<ul><li>brood</ul><table><thead><tr><th>dag<tbody><tr><td>ma</table>
<svg width="1cm" height="1cm" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg></html>"""

type Pictures = dict[str, str]
"""WebP in base64, by what follows `HANDED` in the document: a digest, so that the same HTML prints the same."""


class Layout(TypedDict):
    """One way to lay a document out, and how many pages it may take to be good (0: any number)."""

    html: str
    most_pages: int
    pictures: NotRequired[Pictures]


class Job(TypedDict):
    """What to print: the first of `layouts` that fits, else the last."""

    layouts: list[Layout]
    folder: str
    cpu_seconds: int
    memory_bytes: int


def write_font_settings(home: Path) -> Path:
    """Write the settings with which fontconfig sees one bundled font and none of the machine: the same output anywhere.

    The style sheet brings its own fonts. This one stands in for what they lack; Pango takes it only unpacked.
    """
    from fontTools.ttLib import woff2

    fonts = home / "fonts"
    fonts.mkdir()
    woff2.decompress(LAST_RESORT_FONT, fonts / "last-resort.ttf")
    settings = home / "fonts.conf"
    settings.write_text(FONT_SETTINGS.format(home=home), encoding="utf-8")
    return settings


def find_bundled_file(url: str) -> Path | None:
    """The file in `static/` that an address in a document means, or None when it is anything else."""
    if not url.startswith(BUNDLED):
        return None
    path = (STATIC / url.removeprefix(BUNDLED)).resolve()
    allowed = path.is_relative_to(STATIC) and path.suffix in BUNDLED_TYPES and path.is_file()
    return path if allowed else None


def make_fetcher(pictures: Pictures) -> Any:
    """A fetcher of bundled files and of the pictures of the job; any other address stops the document."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class BundledFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002  (WeasyPrint's signature)
            picture = pictures.get(url.removeprefix(HANDED)) if url.startswith(HANDED) else None
            if picture is not None:
                return URLFetcherResponse(url, base64.b64decode(picture), {"Content-Type": "image/webp"})
            path = find_bundled_file(url)
            if path is None:
                raise FatalURLFetchingError(f"only bundled files may be read, not {url[:80]}")
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": BUNDLED_TYPES[path.suffix]})

    return BundledFetcher()


@cache
def load_style() -> dict[str, Any]:
    """The style sheet of everything on paper with its fonts unpacked: read once, before any fork."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    style = CSS(url=f"{BUNDLED}css/paper.css", url_fetcher=make_fetcher({}), font_config=fonts)
    return {"stylesheets": [style], "font_config": fonts}


def finish_tags(_document: Any, pdf: Any) -> None:
    """Say in the tags what WeasyPrint leaves out.

    Drawings without a text of their own (icons, bars) are taken out of what is read aloud, because a word stands
    beside each; and every heading of a table says whether it is of a column or of a row.
    """
    elements: dict[bytes, Any] = {item.reference: item for item in pdf.objects if "S" in getattr(item, "keys", tuple)()}
    for element in elements.values():
        if element["S"] == "/Figure" and "Alt" not in element:
            element["S"] = "/NonStruct"
            element.pop("A", None)
        elif element["S"] == "/TH":
            row = elements[element["P"]]
            in_head = elements[row["P"]]["S"] == "/THead"
            element["A"]["Scope"] = "/Column" if in_head else "/Row"


def print_layouts(layouts: list[Layout]) -> bytes:
    """Make the PDF: the same bytes for the same layouts, with tags and without a date."""
    from weasyprint import HTML

    for layout in layouts:
        fetcher = make_fetcher(layout.get("pictures", {}))
        pages = HTML(string=layout["html"], base_url=BUNDLED, url_fetcher=fetcher).render(
            pdf_variant="pdf/ua-1", **load_style()
        )
        if not layout["most_pages"] or len(pages.pages) <= layout["most_pages"]:
            break
    identifier = hashlib.sha256(layout["html"].encode()).digest()[:16]
    pdf: bytes = pages.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier, finisher=finish_tags)
    return pdf


def warm_up() -> None:
    """Print a page for nobody, so that each fork finds read and unpacked what WeasyPrint needs for its first page."""
    print_layouts([{"html": FIRST_PAGE, "most_pages": 0}])
    # A fork that collects garbage would copy all of this.
    gc.collect()
    gc.freeze()


def run_job(job: Job) -> int:
    """Do one job in this process, which must be a fork, and return its exit code."""
    from weasyprint.urls import FatalURLFetchingError

    resource.setrlimit(resource.RLIMIT_CPU, (job["cpu_seconds"], job["cpu_seconds"] + 1))
    resource.setrlimit(resource.RLIMIT_AS, (job["memory_bytes"], job["memory_bytes"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    try:
        pdf = print_layouts(job["layouts"])
        Path(job["folder"], "document.pdf").write_bytes(pdf)
    except MemoryError:
        return 3
    except FatalURLFetchingError:
        return 4
    except BaseException:  # noqa: BLE001  (a fork must never return to its parent's code)
        return 5
    return 0


def fork_job(job: Job) -> str:
    """Do one job in a fork and say how it ended."""
    pid = os.fork()
    if pid == 0:
        os._exit(run_job(job))
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return OUT_OF_TIME if os.WTERMSIG(status) in {signal.SIGXCPU, signal.SIGKILL} else OUT_OF_MEMORY
    return _EXIT_CODES.get(os.WEXITSTATUS(status), BROKEN)


def serve() -> None:
    """Print job after job, until the other side goes or nothing was asked for ten minutes."""
    with tempfile.TemporaryDirectory(prefix="stek-press-") as home:
        os.environ["FONTCONFIG_FILE"] = str(write_font_settings(Path(home)))
        warm_up()
        while select.select([sys.stdin], [], [], IDLE_SECONDS)[0]:
            line = sys.stdin.readline()
            if not line:
                return
            print(json.dumps({"outcome": fork_job(json.loads(line))}), flush=True)  # noqa: T201  (the answer)


if __name__ == "__main__":
    serve()
