"""A whole document or agenda is told apart into §§; any other text is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.actions.attaching import add_attachment
from meetings.models import Paragraph
from meetings.text.agenda import sections_of
from meetings.text.pasted import pasted_prose
from meetings.text.richtext import clean
from tests.meetings.editor.test_attachments import address
from tests.worlds import boards
from tests.worlds.boards import Board
from tests.worlds.clipboards import WORD_END, WORD_START, word_list
from tests.worlds.once import made_once
from tests.worlds.papers import PDF

PROTOCOL = """Plats: Rådhuset
§38
Sammanträdet öppnas
Ordföranden öppnar sammanträdet.
§39 Val av justerare
Styrelsen beslutar
- att välja Mona
- att välja Henrik
§ 40. Budget
Enligt 5 § lagen gäller följande.
- Drift
- Resor"""


def headings(html: str, text: str = "") -> list[str]:
    return [one.heading for one in sections_of(pasted_prose(html, text).html)]


def test_document_becomes_headings_texts_and_decisions():
    found = sections_of(pasted_prose("", PROTOCOL).html)
    assert [(one.heading, one.text, one.decisions) for one in found] == [
        ("Sammanträdet öppnas", "<p>Ordföranden öppnar sammanträdet.</p>", []),
        ("Val av justerare", "", ["att välja Mona", "att välja Henrik"]),
        ("Budget", "<p>Enligt 5 § lagen gäller följande.</p><ul><li>Drift</li><li>Resor</li></ul>", []),
    ]


WRITTEN_AS_USUAL = """§ 41 Information
- Ekonomi
Utfallet följer budget.
Prognosen är god.
- Rapport från dialogmötet
Punkten bordlades.
Styrelsens beslut
Att den tagit del av informationen.
§ 42 Besök
Några saker togs upp:
- lokaler
- resor
§ 43 Medverkan
Bakgrund.
Omröstning vidtog.
Styrelsens beslut
Med tre röster mot en sa styrelsen ja.
Petra reserverade sig.
§ 44 Val
Förslag till beslut:
att välja Mona
att välja Henrik
§ 45 Beredning
- Första
Om den.
Beslut:
Styrelsen tackar.
Att fortsätta.
- Andra
Om den andra.
Beslut
Att avvakta.
§ 46 Drift
Detta köps in,
- en dator
Det är brådskande."""


def test_places_of_a_protocol_are_kept_apart():
    information, visit, voted, proposed, prepared, operation = sections_of(
        pasted_prose("", WRITTEN_AS_USUAL).html
    )
    assert [(one.heading, one.text, one.decisions) for one in information.items] == [
        ("Ekonomi", "<p>Utfallet följer budget.</p><p>Prognosen är god.</p>", []),
        ("Rapport från dialogmötet", "<p>Punkten bordlades.</p>", []),
    ]
    assert (information.text, information.decisions) == ("", ["Att den tagit del av informationen."])
    assert (visit.items, visit.text[-39:]) == ([], "<ul><li>lokaler</li><li>resor</li></ul>")
    assert voted.text == "<p>Bakgrund.</p><p>Omröstning vidtog.</p>"
    assert voted.decisions == ["Med tre röster mot en sa styrelsen ja."]
    assert voted.after == ["<p>Petra reserverade sig.</p>"]
    assert (proposed.proposals, proposed.decisions) == (["att välja Mona", "att välja Henrik"], [])
    assert [(one.heading, one.decisions) for one in prepared.items] == [
        ("Första", ["Styrelsen tackar.", "Att fortsätta."]),
        ("Andra", ["Att avvakta."]),
    ]
    assert operation.items == []


@pytest.mark.parametrize(
    ("heading", "text", "kind"),
    [
        ("Sammanträdet öppnas", "Ordföranden hälsar.", "formality"),
        ("Rapporter", "Läget.", "information"),
        ("Ny lokal", "Läget.", None),
        ("Rapporter", "Förslag till beslut\nAtt tacka.", "decision"),
        ("Övrigt", "- En sak\nOm den.\nBeslut\nAtt tacka.", "decision"),
        ("Rapporter", "Läget.\nStyrelsen beslutade att godkänna rapporten.", "decision"),
        ("Rapporter", "Styrelsen beslutade att bygga, sa Mona.\nHon berättade mer.", "information"),
        ("Rapporter BESLUTSÄRENDE", "Läget.", "decision"),
    ],
)
def test_kind_is_told_by_what_is_decided_or_by_the_heading(heading, text, kind):
    html = pasted_prose("", f"§ 1 {heading}\n{text}\n§ 2 Avslutning").html
    first, _ = sections_of(html, "BESLUTSÄRENDE")
    assert first.heading == heading.removesuffix(" BESLUTSÄRENDE")
    assert first.kind == kind


@pytest.mark.parametrize(
    "html",
    [
        "<ol><li>Öppnande</li><li>Val</li><li>Budget</li><li>Avslutning</li></ol>",
        WORD_START
        + word_list([(1, f"{n}.", w) for n, w in enumerate(("Öppnande", "Val", "Budget", "Avslutning"), 1)])
        + WORD_END,
        "<p>1. Öppnande</p><p>Ordet.</p><p>2. Val</p><p>3. Budget</p><p>4. Avslutning</p>",
        "<h1>§ 1 Öppnande</h1><h2>§ 2 Val</h2><p>Text</p><p><b>§ 3</b> Budget</p><p>4 § Avslutning</p>",
        "<p>§ 1<br>Öppnande</p><p>§ 2<br>Val</p><p>§ 3</p><p>Budget</p><p>§§ 4 – Avslutning</p>",
    ],
)
def test_agenda_is_known_in_every_form(html):
    assert headings(html) == ["Öppnande", "Val", "Budget", "Avslutning"]


@pytest.mark.parametrize(
    "html",
    [
        "<p>En text.</p>",
        "<ol><li>ett</li><li>två</li><li>tre</li></ol>",
        "<p>§ 12 i lagen säger.</p>",
        '<ol type="a"><li>1</li><li>2</li><li>3</li><li>4</li></ol>',
        "<ul><li>a</li><li>b</li><li>c</li><li>d</li></ul>",
        f"<p>§ 1 {'lång ' * 60}</p><p>§ 2 {'lång ' * 60}</p>",
    ],
)
def test_other_texts_are_left_alone(html):
    assert headings(html) == []


WORDS = st.text("abcåäö ABC.,-", min_size=1, max_size=60).map(lambda one: f"V{one}".strip())


@given(st.integers(1, 900), st.lists(st.tuples(WORDS, st.lists(WORDS, max_size=3)), min_size=2, max_size=12))
def test_no_word_of_a_document_is_lost(first, paragraphs):
    html = "".join(
        f"<p>§ {first + at} {heading}</p>{''.join(f'<p>{one}</p>' for one in texts)}"
        for at, (heading, texts) in enumerate(paragraphs)
    )
    found = sections_of(clean(html))
    assert [one.heading for one in found] == [" ".join(heading.split()) for heading, _ in paragraphs]
    assert "".join(one.text for one in found) == clean(
        "".join(f"<p>{one}</p>" for _, texts in paragraphs for one in texts)
    )


@pytest.mark.parametrize(
    "line",
    [
        "<p>{}: att anta.</p>",
        "<p>{}:<br>att anta.</p>",
        "<p><strong>{}:</strong> att anta.</p>",
        "<p><strong>{}</strong>: att anta.</p>",
    ],
)
@pytest.mark.parametrize(
    ("lead", "found"),
    [
        ("Beslut", (["att anta."], [])),
        ("Styrelsens beslut", (["att anta."], [])),
        ("Förslag till beslut", ([], ["att anta."])),
        ("Förslag", ([], ["att anta."])),
    ],
)
def test_heading_and_decision_in_one_paragraph_are_told_apart(line, lead, found):
    html = f"<p>§ 1 Ekonomi</p><p>Rapport.</p>{line.format(lead)}<p>§ 2 Övrigt</p><p>Text.</p>"
    first, _ = sections_of(html)
    assert (first.decisions, first.proposals) == found
    assert first.text == "<p>Rapport.</p>"


@pytest.mark.parametrize(
    "line", ["<p>Förslag: fler möten.</p>", "<p><strong>Beslut: att anta</strong> x</p>"]
)
def test_word_that_only_begins_a_sentence_leads_to_nothing(line):
    first, _ = sections_of(f"<p>§ 1 A</p>{line}<p>§ 2 B</p><p>Text.</p>")
    assert (first.text, first.decisions, first.proposals) == (line, [], [])


def test_word_that_numbers_its_own_paragraphs_becomes_them():
    pasted = word_list([(1, "§ 38", "Öppnande")]) + "<p>Ordet.</p>" + word_list([(1, "§ 39", "Val")])
    assert headings(WORD_START + pasted + WORD_END) == ["Öppnande", "Val"]


@made_once
def meeting(board: Board):
    return boards.make_meeting(board)


@pytest.mark.django_db
def test_sections_are_added_after_a_paragraph_and_taken_back_in_one_press(board, meeting, client):
    client.force_login(board.secretary)
    first = boards.make_paragraph(meeting, board.secretary, heading="Före")
    boards.make_paragraph(meeting, board.secretary, heading="Efter")
    shown = client.post(address("draft_paste", meeting), {"text": PROTOCOL}).json()
    assert [one["heading"] for one in shown["sections"]] == [
        "Sammanträdet öppnas",
        "Val av justerare",
        "Budget",
    ]
    assert Paragraph.objects.count() == 2
    answer = client.post(address("draft_split", meeting), {"text": PROTOCOL, "after": first.public_id})
    rows = list(meeting.paragraphs.filter(removed_at=None).order_by("position"))
    assert [one.heading for one in rows] == [
        "Före", "Sammanträdet öppnas", "Val av justerare", "Budget", "Efter"
    ]  # fmt: skip
    assert [one.text for one in rows[2].decisions.all()] == ["att välja Mona", "att välja Henrik"]
    assert [(one.kind, one.asks_kind) for one in rows[1:4]] == [
        ("formality", False), ("decision", False), ("decision", True)
    ]  # fmt: skip
    undo = answer.json()["undo"]
    assert client.post(undo["url"], undo["data"]).status_code == 200
    assert [one.heading for one in meeting.paragraphs.filter(removed_at=None)] == ["Före", "Efter"]
    assert client.post(undo["url"], undo["data"]).status_code == 422
    assert client.post(address("draft_split", meeting), {"text": "En rad."}).status_code == 422


@pytest.mark.django_db
def test_every_part_of_a_pasted_document_gets_its_place_and_the_blank_paragraph_goes(board, meeting, client):
    client.force_login(board.secretary)
    blank = meeting.paragraphs.create(position=1)
    blank.protocols.add(meeting.protocols.get())
    shown = client.post(address("draft_paste", meeting), {"text": WRITTEN_AS_USUAL, "form": "heading"}).json()
    assert (shown["sections"][0]["kind"], shown["sections"][0]["items"]) == (
        "Beslut", ["Ekonomi", "Rapport från dialogmötet"]
    )  # fmt: skip
    answer = client.post(
        address("draft_split", meeting), {"text": WRITTEN_AS_USUAL, "after": blank.public_id}
    )
    assert answer.status_code == 200, answer.content
    rows = list(meeting.paragraphs.filter(removed_at=None).order_by("position"))
    assert [one.heading for one in rows] == [
        "Information", "Besök", "Medverkan", "Val", "Beredning", "Drift"
    ]  # fmt: skip
    assert [one.heading for one in rows[0].sub_items.all()] == ["Ekonomi", "Rapport från dialogmötet"]
    assert rows[2].text_after == "<p>Petra reserverade sig.</p>"
    assert [one.is_prepared for one in rows[3].decisions.all()] == [True, True]
    first = rows[4].sub_items.get(heading="Första")
    assert list(first.decisions.values_list("text", flat=True)) == ["Styrelsen tackar.", "Att fortsätta."]


@pytest.mark.django_db
def test_written_number_of_an_attachment_becomes_the_reference(board, meeting, client):
    client.force_login(board.secretary)
    row = boards.make_paragraph(meeting, board.secretary)
    attachment = add_attachment(
        paragraph=row, file_name="Plan.pdf", data=PDF, by=board.secretary, at=boards.at()
    )
    pasted = {"html": "<p>Planen (bilaga 1) antas (Bilaga 2).</p>"}
    url = address("draft_paste", meeting)
    reference = f'<span data-attachment="{attachment.public_id}"></span>'
    assert client.post(url, pasted).json()["html"] == f"<p>Planen {reference} antas (Bilaga 2).</p>"
    rows = client.post(url, {"text": "att anta (Bilaga\u00a01)\natt fira", "form": "rows"}).json()["rows"]
    assert rows == [f"att anta {{bilaga:{attachment.public_id}}}", "att fira"]
    document = "§ 1 Plan\nSe (Bilaga 1).\nStyrelsen beslutar\natt anta (Bilaga 1)\n§ 2 Övrigt"
    client.post(address("draft_split", meeting), {"text": document})
    made = meeting.paragraphs.get(heading="Plan")
    assert made.text == f"<p>Se {reference}.</p>"
    assert made.decisions.get().text == f"att anta {{bilaga:{attachment.public_id}}}"
