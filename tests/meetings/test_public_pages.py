"""What anyone may read: notices, published protocols and their files."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.actions.noticing import register_up
from meetings.actions.publishing import hide_protocol
from meetings.models import Meeting, Notice, Protocol
from meetings.swedish import long_date
from tests.meetings.snapshots import REPORT
from tests.worlds.boards import Board, make_board
from tests.worlds.notices import PUBLIC_COPY, make_notice, posting_of
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/exempelvik/anslagstavla/",
    "/exempelvik/protokoll/",
    "/exempelvik/overklaga/",
    "/exempelvik/tillganglighet/",
    "/kontrollera/",
]


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@made_once
def notice(board: Board) -> Notice:
    return make_notice(board, posted=timezone.localdate() - timedelta(days=10))


def address(notice: Notice, rest: str = "") -> str:
    meeting = notice.protocol.meeting
    return f"/{meeting.body.association.slug}/protokoll/{meeting.body.slug}/{meeting.key}/{rest}"


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def confirm(notice: Notice, day: date) -> None:
    for posting in notice.postings.filter(mandatory=True):
        register_up(posting=posting, day=day, name="Rut Ek", at=timezone.now())


@pytest.mark.parametrize("url", PAGES)
def test_anyone_may_read_without_signing_in(client: Client, notice: Notice, url: str) -> None:
    assert page(client, url).count("<h1") == 1


@pytest.mark.parametrize("url", PAGES)
def test_pages_need_no_script(client: Client, notice: Notice, url: str) -> None:
    assert "<script" not in page(client, url)


def test_board_says_which_meeting_which_paragraphs_and_the_dates(client: Client, notice: Notice) -> None:
    confirm(notice, notice.posted)
    html = page(client, "/exempelvik/anslagstavla/")
    day = f'<span class="nowrap">{long_date(notice.protocol.meeting.date)}</span>'
    assert f"Förbundsstyrelsens protokoll {day}," in html
    assert "37–51" in html
    for told in (notice.verified, notice.posted):
        assert long_date(told) in html
    assert "preliminär" not in html.lower()
    assert "Förvaras: Förbundets kansli" in html
    assert "Kvar" in html


def test_board_marks_preliminary_dates_in_words_and_names_who_has_not_answered(
    client: Client, notice: Notice, today: date
) -> None:
    register_up(posting=posting_of(notice, "RVN"), day=today, name="Rut Ek", at=timezone.now())
    html = page(client, "/exempelvik/anslagstavla/")
    assert "preliminärt" in html
    assert "Bekräftelse väntas från Exempelviks kommun." in html


def test_board_says_that_it_is_an_extra_copy_and_links_the_members_boards(
    client: Client, board: Board
) -> None:
    party = board.parties["EK"]
    party.board_url = "https://exempelvik.example/anslagstavla"
    party.save()
    html = page(client, "/exempelvik/anslagstavla/")
    assert "extra exemplar" in html
    assert 'href="https://exempelvik.example/anslagstavla"' in html
    assert "Arbetsförmedlingen" not in html


def test_empty_board_says_so(client: Client, board: Board) -> None:
    assert "Inga anslag just nu" in page(client, "/exempelvik/anslagstavla/")


def test_notice_leaves_the_board_by_itself_but_keeps_its_address(
    client: Client, board: Board, today: date
) -> None:
    notice = make_notice(board, posted=today - timedelta(days=40))
    confirm(notice, notice.posted)
    assert notice.public_id not in page(client, "/exempelvik/anslagstavla/")
    response = client.get(f"/exempelvik/anslagstavla/{notice.public_id}/")
    assert "Anslaget är nedtaget" in response.content.decode()
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_board_takes_as_many_queries_for_many_notices_as_for_one(
    client: Client, board: Board, notice: Notice, today: date
) -> None:
    urls = ("/exempelvik/anslagstavla/", "/exempelvik/protokoll/")

    def queries(url: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page(client, url)
        return len(captured)

    one = [queries(url) for url in urls]
    for days in range(1, 10):
        make_notice(board, posted=today - timedelta(days=10), held=today - timedelta(days=21 - days))
    assert [queries(url) for url in urls] == one


def test_protocol_is_rendered_from_the_snapshot(client: Client, notice: Notice) -> None:
    html = page(client, address(notice))
    assert "Deltagande i följeforskning om arbetsmarknadsinkludering" in html
    assert 'id="paragraf-43"' in html
    assert f'href="{address(notice, "43/")}"' in html
    assert "Henrik Brolin, justerare" in html
    assert "SHA-256" not in html
    assert "@example.org" not in html


def test_paragraph_has_an_address_of_its_own_with_neighbours(client: Client, notice: Notice) -> None:
    html = page(client, address(notice, "43/"))
    assert "följeforskning" in html
    assert address(notice, "42/") in html
    assert address(notice, "44/") in html
    assert f"http://testserver{address(notice, '43/')}" in html


def test_references_lead_to_the_attachment_on_the_same_page(client: Client, notice: Notice) -> None:
    for url in (address(notice), address(notice, "41/")):
        html = page(client, url)
        assert 'href="#bilaga-1"' in html
        assert 'id="bilaga-1"' in html


def test_pdf_is_the_stored_public_copy(client: Client, notice: Notice) -> None:
    response = client.get(address(notice, "protokoll.pdf"))
    assert response.content.startswith(PUBLIC_COPY)
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_published_attachment_is_a_download_that_can_do_nothing(client: Client, notice: Notice) -> None:
    response = client.get(address(notice, "bilaga/1/"))
    assert response.content == REPORT
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_unpublished_attachment_is_not_found_and_said_to_be_handed_out(
    client: Client, notice: Notice
) -> None:
    assert client.get(address(notice, "bilaga/2/")).status_code == 404
    assert "Lämnas ut av kansliet" in page(client, address(notice))


def addresses(notice: Notice) -> Iterator[str]:
    return (address(notice, rest) for rest in ("", "43/", "protokoll.pdf", "bilaga/1/"))


def test_protocol_that_is_not_to_be_published_is_not_found_but_its_notice_is(
    client: Client, board: Board, today: date
) -> None:
    notice = make_notice(board, posted=today, publish=False)
    assert {client.get(url).status_code for url in addresses(notice)} == {404}
    assert notice.public_id in page(client, "/exempelvik/anslagstavla/")
    assert "lämnas ut av förbundets kansli" in page(client, "/exempelvik/anslagstavla/")
    assert address(notice) not in page(client, "/exempelvik/protokoll/")


def test_hidden_protocol_is_not_found(client: Client, board: Board, notice: Notice) -> None:
    hide_protocol(protocol=notice.protocol, by=board.secretary, at=timezone.now())
    assert {client.get(url).status_code for url in addresses(notice)} == {404}
    assert address(notice) not in page(client, f"/exempelvik/anslagstavla/{notice.public_id}/")


def test_draft_is_not_found(client: Client, meeting: Meeting) -> None:
    assert client.get(f"/exempelvik/protokoll/styrelsen/{meeting.key}/").status_code == 404


def test_another_associations_rows_are_not_found(client: Client, notice: Notice) -> None:
    make_board(slug="grannby", suffix="2")
    assert client.get(f"/grannby/anslagstavla/{notice.public_id}/").status_code == 404
    for url in addresses(notice):
        assert client.get(url.replace("/exempelvik/", "/grannby/")).status_code == 404
    assert notice.public_id not in page(client, "/grannby/anslagstavla/")


@pytest.mark.parametrize(
    "url",
    [
        "/finns-inte/",
        "/finns-inte/anslagstavla/",
        "/exempelvik/protokoll/styrelsen/2024-13-45/",
        "/exempelvik/protokoll/styrelsen/0000-00-00/",
        "/exempelvik/protokoll/styrelsen/9999-12-31-9/",
        "/exempelvik/protokoll/styrelsen/2024-05-30-99/",
        "/exempelvik/protokoll/styrelsen/2024-05-30/99999999999999999999999999/",
        "/exempelvik/protokoll/styrelsen/2024-05-30/bilaga/%00/",
        "/exempelvik/protokoll/%00/2024-05-30/",
        "/exempelvik/anslagstavla/%00/",
        "/exempelvik/anslagstavla/" + "a" * 5000 + "/",
        "/%00/",
        "/%ff%fe/anslagstavla/",
        "/exempelvik/logotyp",
        "/anslag/%00/",
        "/anslag/%ff/",
        "/anslag/" + "å" * 300 + "/",
    ],
)
def test_any_address_that_leads_nowhere_is_not_found(client: Client, board: Board, url: str) -> None:
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("number", ["0", "36", "52", "4300"])
def test_paragraph_that_is_not_in_the_protocol_is_not_found(
    client: Client, notice: Notice, number: str
) -> None:
    assert client.get(address(notice, f"{number}/")).status_code == 404


def test_appeal_help_names_the_court(client: Client, board: Board) -> None:
    assert "Förvaltningsrätten i Härnösand" in page(client, "/exempelvik/overklaga/")


def test_appeal_help_says_who_is_a_member_of_a_kommun_and_of_a_region(client: Client, board: Board) -> None:
    text = " ".join(page(client, "/exempelvik/overklaga/").split())
    assert "Medlem av en kommun är den som är folkbokförd där" in text
    assert "unionsmedborgare" in text
    assert "Medlem av regionen är den som är medlem av en kommun inom regionen" in text


def test_every_public_page_links_the_accessibility_statement_which_says_how_to_report(
    client: Client, notice: Notice
) -> None:
    for url in (
        "/exempelvik/anslagstavla/",
        "/exempelvik/protokoll/",
        address(notice),
        address(notice, "43/"),
    ):
        assert 'href="/exempelvik/tillganglighet/"' in page(client, url)
    assert "mailto:kansli@exempelvik.example" in page(client, "/exempelvik/tillganglighet/")


def test_every_public_page_says_whose_it_is_and_how_they_are_reached(client: Client, notice: Notice) -> None:
    association = notice.protocol.meeting.body.association
    association.phone = "0611-34 56 78"
    association.save()
    for url in ("/exempelvik/anslagstavla/", "/exempelvik/overklaga/", address(notice, "43/")):
        foot = page(client, url).partition('<footer class="site-footer">')[2]
        for said in ("222000-0000", 'href="mailto:kansli@exempelvik.example"', 'href="tel:0611345678"'):
            assert said in foot


def test_page_says_in_its_head_and_on_paper_what_it_is(client: Client, board: Board) -> None:
    html = page(client, "/exempelvik/overklaga/")
    for said in (
        '<meta property="og:title" content="',
        '<meta name="description" content="',
        f'<meta name="theme-color" content="{board.association.accent}">',
        "http://testserver/exempelvik/overklaga/ · utskrivet",
    ):
        assert said in html


def test_every_page_of_an_association_leads_to_what_it_keeps_of_people(client: Client, board: Board) -> None:
    assert 'href="/exempelvik/personuppgifter/"' in page(client, "/exempelvik/anslagstavla/")
    html = page(client, "/exempelvik/personuppgifter/")
    assert "Förbundet har inte angett något dataskyddsombud" in html
    board.association.data_protection_officer = "Dataskyddsombudet i Region Vallnäs"
    board.association.preservation = "Ansökningar bevaras."
    board.association.save()
    html = page(client, "/exempelvik/personuppgifter/")
    for said in (
        "Dataskyddsombud: Dataskyddsombudet i Region Vallnäs",
        "Ansökningar bevaras.",
        "artikel 6.1 e",
    ):
        assert said in html


def test_public_pages_change_nothing(client: Client, notice: Notice) -> None:
    before = Protocol.objects.get().pk, Notice.objects.get().posted_at
    for url in (*PAGES, address(notice)):
        assert client.post(url).status_code in (405, 422)
    assert (Protocol.objects.get().pk, Notice.objects.get().posted_at) == before
