"""The next step is at hand: in the letter, on «Att göra», and on the page where the last one was taken."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from funding.actions.preparing import ask_for_completion
from funding.actions.requisitioning import approve_requisition, return_requisition
from funding.models import Application
from funding.reads.waiting import applicants_lines, application_lines
from funding.workflow import State
from meetings.actions.daily_mail import choose_daily_mail, send_daily_mails
from tests.funding.test_deciding import place
from tests.funding.test_entering import NEW, ask, link_to
from tests.funding.test_money import requisition
from tests.worlds.applications import DAY, Office, make_group
from tests.worlds.boards import at
from tests.worlds.letters import letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def chancellery(office: Office, client: Client) -> Client:
    client.force_login(office.board.secretary)
    return client


def page(name: str, *more: object) -> str:
    return reverse(name, args=["exempelvik", *more])


def test_letters_about_money_lead_to_it(office, measure):
    asked = requisition(office, measure, 60_000)
    assert page("requisition_detail", asked.public_id) in letters(office.board.secretary.email)[-1].body
    return_requisition(requisition=asked, reason="Fel fil.", by=office.board.secretary, at=at(DAY))
    form = page("own_requisition", measure.public_id)
    assert f"{form}?ersatter={asked.number}" in letters(office.applicant.email)[-1].body


def test_money_that_waits_is_on_the_first_page_until_it_is_paid(office, measure, chancellery):
    asked = requisition(office, measure, 60_000)
    buttons = []
    for step, person in (("review", office.board.secretary), ("attest", office.board.manager)):
        [line] = application_lines(office.association, DAY)
        buttons.append(line.button)
        assert line.address == page("requisition_detail", asked.public_id)
        approve_requisition(requisition=asked, step=step, by=person, at=at(DAY))
    [line] = application_lines(office.association, DAY)
    assert [*buttons, line.button] == ["Granska", "Attestera", "Betala"]
    assert f'href="{line.address}"' in chancellery.get(page("todo")).text


def test_step_that_asks_nothing_is_one_press_on_the_case(office, case, chancellery):
    make_group(office)
    shown = chancellery.get(page("case_detail", case.public_id)).text
    address = page("case_step", case.public_id, "bered")
    assert re.search(rf'<form method="post" action="{address}">\s*<input[^>]*>\s*<button', shown)
    assert f'href="{address}"' not in shown


def test_memo_of_a_case_that_has_come_in_begins_its_preparation_and_leads_to_the_agenda(case, chancellery):
    address = page("case_memo", case.public_id)
    form = chancellery.get(address).context["form"]
    values = {name: form[name].value() or "" for name in form.fields if name != "has_esf"}
    saved = chancellery.post(address, values | {"place": "1"})
    assert saved.url == page("case_place", case.public_id)
    case.refresh_from_db()
    assert case.state == State.PREPARING


def test_figures_of_a_section_are_reached_from_its_draft_and_lead_back(office, chancellery):
    placement = place(office)
    meeting = placement.paragraph.meeting
    draft = page("draft_edit", meeting.body.slug, meeting.key)
    link = page("paragraph_figures", placement.paragraph.public_id)
    assert f'href="{link}"' in chancellery.get(draft).text
    form = chancellery.get(link).url
    amounts = {f"amount_{one.year}": str(one.amount) for one in placement.amounts.all()}
    assert chancellery.post(form, amounts).url == draft


def test_who_is_new_begins_an_application_at_once(office, client):
    ask(client, NEW)
    begun = client.post(link_to(NEW), {"first_name": "Nora", "last_name": "Hage", "begin": "1"})
    draft = Application.objects.get()
    assert begun.url == page("application_edit", draft.public_id, "sokande")
    assert "Sökande och partner" in client.get(begun.url).text


def test_daily_mail_of_an_applicant_lists_what_waits_and_nothing_else(office, case):
    applicant = office.applicant
    choose_daily_mail(person=applicant, association=office.association, hour=7, at=at(DAY))
    assert send_daily_mails(at=at(DAY + timedelta(days=1))) == 0
    due = DAY + timedelta(days=20)
    ask_for_completion(
        application=case, text="Bifoga planen.", due=due, by=office.board.secretary, at=at(DAY), today=DAY
    )
    mine = len(letters(applicant.email))
    assert send_daily_mails(at=at(DAY + timedelta(days=2))) == 1
    body = letters(applicant.email)[-1].body
    assert len(letters(applicant.email)) == mine + 1
    assert f"Mina ansökningar: {case.name}, {case.registry_number}. Komplettering begärd. Senast den" in body
    assert page("application_detail", case.public_id) in body
    assert page("board_home") not in body
    send_daily_mails(at=at(due + timedelta(days=1)))
    assert "Skulle ha kommit den" in letters(applicant.email)[-1].body


def test_report_waits_for_the_applicant_two_weeks_before_its_day(office, measure):
    report = measure.reports.filter(sent_at=None).order_by("due").first()
    early, near = report.due - timedelta(days=15), report.due - timedelta(days=14)
    assert applicants_lines(office.association, office.applicant, early) == []
    [line] = applicants_lines(office.association, office.applicant, near)
    assert (line.is_own, line.is_late) == (True, False)
    assert line.address == page("own_report", measure.public_id, report.public_id)
    assert applicants_lines(office.association, office.board.member, near) == []
