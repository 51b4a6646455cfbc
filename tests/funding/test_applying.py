"""Writing an application: saved by the page and by itself, checked, never written over, sent with everything in it."""

import re
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from funding.actions.confirming import ask_for_confirmations, confirm
from funding.models import Application, CostAmount, CostRow, Criterion
from funding.workflow import State
from meetings.errors import RuleViolation
from tests.worlds.applications import DAY, Office, make_draft, make_submitted
from tests.worlds.boards import at
from tests.worlds.letters import letters
from tests.worlds.once import made_once
from tests.worlds.papers import PDF

pytestmark = pytest.mark.django_db


@made_once
def draft(office: Office) -> Application:
    return make_draft(office)


@pytest.fixture
def writer(office: Office, client: Client) -> Client:
    client.force_login(office.applicant)
    return client


def page(name: str, application: Application, *more: str) -> str:
    return reverse(name, args=["exempelvik", application.public_id, *more])


def key_to_confirm() -> str:
    """The one in the letter to the applicant's signatory."""
    return re.search(r"/medel/bekrafta/(\S+)/", letters("rolf.mattby@exempelvik.example")[-1].body)[1]


def fields(client: Client, application: Application, section: str) -> dict[str, str]:
    return sent(client.get(page("application_edit", application, section)))


def sent(response) -> dict[str, str]:
    """What a browser would send back of the form it was given."""
    form = response.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return dict(form.bases) | {name: value for name, value in values.items() if value not in (None, False)}


def test_section_is_saved_and_leads_to_the_next(writer, draft):
    values = fields(writer, draft, "insatsen") | {"name": "Ny verkstad", "background": "Nytt.\r\n\r\nMer."}
    saved = writer.post(page("application_edit", draft, "insatsen"), values)
    assert saved.url == page("application_edit", draft, "mal")
    draft.refresh_from_db()
    assert (draft.name, draft.background) == ("Ny verkstad", "Nytt.\r\n\r\nMer.")
    assert draft.history.first().history_user == draft.created_by
    stay = writer.post(page("application_edit", draft, "insatsen"), values | {"stay": "1"}, follow=True)
    assert "Ansökan är inte inskickad" in stay.text


def test_autosave_saves_what_is_right_and_tells_the_rest(writer, draft):
    lead = draft.applicants.get(role="lead")
    values = {
        f"a-{lead.public_id}-org_number": "212000-0009",
        f"a-{lead.public_id}-unit": "Arbetsmarknad",
        f"base-a-{lead.public_id}-unit": "",
    }
    answer = writer.post(
        page("application_edit", draft, "sokande"), values, headers={"X-Autosave": "1"}
    ).json()
    assert list(answer["errors"]) == [f"a-{lead.public_id}-org_number"]
    assert re.fullmatch(r"\d\d\.\d\d", answer["saved"])
    lead.refresh_from_db()
    assert (lead.unit, lead.org_number) == ("Arbetsmarknad", "212000-0001")


def test_colleagues_text_is_not_written_over(writer, draft):
    values = fields(writer, draft, "mal")
    draft.goals = "Kollegans mål."
    draft.save()
    refused = writer.post(page("application_edit", draft, "mal"), values | {"goals": "Mina mål."})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Kollegans mål." in refused.text
    assert "Mina mål." in refused.text
    again = sent(refused)
    writer.post(page("application_edit", draft, "mal"), again)
    draft.refresh_from_db()
    assert draft.goals == "Mina mål."


def test_personal_number_in_free_text_is_stopped_and_may_be_confirmed(writer, draft):
    values = fields(writer, draft, "mal") | {"target_group": "Ring 121212-1212 om du undrar."}
    refused = writer.post(page("application_edit", draft, "mal"), values)
    assert "ser ut som ett personnummer: «Ring 121212-1212 om du undrar.»" in refused.text
    draft.refresh_from_db()
    assert "121212" not in draft.target_group
    assert "är inte ett personnummer" in refused.text
    sure = writer.post(page("application_edit", draft, "mal"), values | {"sure-target_group": "1"})
    assert sure.status_code == HTTPStatus.FOUND


