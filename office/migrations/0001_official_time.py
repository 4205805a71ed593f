"""The database's clock, before the first table that is stamped with it."""

from django.db import migrations

# Owned by the owner role; the application cannot replace it. Demo and test databases get
# another body from office.simulated_time.
FUNCTION = """
CREATE FUNCTION official_now() RETURNS timestamptz LANGUAGE sql VOLATILE
AS $$ SELECT clock_timestamp() $$
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION official_now()")]
