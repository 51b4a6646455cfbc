"""The sign-in ends while an applicant writes: nothing written is lost, a new link is offered, and it leads back."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from funding.models import Message
from meetings.models import Session
from tests.browser.conftest import PHONE
from tests.browser.funding.applying import SAVED, ready
from tests.worlds.applications import make_draft, make_office, make_submitted
from tests.worlds.mail_server import MailServer

pytestmark = pytest.mark.django_db(transaction=True)
KEPT = "Object.entries(localStorage).filter(([name]) => name.startsWith('protokoll ')).map(([, one]) => one).join()"


@pytest.fixture
def end_sessions(console_errors: list[str]) -> Iterator[Callable[[], None]]:
    """Call it to end every sign-in on the server; what the browser says of its answers then is taken out."""
    yield lambda: Session.objects.all().delete() and None
    console_errors[:] = [one for one in console_errors if "401" not in one and "403" not in one]


def test_what_is_written_while_signed_out_is_kept_and_saved_afterwards(
    new_page: Callable[..., Page],
    sign_in: Any,
    post: MailServer,
    run_jobs: Callable[[], None],
    axe: Callable[[Page], None],
    end_sessions: Callable[[], None],
) -> None:
    office = make_office()
    draft = make_draft(office)
    page = new_page(PHONE)
    sign_in(page, office.applicant)
    there = reverse("application_edit", args=["exempelvik", draft.public_id, "mal"])
    page.goto(there)
    ready(page)
    end_sessions()
    page.get_by_label("Utvärdering").fill("Skrivet när inloggningen var slut.")
    expect(page.locator("#save-state")).to_contain_text("du är utloggad")
    page.get_by_role("button", name="Spara", exact=True).click()
    page.get_by_label("Utvärdering").press("Control+End")
    assert page.url.endswith(there)
    assert "Skrivet när inloggningen" in page.evaluate(KEPT)
    axe(page)
    with page.context.expect_page() as opened:
        page.locator("#save-state").get_by_role("link").click()
    entering = opened.value
    axe(entering)
    entering.get_by_label("Din e-postadress").fill(office.applicant.email)
    entering.get_by_role("button", name="Skicka en länk").click()
    expect(entering.get_by_text("Ett mejl med en länk är på väg")).to_be_visible()
    run_jobs()
    entering.goto(post.link_to(office.applicant.email, "/medel/lank/"))
    entering.get_by_role("button", name="Gå in").click()
    expect(entering.get_by_role("heading", name="Mål och genomförande")).to_be_visible()
    expect(entering.get_by_label("Utvärdering")).to_have_value("Skrivet när inloggningen var slut.")
    for one in (entering, page):
        one.evaluate("dispatchEvent(new Event('focus'))")
        expect(one.locator("#save-state")).to_have_text(SAVED)
    draft.refresh_from_db()
    assert draft.evaluation == "Skrivet när inloggningen var slut."
    assert page.evaluate(KEPT) == ""


def test_message_is_not_sent_to_a_page_that_asks_for_a_password(
    new_page: Callable[..., Page], sign_in: Any, axe: Callable[[Page], None], end_sessions: Callable[[], None]
) -> None:
    """Neither an ended sign-in nor an earlier one's token takes what is written in a form that does not save itself."""
    office = make_office()
    case = make_submitted(office).application
    page = new_page(PHONE)
    sign_in(page, office.applicant)
    page.goto(reverse("application_detail", args=["exempelvik", case.public_id]))
    page.get_by_label("Skriv till kansliet").fill("När får vi besked?")
    end_sessions()
    page.get_by_role("button", name="Skicka", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Inget är skickat: du är utloggad")
    enter = page.get_by_role("link", name="Logga in på nytt").get_attribute("href") or ""
    assert enter.startswith(reverse("application_enter", args=["exempelvik"]))
    axe(page)
    sign_in(page, office.applicant)
    page.evaluate("document.cookie = `csrftoken=${'x'.repeat(32)}; path=/`")
    page.get_by_role("button", name="Skicka", exact=True).click()
    expect(page.get_by_text("Meddelandet är skickat.")).to_be_visible()
    assert Message.objects.get().text == "När får vi besked?"
