#!/usr/bin/env python
"""Run a management command; those that shape the database run as its owner."""

import os
import sys

# The application's own role may not create tables, fill the official catalogue
# or install the clock (docs/decisions.md, "Two database roles").
OWNER_COMMANDS = {
    "flush",
    "load_catalogue",
    "makemigrations",
    "migrate",
    "sqlmigrate",
    "squashmigrations",
}


def main() -> None:
    if sys.argv[1:2] == ["demo"]:
        # It makes the secrets that the settings ask for, so it cannot be a command that needs settings.
        from ptsp.demo.run import main as run_demo

        sys.exit(run_demo(sys.argv[2:]))

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ptsp.settings")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ["PTSP_DATABASE_ROLE"] = "owner"

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
