"""The chancellery's case: the list, the page, its steps, the memo, the group and the agenda."""

from datetime import timedelta
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from funding.actions.preparing import ask_for_completion, prepare
from funding.actions.submitting import submit_application
from funding.models import Application, UnitHead
from funding.reads.placements import open_placement
from funding.workflow import State
from meetings.actions.planning import create_meeting
from meetings.errors import RuleViolation
from meetings.models import Ballot
from meetings.paper.storage import stored_bytes
from tests.meetings.pdf_assertions import text_of
from tests.worlds.applications import DAY, Office, make_group, make_office, make_submitted
from tests.worlds.boards import at, make_meeting
from tests.worlds.letters import letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def chancellery(office: Office, client: Client) -> Client:
    client.force_login(office.board.secretary)
    return client


def page(name: str, case: Application, *more: str) -> str:
    return reverse(name, args=["exempelvik", case.public_id, *more])


def state(case: Application) -> str:
    case.refresh_from_db()
    return case.state


def prepared(office: Office, case: Application) -> None:
    prepare(application=case, by=office.board.secretary, at=at(DAY, 12))


def test_list_groups_and_finds(chancellery, office, case, django_assert_max_num_queries):
    for number in range(3):
        make_submitted(office, name=f"Insats {number}")
    address = reverse("case_list", args=["exempelvik"])
    with django_assert_max_num_queries(24):
        shown = chancellery.get(address).text
    assert "Väntar på kansliet" in shown
    assert shown.count("Exempelviks kommun") == 4
    found = chancellery.get(address, {"q": "insats 1", "ar": "2024"}).text
    assert "Insats 1" in found
    assert "Insats 2" not in found
    assert "Inga ärenden stämmer" in chancellery.get(address, {"q": "finns inte"}).text
    for wrong in ("\x00", "9" * 40, "x"):
        values = {"q": wrong, "ar": wrong, "grupp": wrong, "sida": wrong}
        assert chancellery.get(address, values).status_code == HTTPStatus.OK


def test_list_knows_a_case_as_it_was_sent(chancellery, office, case):
    """What the applicant writes in a completion is the applicant's own until it is sent."""
    prepared(office, case)
    due, by = DAY + timedelta(days=5), office.board.secretary
    ask_for_completion(application=case, text="Mer.", due=due, by=by, at=at(DAY, 12), today=DAY)
    case.name = "Hemlig verkstad"
    case.save()
    case.applicants.filter(role="partner").update(organisation="Hemliga byrån")
    address = reverse("case_list", args=["exempelvik"])
    shown = chancellery.get(address).text
    assert "Social verkstad" in shown
    assert "Hemlig" not in shown
    assert "Hemlig" not in chancellery.get(page("case_detail", case)).text
    for words, is_found in (
        ("social VERK", True),
        ("arbetsförmed", True),
        ("hemlig", False),
        ("lead", False),
    ):
        found = chancellery.get(address, {"q": words}).text
        assert ("Social verkstad" in found) is is_found, words
    submit_application(application=case, by=office.applicant, at=at(due, 9))
    assert "Hemlig verkstad" in chancellery.get(address, {"q": "hemliga b"}).text


def test_page_shows_all_of_the_case_to_auditor_without_buttons(client, office, case):
    client.force_login(office.board.auditor)
    shown = client.get(page("case_detail", case)).text
    for expected in ("Linn Tallmo", "−156", "kansliet läser", "Version 1", "fick diarienummer 2024/0001"):
        assert expected.lower() in shown.lower(), expected
    assert "Begär komplettering" not in shown
    assert client.get(page("case_step", case, "bered")).status_code == HTTPStatus.NOT_FOUND
    assert client.get(page("case_version", case, 1)).status_code == HTTPStatus.OK


def test_steps_go_as_the_table_says_and_are_refused_with_the_reason(chancellery, office, case):
    assert chancellery.post(page("case_step", case, "bered")).status_code == HTTPStatus.FOUND
    assert state(case) == State.PREPARING
    refused = chancellery.post(page("case_step", case, "bered"))
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "kan inte få läget" in refused.text
    due = timezone.localdate() + timedelta(days=10)
    given = {"text": "Tidplanen saknas.", "due": due.isoformat()}
    chancellery.post(page("case_step", case, "komplettera"), given)
    assert state(case) == State.COMPLETION_REQUESTED
    assert "Tidplanen saknas." in letters(office.applicant.email)[-1].body
    assert chancellery.get(page("case_step", case, "finns-inte")).status_code == HTTPStatus.NOT_FOUND


