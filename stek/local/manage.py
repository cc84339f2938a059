"""`bin/manage`: any management command, with the servers it needs."""

import sys

from stek.local.failure import LocalError
from stek.local.paths import find_home
from stek.local.programs import MANAGE, end_on_signals, run_in_foreground
from stek.local.servers import Servers


def main() -> int:
    """Run the management command in this process's arguments."""
    end_on_signals()
    try:
        with Servers(find_home()) as servers:
            return run_in_foreground([*MANAGE, *sys.argv[1:]], servers.build_environment())
    except LocalError as error:
        print(f"bin/manage: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
