#!/usr/bin/env python
"""Django's command line. `bin/manage` starts the servers it needs and then runs this."""

import os
import sys

# These commands change the schema, which only the owner of the tables may do.
OWNER_COMMANDS = {"migrate", "sqlmigrate", "showmigrations", "makemigrations", "restore"}


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stek.settings")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ.setdefault("STEK_AS_OWNER", "1")

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
