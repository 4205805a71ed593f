"""What was confirmed stays confirmed and what was withdrawn stays withdrawn, whoever writes."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION role_grant_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.revoked_at IS NOT NULL
        OR OLD.confirmed_at IS NOT NULL AND (OLD.confirmed_at, OLD.confirmed_by_id)
            IS DISTINCT FROM (NEW.confirmed_at, NEW.confirmed_by_id)
    THEN
        RAISE EXCEPTION 'a role grant is confirmed once and withdrawn once'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER role_grant_moves_forward BEFORE UPDATE ON applicants_rolegrant
    FOR EACH ROW EXECUTE FUNCTION role_grant_moves_forward();
"""

BACK = """
DROP TRIGGER role_grant_moves_forward ON applicants_rolegrant;
DROP FUNCTION role_grant_moves_forward();
"""


class Migration(migrations.Migration):
    dependencies = [("applicants", "0002_people_and_roles")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
