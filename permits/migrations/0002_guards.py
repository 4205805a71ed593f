"""What only the database can hold: allowed moves, official times, who may decide, what a permit needs.

The application's code asks first and explains; these triggers are for whoever walks around it.
"""

from django.db import migrations

APPLICATION_GUARD = """
CREATE FUNCTION guard_official_time(before timestamptz, after timestamptz, what text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF after IS NOT DISTINCT FROM before THEN
        RETURN;
    END IF;
    IF before IS NOT NULL THEN
        RAISE EXCEPTION '% is written once', what USING ERRCODE = 'check_violation';
    END IF;
    IF abs(extract(epoch FROM official_now() - after)) > 300 THEN
        RAISE EXCEPTION '% must be the official time', what USING ERRCODE = 'check_violation';
    END IF;
END $$;

CREATE FUNCTION guard_application() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'an application starts as a draft' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;

    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            RAISE EXCEPTION 'only a draft can be discarded' USING ERRCODE = 'check_violation';
        END IF;
        RETURN OLD;
    END IF;

    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('draft', 'submitted'),
        ('submitted', 'in_review'), ('submitted', 'withdrawn'),
        ('in_review', 'in_recommendation'), ('in_review', 'awaiting_initials'),
        ('in_review', 'awaiting_approval'), ('in_review', 'withdrawn'),
        ('in_recommendation', 'in_review'), ('in_recommendation', 'withdrawn'),
        ('awaiting_initials', 'awaiting_approval'), ('awaiting_initials', 'in_review'),
        ('awaiting_initials', 'withdrawn'),
        ('awaiting_approval', 'approved'), ('awaiting_approval', 'in_review'),
        ('awaiting_approval', 'withdrawn'),
        ('approved', 'issued')
    ) THEN
        RAISE EXCEPTION 'no way from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;

    IF OLD.state <> 'draft' AND (
        NEW.answers, NEW.typed_requirements, NEW.standard_id, NEW.applicant_id, NEW.capacity
    ) IS DISTINCT FROM (
        OLD.answers, OLD.typed_requirements, OLD.standard_id, OLD.applicant_id, OLD.capacity
    ) THEN
        RAISE EXCEPTION 'what was handed in does not change' USING ERRCODE = 'check_violation';
    END IF;

    PERFORM guard_official_time(OLD.submitted_at, NEW.submitted_at, 'submitted_at');
    PERFORM guard_official_time(OLD.accepted_at, NEW.accepted_at, 'accepted_at');
    PERFORM guard_official_time(OLD.decided_at, NEW.decided_at, 'decided_at');
    PERFORM guard_official_time(OLD.issued_at, NEW.issued_at, 'issued_at');
    PERFORM guard_official_time(OLD.closed_at, NEW.closed_at, 'closed_at');

    IF NEW.state = 'approved' AND OLD.state = 'awaiting_approval' AND NEW.initials_needed > (
        SELECT count(*) FROM permits_initial
        WHERE application_id = NEW.id AND review_round = NEW.review_round
    ) THEN
        RAISE EXCEPTION 'initials are missing' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'issued' AND NOT EXISTS (
        SELECT 1 FROM permits_permit WHERE application_id = NEW.id AND state = 'active'
    ) THEN
        RAISE EXCEPTION 'a file is issued with its permit' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER guard_application BEFORE INSERT OR UPDATE OR DELETE ON permits_application
    FOR EACH ROW EXECUTE FUNCTION guard_application();
"""

DOCUMENT_GUARD = """
CREATE FUNCTION guard_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM permits_application WHERE id = OLD.application_id AND state <> 'draft'
    ) THEN
        RAISE EXCEPTION 'a document handed in is never deleted' USING ERRCODE = 'check_violation';
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER guard_document BEFORE DELETE ON permits_document
    FOR EACH ROW EXECUTE FUNCTION guard_document();
"""

