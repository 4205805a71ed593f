"""Fill an empty database as a fresh office would have it; run by `tests/database.py` as the owner role."""

from io import StringIO

import django
from django.core.management import call_command

from tests.database import ROOT

django.setup()
call_command("migrate", verbosity=0)
for command in (["load_catalogue", str(ROOT / "sop" / "data")], ["seed_holidays"]):
    call_command(*command, stdout=StringIO())