def test_completion_becomes_a_version_with_a_readable_difference(chancellery, office, case):
    prepared(office, case)
    by = office.board.secretary
    due = DAY + timedelta(days=5)
    ask_for_completion(application=case, text="Mer.", due=due, by=by, at=at(DAY, 12), today=DAY)
    with pytest.raises(RuleViolation, match="redan varit"):
        ask_for_completion(
            application=case, text="Mer.", due=DAY - timedelta(days=1), by=by, at=at(DAY), today=DAY
        )
    case.goals = "Text om goals.\n\nFler ska nå egen försörjning."
    case.save()
    submit_application(application=case, by=office.applicant, at=at(due, 9))
    assert state(case) == State.PREPARING
    shown = chancellery.get(page("case_detail", case)).text
    assert "Ändrat sedan version 1" in shown
    assert "Fler ska nå egen försörjning." in shown


def test_late_completion_is_on_the_first_page(chancellery, office, case):
    prepared(office, case)
    ask_for_completion(
        application=case, text="Mer.", due=DAY, by=office.board.secretary, at=at(DAY, 12), today=DAY
    )
    shown = chancellery.get(reverse("todo", args=["exempelvik"])).text.replace("\xa0", " ")
    assert "Komplettering begärd" in shown
    assert "Skulle ha kommit den 4 mars 2024." in shown


def test_memo_begins_as_the_applicants_words_and_shows_what_was_changed(chancellery, office, case):
    prepared(office, case)
    form = chancellery.get(page("case_memo", case)).context["form"]
    values = {name: form[name].value() or "" for name in form.fields if name != "has_esf"}
    assert values["background"].startswith(
        "Exempelviks kommun (Näringslivsenheten) och Arbetsförmedlingen (Exempelvik) ansöker om 850\u202f000\xa0kronor"
    )
    assert values["proposal"].count("\n") == 2
    assert values["amount_2024"] == "250\u202f000"
    changed = values | {
        "background": values["background"] + " Kansliet har tillagt detta.",
        "kind": "individual",
    }
    assert chancellery.post(page("case_memo", case), changed).status_code == HTTPStatus.FOUND
    again = chancellery.get(page("case_memo", case)).text
    assert "Ändrat mot den sökandes text" in again
    assert "Kansliet har tillagt detta." in again
    stale = chancellery.post(page("case_memo", case), values | {"heading": "Annat"})
    assert stale.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "En kollega har ändrat" in stale.text
    assert case.memo.heading == "Ansökan om medel: Social verkstad"


def test_review_is_kept_by_criterion(chancellery, office, case):
    form = chancellery.get(page("case_review", case)).context["form"]
    first = form.criteria[0]
    given = {f"points_{first.pk}": "3", f"comment_{first.pk}": "Två parter."}
    assert chancellery.post(page("case_review", case), given).status_code == HTTPStatus.FOUND
    assert case.scores.get(criterion=first).points == 3
    given[f"points_{first.pk}"] = "9"
    assert chancellery.post(page("case_review", case), given).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_opinion_takes_the_figures_from_the_show_of_hands(chancellery, office, case):
    prepared(office, case)
    group = make_group(office)
    day = timezone.localdate() - timedelta(days=7)
    meeting = create_meeting(
        body=group, date=day, start=at().time(), place="Sal 2", by=office.board.secretary, at=at(DAY)
    )
    given = {
        "meeting": meeting.pk,
        "amount_2024": "250000",
        "amount_2025": "300 000",
        "amount_2026": "300000",
    }
    assert chancellery.post(page("case_place", case), given).status_code == HTTPStatus.FOUND
    assert state(case) == State.AT_PREPARATORY_GROUP
    paragraph = case.placements.get().paragraph
    Ballot.objects.create(
        paragraph=paragraph,
        position=1,
        way="hands",
        in_favour=4,
        against=9,
        abstaining=7,
        note="varav 3 sökande",
    )
    form = chancellery.get(page("case_opinion", case)).context["form"]
    values = {name: form[name].value() or "" for name in form.fields}
    assert (values["in_favour"], values["against"], values["applicants"]) == (4, 9, "varav 3 sökande")
    assert values["outcome"] == ""
    values |= {"meeting": meeting.pk, "outcome": "supported", "text": "Inte klar."}
    assert "det är «Avstyrks»" in chancellery.post(page("case_opinion", case), values).text
    values["outcome"] = "advised_against"
    assert chancellery.post(page("case_opinion", case), values).status_code == HTTPStatus.FOUND
    assert state(case) == State.PREPARING
    assert "4 för, 9 emot, 7 avstår" in chancellery.get(page("case_detail", case)).text


