"""Technical administration: the office's own facts are edited and recorded, the official is only shown."""

import datetime as dt

import pytest
from django.contrib import admin
from django.urls import reverse

from applicants.roles import Role
from office import jobs
from office.models import Event, Holiday, Job, Office, WorkingHours
from office.time import official_now
from permits.states import State
from tests.factories.applicants import make_staff, make_superuser
from tests.factories.permits import WITH_RECOMMENDATION, drive, make_submitted
from tests.office.test_jobs import KIND

EDITED = {Office, WorkingHours, Holiday}


def page(model, what: str, *args) -> str:
    return reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_{what}", args=args)


@pytest.fixture
def superuser(db, client):
    user = make_superuser()
    client.force_login(user)
    return user


def last_event() -> Event:
    return Event.objects.latest("number")


def typed(model, row) -> dict:
    """Return what the edit form of a row holds when it is opened."""
    form = admin.site._registry[model].get_form(None)(instance=row)
    return {name: form[name].value() for name in form.fields if form[name].value() is not None}


def test_letterhead_is_edited_and_the_change_recorded(superuser, client):
    office = Office.objects.get()

    answer = client.post(
        page(Office, "change", office.pk), typed(Office, office) | {"head_name": "Dr. Kepala Baru, M.Si."}
    )

    assert answer.status_code == 302
    assert Office.objects.get().head_name == "Dr. Kepala Baru, M.Si."
    event = last_event()
    assert (event.subject_kind, event.action, event.actor) == ("office", "changed", superuser)
    assert event.payload == {"fields": ["head_name"]}


def test_the_office_is_neither_doubled_nor_deleted(superuser, client):
    assert client.get(page(Office, "add")).status_code == 403
    assert client.post(page(Office, "delete", 1), {"post": "yes"}).status_code == 403


def test_number_of_initials_out_of_range_is_said_in_words(superuser, client):
    office = Office.objects.get()

    answer = client.post(page(Office, "change", office.pk), typed(Office, office) | {"initial_levels": "4"})

    assert answer.status_code == 200
    assert "office_initial_levels" not in answer.text
    assert Office.objects.get().initial_levels == office.initial_levels


def test_holiday_is_added_changed_and_deleted_each_with_its_event(superuser, client):
    facts = {
        "date": "2031-05-05",
        "name": "Hari jadi daerah",
        "kind": "local",
        "source": "SK Gubernur",
        "confirmed": "on",
    }
    client.post(page(Holiday, "add"), facts)
    holiday = Holiday.objects.get(date=dt.date(2031, 5, 5))
    client.post(page(Holiday, "change", holiday.pk), facts | {"name": "Hari jadi"})
    client.post(page(Holiday, "delete", holiday.pk), {"post": "yes"})

    assert not Holiday.objects.filter(pk=holiday.pk).exists()
    events = Event.objects.filter(subject_kind="holiday", subject_id=str(holiday.pk)).order_by("number")
    assert [event.action for event in events] == ["added", "changed", "deleted"]
    assert events.last().payload == {"row": "2031-05-05 Hari jadi"}


def test_working_hours_in_the_wrong_order_are_refused_in_words(superuser, client):
    hours = WorkingHours.objects.first()

    answer = client.post(
        page(WorkingHours, "change", hours.pk), typed(WorkingHours, hours) | {"closes": "07:00"}
    )

    assert "Urutan jam" in answer.text
    assert "hours_in_order" not in answer.text
    hours.refresh_from_db()
    assert hours.closes > hours.opens


def test_failed_job_is_tried_again_from_its_list(superuser, client, monkeypatch):
    done = []
    monkeypatch.setitem(jobs._handlers, KIND, lambda job: lambda: done.append(job.object_id))
    failed, finished = jobs.ask(KIND, 1), jobs.ask(KIND, 2)
    Job.objects.filter(pk=failed.pk).update(
        state=Job.State.FAILED, attempts=5, not_before=official_now() + dt.timedelta(days=1), last_error="x"
    )
    Job.objects.filter(pk=finished.pk).update(state=Job.State.DONE)

    answer = client.post(
        page(Job, "changelist"),
        {"action": "try_again", "_selected_action": [failed.pk, finished.pk]},
        follow=True,
    )

    assert "1 pekerjaan dicoba lagi" in answer.text
    assert (last_event().action, last_event().actor) == ("tried_again", superuser)
    assert jobs.run(failed.pk)
    assert not jobs.run(finished.pk)
    assert done == ["1"]


def test_every_list_and_row_opens_and_only_the_offices_own_facts_are_edited(superuser, client):
    drive(make_submitted(code=WITH_RECOMMENDATION), State.ISSUED)

    for model, options in admin.site._registry.items():
        assert client.get(page(model, "changelist"), {"q": "REG"}).status_code == 200, model
        row = model.objects.first()
        if row is None:
            continue
        assert client.get(page(model, "change", row.pk)).status_code == 200, model
        may = options.has_change_permission(answered := client.get(page(model, "changelist")).wsgi_request)
        assert may == options.has_delete_permission(answered, row) or model is Office, model
        assert may == (model in EDITED), model
        if not may:
            assert client.post(page(model, "change", row.pk), {}).status_code == 403, model


def test_internal_notes_and_answers_stay_out(superuser, client):
    application = drive(make_submitted(code=WITH_RECOMMENDATION), State.IN_REVIEW)

    texts = [
        client.get(page(type(application), "change", application.pk)).text,
        client.get(page(Event, "change", last_event().pk)).text,
    ]

    assert all(application.applicant.name not in text and "Contoh isian" not in text for text in texts)


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role.values)
def test_a_role_at_a_desk_does_not_open_the_administration(client, role):
    client.force_login(make_staff(role))

    assert client.get("/admin/", follow=True).status_code == 403
    assert client.get(page(Office, "changelist"), follow=True).status_code == 403


def test_the_administration_speaks_the_portals_words(superuser, client):
    text = client.get("/admin/").text

    assert "Administrasi teknis" in text
    assert "Django" not in text
    assert client.get("/admin/password_change/").url == reverse("account_change_password")
