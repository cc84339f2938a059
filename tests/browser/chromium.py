"""The browser of this machine, for tests and for scripts without Django."""

import shutil

# The last five keep the browser from reaching out by itself: a test of 'no third party' must see only the page.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHELL = "chromium-headless-shell"
# Until the worker has the pages it keeps, and stands between them and the network.
WAIT_UNTIL_INSTALLED = """async () => {
  const cache = await caches.open("stek-pages /kantine/team/");
  while (!navigator.serviceWorker.controller || !await cache.match("/kantine/team/zonder-verbinding/")) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""


def find_shell() -> str:
    """The same browser without a window around its pages, which saves half the work; else the whole browser."""
    return shutil.which(SHELL) or find_chromium()


def find_chromium() -> str:
    """The browser of this machine."""
    program = next((path for name in NAMES if (path := shutil.which(name))), None)
    assert program is not None, f"No Chromium found: put one of {', '.join(NAMES)} on PATH."
    return program
