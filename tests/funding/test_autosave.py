"""Two who write in one application: neither loses a word, and what is wrong is told as what it is."""

from functools import partial
from http import HTTPStatus

import pytest
from django.db import OperationalError, connection
from django.test import Client

from funding.actions import applying
from funding.models import Application
from funding.views.applicant.stored_fields import stored_fields_of
from meetings.actions.writing import FieldChange, digest
from tests.funding.test_applying import fields, page
from tests.worlds.applications import DAY, Office, make_draft
from tests.worlds.boards import at, make_person
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db


@made_once
def draft(office: Office) -> Application:
    return make_draft(office)


@pytest.fixture
def writer(office: Office, client: Client) -> Client:
    client.force_login(office.applicant)
    return client


def autosave(client: Client, application: Application, section: str, values: dict[str, str]):
    return client.post(page("application_edit", application, section), values, headers={"X-Autosave": "1"})


def test_two_forms_from_one_base_lose_nothing(writer, office, draft):
    """The second is told the first's text, and may save its own over it once it has seen that."""
    colleague = make_person("Asta", "Lind")
    draft.editors.add(colleague, through_defaults={"added_at": at(DAY)})
    other = Client()
    other.force_login(colleague)
    form = {name: value for name, value in fields(writer, draft, "mal").items() if name.endswith("goals")}
    assert autosave(other, draft, "mal", form | {"goals": "Astas mål."}).status_code == HTTPStatus.OK
    second = autosave(writer, draft, "mal", form | {"goals": "Mina mål.", "evaluation": "Vi följer upp."})
    assert second.status_code == HTTPStatus.CONFLICT
    told = second.json()["conflicts"]["goals"]
    assert (told["value"], told["by"]) == ("Astas mål.", "Asta Lind")
    assert "goals" not in second.json()["digests"]
    draft.refresh_from_db()
    assert (draft.goals, draft.evaluation) == ("Astas mål.", "Vi följer upp.")
    again = autosave(writer, draft, "mal", {"base-goals": told["digest"], "goals": "Mina mål."})
    assert again.status_code == HTTPStatus.OK
    draft.refresh_from_db()
    assert draft.goals == "Mina mål."


def test_comparison_is_made_inside_the_lock(office, draft):
    """Both forms were read, and found right, before either was saved."""
    stored_fields = [
        {one.name: one for one in stored_fields_of(Application.objects.get(), "mal")}["goals"] for _ in "ab"
    ]
    first, second = (
        FieldChange(one.row, one.attribute, text, digest(one.value), "goals")
        for one, text in zip(stored_fields, ("Först.", "Sedan."), strict=True)
    )
    save = partial(applying.save_changes, application=draft, by=office.applicant, at=at(DAY))
    assert save(changes=[first]) == []
    (conflict,) = save(changes=[second])
    assert (conflict.current, conflict.change.value) == ("Först.", "Sedan.")
    draft.refresh_from_db()
    assert draft.goals == "Först."


def test_two_first_answers_to_one_criterion_are_one_answer(office, draft):
    draft.answers.all().delete()
    mine, hers = (stored_fields_of(Application.objects.get(), "kriterier")[0] for _ in "ab")
    save = partial(applying.save_changes, application=draft, by=office.applicant, at=at(DAY))
    assert save(changes=[FieldChange(mine.row, "text", "Ja.", digest(""))]) == []
    (conflict,) = save(changes=[FieldChange(hers.row, "text", "Nej.", digest(""))])
    assert conflict.current == "Ja."
    assert [one.text for one in draft.answers.all()] == ["Ja."]


def test_wrong_dates_are_told_and_no_other_error_is_taken_for_them(writer, draft):
    order = autosave(writer, draft, "insatsen", {"first_day": "2026-05-02", "last_day": "2026-05-01"})
    assert order.json()["errors"] == {"last_day": ["Sista dagen ligger före den första."]}
    draft.refresh_from_db()
    assert draft.last_day.isoformat() != "2026-05-01"

    def lost(execute, sql, params, many, context):
        if sql.startswith("UPDATE"):
            raise OperationalError("server closed the connection")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(lost), pytest.raises(OperationalError, match="closed the connection"):
        autosave(writer, draft, "insatsen", {"name": "Ny verkstad"})


def test_row_a_colleague_has_removed_is_told(writer, draft):
    activity = draft.activities.first() or applying.add_activity(application=draft)
    values = fields(writer, draft, "insatsen") | {f"p-{activity.public_id}-what": "Nytt"}
    stored_fields = stored_fields_of(draft, "insatsen")
    change = FieldChange(next(one.row for one in stored_fields if one.row == activity), "what", "Nytt")
    activity.delete()
    with pytest.raises(type(activity).DoesNotExist):
        applying.save_changes(application=draft, changes=[change], by=draft.created_by, at=at(DAY))
    assert writer.post(page("application_edit", draft, "insatsen"), values).status_code == HTTPStatus.FOUND