def test_phone_and_giro_are_not_searched_but_checked(writer, draft):
    lead = draft.applicants.get(role="lead")
    prefix = f"a-{lead.public_id}-"
    values = fields(writer, draft, "sokande") | {
        f"{prefix}mobile": "1212121212",
        f"{prefix}bankgiro": "1234566",
    }
    assert writer.post(page("application_edit", draft, "sokande"), values).status_code == HTTPStatus.FOUND
    lead.refresh_from_db()
    assert (lead.mobile, lead.bankgiro) == ("1212121212", "123-4566")
    wrong = writer.post(page("application_edit", draft, "sokande"), values | {f"{prefix}bankgiro": "1234567"})
    assert "Bankgironumret stämmer inte" in wrong.text


def test_partners_rows_and_years_come_and_go(writer, office, draft):
    address = page("application_edit", draft, "sokande")
    added = writer.post(address, fields(writer, draft, "sokande") | {"do": "lagg-till:partner"})
    assert "#a-" in added.url
    partner = draft.applicants.last()
    assert draft.applicants.count() == 3
    writer.post(address, fields(writer, draft, "sokande") | {"do": f"ta-bort:a-{partner.public_id}"})
    assert draft.applicants.count() == 2
    lead = draft.applicants.get(role="lead")
    kept = writer.post(
        address, fields(writer, draft, "sokande") | {"do": f"ta-bort:a-{lead.public_id}"}, follow=True
    )
    assert "kan inte tas bort" in kept.text
    economy = page("application_edit", draft, "ekonomi")
    writer.post(economy, fields(writer, draft, "ekonomi") | {"do": "lagg-till:kostnad"})
    writer.post(economy, fields(writer, draft, "ekonomi") | {"do": "lagg-till:ar"})
    assert [one.year for one in draft.years.all()] == [2024, 2025, 2026, 2027]
    assert CostAmount.objects.filter(row__application=draft).count() == 20
    writer.post(economy, fields(writer, draft, "ekonomi") | {"do": "ta-bort:ar-2027"})
    assert draft.years.count() == 3
    for hostile in ("ta-bort:ar-99999", "ta-bort:x-1", "ta-bort:a-\x00", "lagg-till:x", "x", "ta-bort:ar-²"):
        assert writer.post(economy, fields(writer, draft, "ekonomi") | {"do": hostile}).status_code == 302


def test_economy_is_summed_with_differences_in_words(writer, draft):
    row = draft.cost_rows.get(kind="evaluation")
    values = {f"c-{row.public_id}-2024": "156 250", "y-2025-own": "124 000,00"}
    answer = writer.post(
        page("application_edit", draft, "ekonomi"), values, headers={"X-Autosave": "1"}
    ).json()
    words = answer["sums"]["words"].replace("\u202f", " ").replace("\xa0", " ")
    assert words == (
        "2024: går ihop. 2025: går ihop. 2026: 124 000 kronor är ofinansierat. "
        "Totalt: 124 000 kronor är ofinansierat."
    )
    assert CostAmount.objects.get(row=row, year__year=2024).amount == Decimal("156250.00")
    shown = writer.get(page("application_edit", draft, "ekonomi")).text
    assert 'value="0"' not in shown
    assert 'value="156\u202f250"' in shown
    wrong = {"y-2025-own": "-5", "y-2024-other": "mycket", "y-2026-sought": "9" * 20}
    answer = writer.post(
        page("application_edit", draft, "ekonomi"), wrong, headers={"X-Autosave": "1"}
    ).json()
    assert set(answer["errors"]) == set(wrong)


def test_review_says_what_is_missing_and_what_sending_means(writer, office):
    empty = make_draft(office, complete=False)
    shown = writer.get(page("application_review", empty)).text
    for expected in ("allmän handling", "Inga deltagare", "Sökande organisation", "krävs för att skicka"):
        assert expected in shown, expected
    refused = writer.post(page("application_review", empty))
    assert "saknas för att ansökan ska kunna skickas in: sökande organisation" in refused.text
    assert Application.objects.get().state == State.DRAFT