# Assurance C4 and C10: no permit while a mandatory requirement of the pinned standard is not accepted,
# and never by somebody who checked, initialled or recommended.
PERMIT_GUARD = """
CREATE FUNCTION guard_new_permit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    file permits_application%ROWTYPE;
    kind text;
BEGIN
    SELECT * INTO STRICT file FROM permits_application WHERE id = NEW.application_id;
    IF file.state <> 'approved' OR file.approved_by_id IS DISTINCT FROM NEW.decided_by_id
        OR NEW.state <> 'signing' OR NEW.holder_id <> file.applicant_id THEN
        RAISE EXCEPTION 'a permit follows an approval' USING ERRCODE = 'check_violation';
    END IF;
    SELECT a.kind INTO STRICT kind FROM applicants_applicant a WHERE a.id = file.applicant_id;
    IF EXISTS (
        SELECT 1 FROM sop_requirement r
        WHERE r.standard_id = file.standard_id AND r.mandatory
            AND r.applies_to IN ('both', kind) AND r.request_kind IN ('both', file.request_kind)
            AND NOT EXISTS (
                SELECT 1 FROM permits_check c
                WHERE c.application_id = file.id AND c.requirement_id = r.id
                    AND c.superseded_at IS NULL AND c.verdict = 'ok'
                    AND c.checked_by_id <> NEW.decided_by_id
                    AND (r.accepts IN ('text', 'number') OR EXISTS (
                        SELECT 1 FROM permits_document d
                        WHERE d.id = c.document_id AND d.application_id = file.id
                            AND d.requirement_id = r.id AND d.superseded_at IS NULL AND d.state = 'clean'
                    ))
            )
    ) THEN
        RAISE EXCEPTION 'a mandatory requirement is not accepted' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM permits_check
               WHERE application_id = file.id AND checked_by_id = NEW.decided_by_id)
        OR EXISTS (SELECT 1 FROM permits_initial
                   WHERE application_id = file.id AND by_id = NEW.decided_by_id)
        OR EXISTS (SELECT 1 FROM permits_recommendation
                   WHERE application_id = file.id AND answered_by_id = NEW.decided_by_id)
        OR EXISTS (SELECT 1 FROM applicants_representation
                   WHERE applicant_id = file.applicant_id AND user_id = NEW.decided_by_id
                       AND ended_at IS NULL) THEN
        RAISE EXCEPTION 'whoever took part in a file does not decide it' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.serial <> (SELECT last FROM office_numberseries WHERE series = NEW.series AND year = NEW.year) THEN
        RAISE EXCEPTION 'the number was not drawn from its series' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM guard_official_time(NULL, NEW.decided_at, 'decided_at');
    RETURN NEW;
END $$;

CREATE TRIGGER guard_new_permit BEFORE INSERT ON permits_permit
    FOR EACH ROW EXECUTE FUNCTION guard_new_permit();

CREATE FUNCTION guard_permit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('signing', 'active')) THEN
        RAISE EXCEPTION 'no way from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    PERFORM guard_official_time(OLD.issued_at, NEW.issued_at, 'issued_at');
    IF NEW.state = 'active' AND NOT EXISTS (
        SELECT 1 FROM permits_permitfile WHERE permit_id = NEW.id AND kind = 'sealed'
    ) THEN
        RAISE EXCEPTION 'a permit in force has its sealed paper' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER guard_permit BEFORE UPDATE ON permits_permit
    FOR EACH ROW EXECUTE FUNCTION guard_permit();
"""

DROP = """
DROP TRIGGER guard_permit ON permits_permit;
DROP FUNCTION guard_permit();
DROP TRIGGER guard_new_permit ON permits_permit;
DROP FUNCTION guard_new_permit();
DROP TRIGGER guard_document ON permits_document;
DROP FUNCTION guard_document();
DROP TRIGGER guard_application ON permits_application;
DROP FUNCTION guard_application();
DROP FUNCTION guard_official_time(timestamptz, timestamptz, text);
"""


class Migration(migrations.Migration):
    dependencies = [("permits", "0001_applications"), ("office", "0003_record_and_numbers")]
    operations = [
        migrations.RunSQL(APPLICATION_GUARD, migrations.RunSQL.noop),
        migrations.RunSQL(DOCUMENT_GUARD, migrations.RunSQL.noop),
        migrations.RunSQL(PERMIT_GUARD, DROP),
    ]
