"""The clock's second hand for demo and test databases: the simulator may say what time it is.

A production database never gets this version of `official_now()`; there it is `clock_timestamp()`.
"""

from django.conf import settings
from django.db import connections
from psycopg import sql

SIMULATED_CLOCK = """
CREATE OR REPLACE FUNCTION official_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
    SELECT CASE
        WHEN {role} IN (session_user, current_setting('role', true))
        THEN coalesce(nullif(current_setting('ptsp.now', true), '')::timestamptz, clock_timestamp())
        ELSE clock_timestamp()
    END
$$
"""


def install_clock(sender, using, **kwargs) -> None:
    """Replace the production clock where simulated time is allowed (a post_migrate receiver, as owner)."""
    if settings.SIMULATED_TIME_ALLOWED:
        with connections[using].cursor() as cursor:
            cursor.execute(sql.SQL(SIMULATED_CLOCK).format(role=sql.Literal(settings.SIMULATOR_ROLE)))