def test_sent_application_has_number_receipt_and_links_to_confirm(writer, office, draft):
    sent = writer.post(page("application_review", draft), follow=True)
    draft.refresh_from_db()
    assert draft.state == State.RECEIVED
    assert draft.registry_number in sent.text
    assert draft.registry_number in letters(office.applicant.email)[-1].body
    said = f"Ny ansökan: Social verkstad – {office.board.association.name}"
    assert letters(office.board.secretary.email)[-1].subject == said
    assert "står som sökande" in letters("rolf.mattby@exempelvik.example")[-1].body
    asked = letters("doris.ekmark@af.example")[-1].body
    assert "står som samverkanspartner" in asked
    link = re.search(r"http\S+?(/exempelvik/medel/bekrafta/\S+)", asked)[1]
    stranger = Client()
    shown = stranger.get(link).text
    assert "samverkanspartner" in shown
    assert '<input type="hidden" name="number" value="1">' in shown
    assert "Tack." in stranger.post(link, {"number": 1, "name": "Doris Ekmark"}).text
    assert "Tack." in stranger.post(link, {"number": 1, "name": "Någon Annan"}).text
    assert draft.submissions.get().confirmations.get().name == "Doris Ekmark"
    detail = writer.get(page("application_detail", draft)).text
    assert "Bekräftad av Doris Ekmark" in detail
    assert writer.get(page("application_pdf", draft, 1)).status_code == HTTPStatus.OK
    locked = writer.post(page("application_edit", draft, "mal"), {"goals": "Nytt"})
    assert locked.url == page("application_detail", draft)


def test_only_the_version_that_was_shown_is_confirmed(office):
    case = make_submitted(office).application
    given = {"token": key_to_confirm(), "name": "Rolf Mattby", "at": at(DAY, 12)}
    first = case.submissions.get()
    case.submissions.create(
        number=2, snapshot=first.snapshot, file=first.file, by=office.applicant, at=at(DAY, 11)
    )
    with pytest.raises(RuleViolation, match="ny version sedan du läste"):
        confirm(number=1, **given)
    assert confirm(number=2, **given).submission.number == 2


def test_link_to_an_address_that_was_exchanged_confirms_no_more(office):
    case = make_submitted(office).application
    key = key_to_confirm()
    case.applicants.update(signatory_email="annan@exempelvik.example")
    ask_for_confirmations(case, at=at(DAY, 11))
    with pytest.raises(RuleViolation, match="gäller inte längre"):
        confirm(number=1, token=key, name="Rolf Mattby", at=at(DAY, 12))


@pytest.mark.parametrize("kind", ["a", "p", "l", "ar", "f"])
def test_what_is_written_in_a_row_is_asked_about_before_it_goes(writer, draft, kind):
    """A press in the form saves the page and asks; only the question's own button takes the row away."""
    writer.post(page("application_papers", draft), {"file": SimpleUploadedFile("plan.pdf", PDF)})
    if kind == "l":
        CostRow.objects.create(application=draft, position=9, label="Bilhyra")
    row, asked_in = {
        "a": lambda: (draft.applicants.get(role="partner"), "sokande"),
        "p": lambda: (draft.activities.first(), "insatsen"),
        "l": lambda: (draft.cost_rows.last(), "ekonomi"),
        "ar": lambda: (draft.years.first(), "ekonomi"),
        "f": lambda: (draft.papers.get(), "bilagor"),
    }[kind]()
    name = f"ar-{row.year}" if kind == "ar" else f"{kind}-{row.public_id}"
    question = page("application_row_remove", draft, name)
    if kind != "f":
        pressed = writer.post(page("application_edit", draft, asked_in), {"do": f"ta-bort:{name}"})
        assert pressed.url == question
    assert "Det som är skrivet där försvinner" in writer.get(question).text
    assert type(row).objects.filter(pk=row.pk).exists()
    answer = writer.post(question)
    assert (answer.url, type(row).objects.filter(pk=row.pk).exists()) == (
        page("application_edit", draft, asked_in),
        False,
    )
    assert writer.get(question).status_code == HTTPStatus.NOT_FOUND


