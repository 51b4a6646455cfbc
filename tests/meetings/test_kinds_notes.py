"""Notes of a preparatory group and of a consultation: no §, no signatures, those there as a list."""

from typing import Any

import pytest
from django.template.loader import render_to_string

from meetings.documents.protocol import render_protocol, render_public_copy
from meetings.draft.checklist import findings_of
from meetings.draft.reading import read_draft
from meetings.models import Body, DocumentRow
from meetings.paper.storage import stored_bytes
from meetings.record.reading import read_record
from tests.meetings.pdf_assertions import (
    assert_conforms,
    assert_second_opinion,
    embedded_files,
    pages_of,
    text_in_order,
    words_of,
)
from tests.meetings.snapshots import snapshot_of
from tests.worlds.boards import at
from tests.worlds.kinds_of_notes import consultation, preparatory_group
from tests.worlds.kinds_of_protocols import Written
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
FINISHED = {"verified": "2023-01-27", "method": "notes", "signatures": []}


def frozen(written: Written) -> dict[str, Any]:
    return snapshot_of(written.protocol, version=1, at=at(written.meeting.date, 15))


def text(snapshot: dict[str, Any]) -> str:
    pdf = render_protocol(snapshot, files=stored_bytes).pdf
    assert_conforms(pdf)
    return text_in_order(pdf).replace("\N{NO-BREAK SPACE}", " ")


@made_once
def group() -> Written:
    return preparatory_group()


@made_once
def notes(group: Written) -> dict[str, Any]:
    """The group's snapshot."""
    return frozen(group)


@made_once
def said(notes: dict[str, Any]) -> str:
    """The group's notes as they are printed."""
    return text(notes)


@made_once
def consulted() -> dict[str, Any]:
    return frozen(consultation())


def test_group_has_its_own_title_and_numbered_points(said):
    assert "Minnesanteckningar januari Beredningsgruppen Närvarande: Eva Lindmark" in said
    assert "(utvecklingsstrateg), Karl Ostman (förbundschef), Alva Almgren, Bo Almgren," in said
    for point in ("1. Välkomna", "7. Ansökan Spelrummet", "12. Nästa möte 28 februari kl. 9.00–12.00"):
        assert point in said
    for absent in ("§", "sammanträde ", "Plats och tid", "Justerare", "Underskrift", "2023-01-26 Närvarande"):
        assert absent not in said


def test_group_lists_those_there_and_those_not(notes, said):
    there, absent = read_record(notes).document.attendance
    assert (there.label, len(there.value[0].split(", "))) == ("Närvarande", 21)
    assert (absent.label, len(absent.value[0].split(", "))) == ("Frånvarande", 7)
    assert "Frånvarande: Disa Almgren, Enar Almgren" in said
    assert read_record(notes).document.facts == ()


def test_attendance_may_stand_under_the_first_heading(group):
    Body.objects.filter(pk=group.meeting.body_id).update(attendance_layout=Body.AttendanceLayout.FIRST)
    group.meeting.paragraphs.filter(heading="Välkomna").update(text="")
    group.meeting.refresh_from_db()
    said = text(frozen(group))
    assert findings_of(read_draft(group.protocol), today=group.meeting.date) == []
    assert "1. Välkomna Närvarande: Eva Lindmark" in said
    assert said.count("Närvarande: Eva Lindmark") == 1
    assert said.index("Frånvarande: Disa Almgren") < said.index("2. Inledning")


def test_show_of_hands_is_told_with_how_many_were_there(notes, said):
    [vote] = notes["paragraphs"][6]["votes"]
    assert (vote["for"], vote["against"], vote["abstain"], vote["present"]) == (4, 9, 7, 21)
    assert (vote["open"], vote["names"], vote["decided_by"]) == (False, [], "majority")
    assert (
        "Ja-röst för att ställa sig bakom ansökan, nej-röst för att inte göra det. Handuppräckning. "
        "4 ja, 9 nej, 7 avstår. Närvarande: 21. 3 av ja-rösterna kommer från sökande parter. "
        "Med nio röster mot fyra och sju som avstod blir utfallet nej."
    ) in said


def test_finished_notes_have_no_page_of_signatures_and_no_draft_mark(notes):
    before = render_protocol(notes, files=stored_bytes)
    for finished in (
        render_protocol(notes, files=stored_bytes, record=FINISHED, signed_pdf=before.pdf),
        render_public_copy(notes, files=stored_bytes, record=FINISHED),
    ):
        assert_conforms(finished.pdf)
        assert_second_opinion(finished.pdf)
        assert pages_of(finished.pdf) == pages_of(before.pdf)
        assert list(embedded_files(finished.pdf)) == ["protokoll.json"]
        assert "Utkast" not in text_in_order(finished.pdf)
    notes["document"]["version"] = 0
    assert "Utkast Minnesanteckningar januari" in text(notes)


def test_consultation_stands_in_two_columns(consulted):
    pdf = render_protocol(consulted, files=stored_bytes).pdf
    assert_conforms(pdf)
    words = words_of(pdf)
    left = {word.text: round(word.left) for word in words}
    rows = [word.top for word in words if word.text in ("Almgren", "Björk")]
    assert len(rows) == 14
    for top in rows:
        line = {round(word.left) for word in words if abs(word.top - top) < 2}
        assert {left["Namn"], left["Organisation"]} <= line
    assert left["Organisation"] - left["Namn"] > 150


def test_consultation_says_day_and_place_in_its_header_and_headings_have_no_number(consulted):
    said = text(consulted)
    assert (
        "Minnesanteckningar från medlemssamråd Medlemssamrådet Sammanträdesdatum 10 september 2021 "
        "Plats Folkets hus, kl. 9.00–12.00 "
        "Närvarande Namn Organisation Eva Lindmark utvecklingsstrateg Karl Ostman förbundschef Alva Almgren "
        "Region Vallnäs Bo Almgren Dalsjö kommun"
    ) in said
    assert "Dalsjö kommun Inledning Förbundschefen berättar" in said
    assert "§" not in said


def assert_no_section_sign(snapshot: dict[str, Any], *, title: str, heading: str) -> None:
    document = read_record(snapshot)
    assert document.document.running_title == title
    html = render_to_string(
        "components/paragraph.html",
        {"paragraph": document.paragraphs[0], "url": "/adress"},
    )
    assert "§" not in html
    assert f'<a href="/adress">{heading}</a>' in html if heading else 'class="heading-link"' in html


def test_title_and_links_of_a_group_have_no_section_sign(notes):
    assert_no_section_sign(notes, title="Minnesanteckningar januari", heading="1.")


def test_title_and_links_of_a_consultation_have_no_section_sign(consulted):
    assert_no_section_sign(consulted, title="Minnesanteckningar från medlemssamråd", heading="")


def test_attendance_is_rows_on_the_web_page(consulted):
    document = read_record(consulted)
    html = render_to_string("components/facts.html", {"rows": document.document.header_rows})
    assert "<dt>Närvarande</dt>" in html
    assert "<tr><td>Alva Almgren</td><td>Region Vallnäs</td></tr>" in html


def test_notes_that_have_chosen_no_rows_begin_with_a_few(group):
    DocumentRow.objects.all().delete()
    labels = [row.label for row in read_record(frozen(group)).document.facts]
    assert labels == ["Datum", "Plats och tid", "Sekreterare"]
