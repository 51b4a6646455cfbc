"""Commands with fixed answers about funds; docs/medel.schema.json holds their shape."""

import json

import jsonschema
import pytest
from django.conf import settings

from funding.actions.reporting import plan_reports
from funding.models import Application, Measure
from meetings.actions.deciding import decide_as_prepared
from tests.funding.test_deciding import decided
from tests.meetings.test_commands import answer, refusal
from tests.worlds.applications import DAY, Office, make_budget, make_draft, make_office, make_submitted
from tests.worlds.boards import at
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db


@made_once
def case(office: Office) -> Application:
    """Granted by a verified §."""
    return decided(office, decide_as_prepared).application


def hold(answered, name: str) -> None:
    whole = json.loads((settings.BASE_DIR / "docs" / "medel.schema.json").read_text())
    schema = {"$defs": whole["$defs"], "$ref": f"#/$defs/{name}"}
    jsonschema.validate(answered, schema, format_checker=jsonschema.FormatChecker())


def test_list_holds_what_is_sent_and_no_draft(office):
    make_draft(office)
    assert answer("list_applications") == []
    make_submitted(office)
    answered = answer("list_applications")
    hold(answered, "list_applications")
    assert answered == [{"association": "exempelvik", "registry_number": "2024/0001", "state": "received"}]


def test_application_tells_sums_decision_and_time_line(case):
    plan_reports(measure=Measure.objects.get(), by=None, at=at(DAY))
    answered = answer("application_json", "exempelvik", case.registry_number)
    hold(answered, "application_json")
    assert [row["sum"] for row in answered["rows"]] == ["833000.00", "33750.00", "75000.00", "0.00"]
    assert answered["totals"]["costs"] == ["93750.00", "424000.00", "424000.00"]
    assert answered["totals"]["difference"] == ["-156250.00", "124000.00", "124000.00"]
    assert (answered["applicant"], answered["partners"]) == ("Exempelviks kommun", ["Arbetsförmedlingen"])
    assert answered["decisions"][0]["amounts"][0] == {"year": 2024, "amount": "250000.00"}
    assert (answered["state"], len(answered["reports"])) == ("granted", 7)
    assert answered["timeline"][0]["what"].startswith("Ansökan kom in")


def test_budget_tells_what_is_left(office, case):
    make_budget(office)
    answered = answer("budget_json", "exempelvik", "2024")
    hold(answered, "budget_json")
    assert answered["total"] == {
        "income": "2000000.00",
        "granted": "250000.00",
        "requisitioned": "0.00",
        "paid": "0.00",
        "remaining": "250000.00",
    }


@pytest.mark.django_db(transaction=True)  # a command closes its connection
def test_bad_input_is_one_swedish_line(capsys):
    make_office()
    for arguments in (
        ("application_json", "finns-inte", "2024/0001"),
        ("application_json", "exempelvik", "2024/0009"),
        ("application_json", "exempelvik", ""),
        ("application_json", "exempelvik"),
        ("budget_json", "exempelvik", "2031"),
        ("budget_json", "exempelvik", "²²²²"),
        ("budget_json", "exempelvik", "x"),
        ("budget_json", "finns-inte", "2024"),
    ):
        assert refusal(capsys, *arguments), arguments
