"""A standard is written as a draft; from then on the database lets only its state move, one way."""

from django.db import migrations

# A version is submitted, scheduled and put in force by the workflow, or sent back while it is not
# yet in force. The table's owner, and nobody else, may put a draft in force directly and take it
# back: that is how `load_catalogue` writes the first version.
STANDARD = """
CREATE FUNCTION standard_content_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moves CONSTANT text[] := ARRAY[
        'draft>submitted', 'submitted>draft', 'submitted>scheduled', 'submitted>in_force',
        'scheduled>draft', 'scheduled>in_force', 'in_force>superseded'
    ];
    owners_moves CONSTANT text[] := ARRAY['draft>in_force', 'in_force>draft'];
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'a standard begins as a draft, not as %', NEW.state
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            RAISE EXCEPTION 'standard % is %: DELETE refused', OLD.id, OLD.state
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state <> 'draft' AND to_jsonb(NEW) - 'state' IS DISTINCT FROM to_jsonb(OLD) - 'state' THEN
        RAISE EXCEPTION 'standard % is %: its content is fixed', OLD.id, OLD.state
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.state <> OLD.state AND NOT (OLD.state || '>' || NEW.state) = ANY (moves) THEN
        IF NOT (OLD.state || '>' || NEW.state) = ANY (owners_moves) OR NOT pg_has_role(
            current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'
        ) THEN
            RAISE EXCEPTION 'standard %: % to % refused', OLD.id, OLD.state, NEW.state
                USING ERRCODE = 'insufficient_privilege';
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER standard_content_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON sop_standard
    FOR EACH ROW EXECUTE FUNCTION standard_content_is_fixed();
"""

DROP_STANDARD = """
DROP TRIGGER standard_content_is_fixed ON sop_standard;
DROP FUNCTION standard_content_is_fixed();
"""

# FOR SHARE waits for whoever is moving the standard out of draft just now; it needs the owner's rights.
PART = """
CREATE FUNCTION part_of_standard_is_fixed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    affected bigint[];
    fixed record;
BEGIN
    affected := CASE TG_OP
        WHEN 'INSERT' THEN ARRAY[NEW.standard_id]
        WHEN 'DELETE' THEN ARRAY[OLD.standard_id]
        ELSE ARRAY[OLD.standard_id, NEW.standard_id]
    END;
    PERFORM 1 FROM sop_standard WHERE id = ANY (affected) ORDER BY id FOR SHARE;
    SELECT id, state INTO fixed FROM sop_standard WHERE id = ANY (affected) AND state <> 'draft' LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'standard % is %: % on % refused', fixed.id, fixed.state, TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER requirement_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON sop_requirement
    FOR EACH ROW EXECUTE FUNCTION part_of_standard_is_fixed();
CREATE TRIGGER form_field_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON sop_formfield
    FOR EACH ROW EXECUTE FUNCTION part_of_standard_is_fixed();
CREATE TRIGGER step_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON sop_step
    FOR EACH ROW EXECUTE FUNCTION part_of_standard_is_fixed();
"""

DROP_PART = """
DROP TRIGGER requirement_is_fixed ON sop_requirement;
DROP TRIGGER form_field_is_fixed ON sop_formfield;
DROP TRIGGER step_is_fixed ON sop_step;
DROP FUNCTION part_of_standard_is_fixed();
"""


class Migration(migrations.Migration):
    dependencies = [("sop", "0001_catalogue")]
    operations = [
        migrations.RunSQL(STANDARD, DROP_STANDARD),
        migrations.RunSQL(PART, DROP_PART),
    ]