def test_case_on_the_agenda_has_its_text_proposals_amounts_and_masked_papers(chancellery, office, case):
    prepared(office, case)
    meeting = make_meeting(office.board, day=timezone.localdate() + timedelta(days=14))
    UnitHead.objects.create(
        association=office.association,
        person=office.board.member,
        organisation="exempelviks kommun",
        unit="Näringslivsenheten",
    )
    shown = chancellery.get(page("case_place", case)).text
    assert "Petra Sandell: chef för Näringslivsenheten" in shown
    given = {
        "meeting": meeting.pk,
        "amount_2024": "250 000",
        "amount_2025": "300 000",
        "amount_2026": "100 000",
    }
    unasked = chancellery.post(page("case_place", case), given)
    assert "Välj insatsens slag" in unasked.text
    given["measure_kind"] = "structural"
    assert "det kan inte ändras efter beslutet" in chancellery.post(page("case_place", case), given).text
    given["is_right"] = "on"
    chancellery.post(page("case_place", case), given | {"conditions": "Delrapport."})
    assert state(case) == State.ON_AGENDA
    placement = open_placement(case)
    paragraph = placement.paragraph
    assert paragraph.registry_number == case.registry_number
    assert "<p>Text om background.</p>" in paragraph.text
    assert [one.is_prepared for one in paragraph.decisions.all()] == [True, True, True]
    assert "att bevilja 650 000 kronor" in " ".join(paragraph.decisions.first().text.split())
    assert placement.measure_kind == "structural"
    assert sum(one.amount for one in placement.amounts.all()) == Decimal(650_000)
    pdf = stored_bytes(paragraph.attachments.get().file.sha256)
    assert "Bankgiro" not in text_of(pdf)
    assert b"linn.tallmo" not in pdf
    again = chancellery.post(page("case_place", case), given)
    assert "står redan på en dagordning" in again.text
    form = chancellery.get(page("case_placed", case)).context["form"]
    assert [field.value() for field in form.amount_fields][2] == "100\u202f000"
    chancellery.post(
        page("case_placed", case), {"amount_2024": "1", "amount_2025": "2,50", "amount_2026": ""}
    )
    assert [str(one.amount) for one in placement.amounts.all()] == ["1.00", "2.50"]
    assert "att bevilja 3,50 kronor" in " ".join(paragraph.decisions.first().text.split())
    assert chancellery.post(page("case_unplace", case)).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    given = {"reason": "Sökanden vill vänta."}
    assert chancellery.post(page("case_unplace", case), given).status_code == HTTPStatus.FOUND
    assert "Skäl: Sökanden vill vänta." in case.events.last().what
    assert (state(case), open_placement(case)) == (State.PREPARING, None)
    paragraph.refresh_from_db()
    assert paragraph.removed_at


def test_agenda_refuses_what_is_not_ready_or_negative(chancellery, office, case):
    meeting = make_meeting(office.board, day=timezone.localdate() + timedelta(days=14))
    given = {
        "meeting": meeting.pk,
        "amount_2024": "250 000",
        "measure_kind": "individual",
        "is_right": "on",
    }
    refused = chancellery.post(page("case_place", case), given)
    assert "kan inte få läget «På styrelsens dagordning»" in refused.text
    prepared(office, case)
    assert (
        "kan inte vara negativt"
        in chancellery.post(page("case_place", case), given | {"amount_2024": "-5"}).text
    )
    assert (
        "inget belopp" in chancellery.post(page("case_place", case), given | {"amount_2024": "mycket"}).text
    )
    foreign = make_meeting(make_office(slug="granby", suffix=".granby").board)
    assert chancellery.post(page("case_place", case), given | {"meeting": foreign.pk}).status_code == 422


def test_another_associations_case_is_not_there(chancellery):
    foreign = make_submitted(make_office(slug="granby", suffix=".granby")).application
    for name in ("case_detail", "case_memo", "case_review", "case_opinion", "case_place"):
        assert chancellery.get(page(name, foreign)).status_code == HTTPStatus.NOT_FOUND
