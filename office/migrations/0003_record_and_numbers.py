"""What only the database can hold: the append-only record, gapless series, the receipt sequence."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE ON office_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_is_never_emptied BEFORE TRUNCATE ON office_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

DROP_REFUSE = """
DROP TRIGGER event_is_append_only ON office_event;
DROP TRIGGER event_is_never_emptied ON office_event;
DROP FUNCTION refuse_change();
"""

# The only way in. It runs with the owner's rights, locks the head row, and hashes exactly the
# line that office.hashchain.link_hash() describes. Columns are taken from the hashed text itself.
APPEND = """
INSERT INTO office_ledgerhead (id, number, hash) VALUES (1, 0, repeat('0', 64));

CREATE FUNCTION append_event(body text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    head office_ledgerhead%ROWTYPE;
    content jsonb := body::jsonb;
    moment timestamptz;
    next_number bigint;
    digest text;
BEGIN
    SELECT * INTO STRICT head FROM office_ledgerhead WHERE id = 1 FOR UPDATE;
    moment := official_now();
    next_number := head.number + 1;
    digest := encode(sha256(convert_to(
        next_number || '|' || to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        || '|' || head.hash || '|' || body, 'UTF8')), 'hex');
    INSERT INTO office_event (
        number, at, actor_id, unit, subject_kind, subject_id, action, from_state, to_state,
        public_note, private_note, payload, body, previous_hash, hash
    ) VALUES (
        next_number, moment, (content ->> 'actor')::bigint, content ->> 'unit',
        content ->> 'subject_kind', content ->> 'subject_id', content ->> 'action',
        content ->> 'from_state', content ->> 'to_state', content ->> 'public_note',
        content ->> 'private_note', content -> 'payload', body, head.hash, digest
    );
    UPDATE office_ledgerhead SET number = next_number, hash = digest WHERE id = 1;
    RETURN next_number;
END $$;
"""

SERIES = """
CREATE FUNCTION series_grows_by_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.last <> 0 OR TG_OP = 'UPDATE' AND NEW.last <> OLD.last + 1 THEN
        RAISE EXCEPTION 'a number series starts at 0 and grows by one' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER number_series_grows_by_one BEFORE INSERT OR UPDATE ON office_numberseries
    FOR EACH ROW EXECUTE FUNCTION series_grows_by_one();

CREATE SEQUENCE receipt_number;
"""

DROP_SERIES = """
DROP SEQUENCE receipt_number;
DROP TRIGGER number_series_grows_by_one ON office_numberseries;
DROP FUNCTION series_grows_by_one();
"""


class Migration(migrations.Migration):
    dependencies = [("office", "0002_ground")]
    operations = [
        migrations.RunSQL(REFUSE, DROP_REFUSE),
        migrations.RunSQL(APPEND, "DROP FUNCTION append_event(text); DELETE FROM office_ledgerhead"),
        migrations.RunSQL(SERIES, DROP_SERIES),
    ]
