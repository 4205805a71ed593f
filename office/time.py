"""Official time: the database's clock, the only one that counts."""

import datetime as dt

from django.db import connection, models


def official_now() -> dt.datetime:
    """Return the office's present moment (aware, UTC) from the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT official_now()")
        return cursor.fetchone()[0]


class OfficialNow(models.Func):
    """`official_now()` inside a query or as a column default."""

    function = "official_now"
    template = "%(function)s()"
    output_field = models.DateTimeField()
