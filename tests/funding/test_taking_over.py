"""A new contact at the same organisation takes over a case: the signatory or the chancellery says so, and who wrote it
before is told.
"""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from funding.actions.taking_over import answer_takeover, answer_takeover_by_link, ask_to_take_over
from funding.models import Application, Takeover
from meetings.errors import RuleViolation
from meetings.models import Person
from tests.worlds.applications import Office, make_draft
from tests.worlds.boards import at, make_person
from tests.worlds.letters import letters
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db

CHIEF = "rolf.mattby@exempelvik.example"


@made_once
def newcomer(office: Office) -> Person:
    return make_person("Ebba", "Nyman", email="ebba.nyman@exempelvik.example")


def ask(office: Office, case: Application, newcomer: Person) -> Takeover:
    ask_to_take_over(
        association=office.association, registry_number=case.registry_number, by=newcomer, at=timezone.now()
    )
    return Takeover.objects.get()


def link() -> str:
    return re.search(r"/medel/svara/([\w-]+)/", letters(CHIEF)[-1].body)[1]


def writers(case: Application) -> set[str]:
    return {one.person.first_name for one in case.editor_links.select_related("person")}


def test_nobody_writes_before_the_answer_and_both_are_asked(office, case, newcomer):
    ask(office, case, newcomer)
    assert writers(case) == {"Linn"}
    assert "ebba.nyman@exempelvik.example" in letters(CHIEF)[-1].body
    assert "vill ta över" in letters(office.board.secretary.email)[-1].subject
    assert case.events.last().what.startswith("Ebba Nyman (ebba.nyman@exempelvik.example) begärde")


def test_the_signatory_says_yes_and_who_has_left_writes_no_more_and_is_told(office, case, newcomer):
    ask(office, case, newcomer)
    answer_takeover_by_link(
        token=link(), accept=True, name="Rolf Mattby", leaving=[office.applicant.public_id], at=timezone.now()
    )
    assert writers(case) == {"Ebba"}
    subjects = [one.subject for one in letters(office.applicant.email)]
    assert any("Ebba Nyman skriver nu" in one for one in subjects)
    assert any("Du skriver inte längre" in one for one in subjects)
    assert "Rolf Mattby, rolf.mattby@exempelvik.example sa ja" in "".join(
        case.events.values_list("what", flat=True)
    )
    assert (
        reverse("application_detail", args=["exempelvik", case.public_id]) in letters(newcomer.email)[-1].body
    )


def test_the_chancellery_says_yes_and_the_link_no_longer_answers(office, case, newcomer, client):
    takeover = ask(office, case, newcomer)
    client.force_login(office.board.secretary)
    page = reverse("case_editors", args=["exempelvik", case.public_id])
    assert "Ebba Nyman vill ta över" in " ".join(client.get(page).text.split())
    assert client.post(page, {"takeover": takeover.public_id}).status_code == 422
    given = {"takeover": takeover.public_id, f"{takeover.public_id}-accept": "yes"}
    assert client.post(page, given).status_code == 302
    assert writers(case) == {"Linn", "Ebba"}
    with pytest.raises(RuleViolation, match="gäller inte längre"):
        answer_takeover_by_link(token=link(), accept=False, name="Rolf", at=timezone.now())
    with pytest.raises(RuleViolation, match="redan besvarad"):
        answer_takeover(takeover=takeover, accept=False, by=office.board.manager, at=timezone.now())


def test_no_is_told_to_who_asked_and_changes_nothing(office, case, newcomer):
    takeover = ask(office, case, newcomer)
    answer_takeover(takeover=takeover, accept=False, by=office.board.secretary, at=timezone.now())
    assert writers(case) == {"Linn"}
    assert "sagt nej" in letters(newcomer.email)[-1].body
    assert "Social verkstad" not in letters(newcomer.email)[-1].body
    ask_to_take_over(
        association=office.association, registry_number=case.registry_number, by=newcomer, at=timezone.now()
    )
    assert Takeover.objects.filter(answered_at=None).count() == 1


def test_the_answer_to_who_asks_is_the_same_whether_there_is_such_a_case(office, case, newcomer, client):
    draft = make_draft(office, name="Utkast")
    client.force_login(newcomer)
    page = reverse("takeover_ask", args=["exempelvik"])
    seen = set()
    for number in (case.registry_number, case.registry_number, "2024/9999", draft.registry_number or " "):
        answered = client.post(page, {"registry_number": number}, follow=True)
        if number.strip():
            seen.add((answered.status_code, re.sub(r"csrf\w+|value=\"\w+\"", "", answered.text)))
    assert len(seen) == 1
    assert Takeover.objects.count() == 1


def test_the_page_of_the_link(office, case, newcomer, client):
    ask(office, case, newcomer)
    page = reverse("takeover_answer", args=["exempelvik", link()])
    assert "Ebba Nyman" in client.get(page).text
    assert client.post(page, {"name": "Rolf Mattby"}).status_code == 422
    answered = client.post(page, {"name": "Rolf Mattby", "accept": "yes"})
    assert "svarade ja" in " ".join(answered.text.split())
    assert client.get(page.replace("exempelvik", "granby")).status_code == 404
    assert writers(case) == {"Linn", "Ebba"}
    assert at() < timezone.now()