def test_bankgiro_with_its_reference_is_two_fields(writer, draft):
    """It stands in both, and is told where another reference stands already."""
    lead = draft.applicants.get(role="lead")
    draft.applicants.filter(pk=lead.pk).update(payment_reference="")
    prefix, there = f"a-{lead.public_id}-", page("application_edit", draft, "sokande")
    sent = {f"{prefix}bankgiro": "Bg 123-4566 märk betalning 44120000/02"}
    answer = writer.post(there, sent, headers={"X-Autosave": "1"}).json()
    lead.refresh_from_db()
    assert (lead.bankgiro, lead.payment_reference) == ("123-4566", "44120000/02")
    assert answer["parted"][f"{prefix}payment_reference"]["value"] == "44120000/02"
    sent = {f"{prefix}bankgiro": "123-4566 OCR 98765"}
    refused = writer.post(there, sent, headers={"X-Autosave": "1"}).json()
    assert "eget fält" in refused["errors"][f"{prefix}bankgiro"][0]


def test_unit_of_the_applicants_own_organisation_confirms_nothing(writer, office):
    case = make_draft(office)
    case.applicants.filter(role="partner").update(
        organisation="exempelviks  kommun", unit="AME", org_number=""
    )
    assert "behöver\n      inte bekräfta" in writer.get(page("application_review", case)).text
    writer.post(page("application_review", case))
    assert case.links.filter(purpose="confirm").count() == 1
    assert "behöver inte" in " ".join(writer.get(page("application_detail", case)).text.split())


def test_several_files_are_added_with_the_names_they_had(writer, draft):
    """One that nobody can open is refused, told by its name, and keeps none of the others away."""
    files = [SimpleUploadedFile(name, PDF) for name in ("tid_plan.pdf", "plan.pdf")]
    broken = SimpleUploadedFile("trasig.pdf", PDF[:200])
    answer = writer.post(page("application_papers", draft), {"file": [files[0], broken, files[1]]})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Filen trasig.pdf är skadad" in answer.text
    assert [(one.name, one.file_name) for one in draft.papers.all()] == [
        ("tid_plan.pdf", "tid_plan.pdf"),
        ("plan.pdf", "plan.pdf"),
    ]


def test_papers_are_added_and_removed(writer, draft):
    pdf = SimpleUploadedFile("affarsplan.pdf", PDF)
    assert writer.post(page("application_papers", draft), {"file": pdf}).status_code == HTTPStatus.FOUND
    paper = draft.papers.get()
    assert paper.name == "affarsplan.pdf"
    assert writer.get(page("application_paper", draft, paper.public_id)).status_code == HTTPStatus.OK
    for name, data in {"tom.pdf": b"", "sida.html": b"<script>", "x" * 300 + ".pdf": b"x"}.items():
        refused = writer.post(page("application_papers", draft), {"file": SimpleUploadedFile(name, data)})
        assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    writer.post(page("application_row_remove", draft, f"f-{paper.public_id}"))
    assert not draft.papers.exists()


def test_messages_and_withdrawal(writer, office):
    case = make_submitted(office).application
    assert writer.post(page("application_message", case), {"text": ""}).status_code == 422
    writer.post(page("application_message", case), {"text": "När hör ni av er?"})
    assert "När hör ni av er?" in letters(office.board.manager.email)[-1].body
    assert writer.post(page("application_withdraw", case), {"reason": "Ändrade planer."}).status_code == 302
    case.refresh_from_db()
    assert case.state == State.WITHDRAWN
    assert writer.get(page("application_withdraw", case)).status_code == HTTPStatus.NOT_FOUND


def test_new_confirmations_are_asked_for_again(writer, office):
    case = make_submitted(office).application
    before = len(letters("rolf.mattby@exempelvik.example"))
    writer.post(page("application_ask_again", case))
    assert len(letters("rolf.mattby@exempelvik.example")) == before + 1
    assert at(DAY)


@pytest.mark.parametrize(
    "hostile", ['<form action="/x"><input>', "<img src=x onerror=alert(1)>", "<style>*{}"]
)
def test_text_of_a_criterion_is_read_and_never_run(writer, draft, hostile):
    Criterion.objects.update(help_text=hostile, source=hostile, question=hostile)
    shown = writer.get(page("application_edit", draft, "kriterier")).text
    assert hostile not in shown
    assert shown.count(escape(hostile)) == 3 * Criterion.objects.count()
