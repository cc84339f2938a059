"""Two people, or two machines, at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

SECONDS_TO_BE_READY = 20


def do_at_once[Result](*acts: Callable[[], Result]) -> list[Result]:
    """Do things at the same moment, each over a connection of its own; what came of each. What one raises is raised."""
    together = Barrier(len(acts))

    def do(act: Callable[[], Result]) -> Result:
        try:
            together.wait(timeout=SECONDS_TO_BE_READY)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(do, acts))
