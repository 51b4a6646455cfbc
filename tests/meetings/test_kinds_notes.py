"""Notes of a preparatory group and of a consultation: no §, no signatures, those there as a list."""

from typing import Any

import pytest
from django.template.loader import render_to_string

from meetings.documents.protocol import render_protocol, render_public_copy
from meetings.draft.checklist import findings_of
from meetings.draft.reading import read_draft
from meetings.models import Body, DocumentRow
from meetings.paper.storage import read
from meetings.record.reading import read_record
from tests.meetings.pdf_assertions import (
    assert_conforms,
    embedded_files,
    pages_of,
    text_in_order,
    words_of,
)
from tests.meetings.snapshots import snapshot_of
from tests.worlds.boards import at
from tests.worlds.kinds_of_notes import consultation, preparatory_group
from tests.worlds.kinds_of_protocols import Written

pytestmark = pytest.mark.django_db
FINISHED = {"verified": "2023-01-27", "method": "notes", "signatures": []}


def frozen(written: Written) -> dict[str, Any]:
    return snapshot_of(written.protocol, version=1, at=at(written.meeting.date, 15))


def text(snapshot: dict[str, Any]) -> str:
    pdf = render_protocol(snapshot, files=read).pdf
    assert_conforms(pdf)
    return text_in_order(pdf).replace("\N{NO-BREAK SPACE}", " ")


def test_group_has_its_own_title_and_numbered_points():
    said = text(frozen(preparatory_group()))
    assert "Minnesanteckningar januari Närvarande: Alva Almgren, Bo Almgren," in said
    for point in ("1. Välkomna", "7. Ansökan Spelrummet", "12. Nästa möte 28 februari kl. 9.00–12.00"):
        assert point in said
    for absent in ("§", "sammanträde ", "Plats och tid", "Justerare", "Underskrift", "2023-01-26 Närvarande"):
        assert absent not in said


def test_group_lists_those_there_and_those_not():
    snapshot = frozen(preparatory_group())
    there, absent = read_record(snapshot).document.attendance
    assert (there.label, len(there.value[0].split(", "))) == ("Närvarande", 21)
    assert (absent.label, len(absent.value[0].split(", "))) == ("Frånvarande", 7)
    assert "Karl Ostman (förbundschef) Frånvarande: Disa Almgren, Enar Almgren" in text(snapshot)
    assert read_record(snapshot).document.facts == ()


def test_attendance_may_stand_under_the_first_heading():
    written = preparatory_group()
    Body.objects.filter(pk=written.meeting.body_id).update(attendance_layout=Body.AttendanceLayout.FIRST)
    written.meeting.paragraphs.filter(heading="Välkomna").update(text="")
    written.meeting.refresh_from_db()
    said = text(frozen(written))
    assert findings_of(read_draft(written.protocol), today=written.meeting.date) == []
    assert "1. Välkomna Närvarande: Alva Almgren" in said
    assert said.count("Närvarande: Alva Almgren") == 1
    assert said.index("Frånvarande: Disa Almgren") < said.index("2. Inledning")


def test_show_of_hands_is_told_with_how_many_were_there():
    snapshot = frozen(preparatory_group())
    [vote] = snapshot["paragraphs"][6]["votes"]
    assert (vote["for"], vote["against"], vote["abstain"], vote["present"]) == (4, 9, 7, 21)
    assert (vote["open"], vote["names"], vote["decided_by"]) == (False, [], "majority")
    assert (
        "Ja för att ställa sig bakom ansökan. Nej för att inte göra det. Handuppräckning. 4 ja, 9 nej, 7 avstår. "
        "Närvarande: 21. 3 av ja-rösterna kommer från sökande parter. "
        "Med nio röster mot fyra och sju som avstod vinner nej-sidan."
    ) in text(snapshot)


def test_finished_notes_have_no_page_of_signatures_and_no_draft_mark():
    snapshot = frozen(preparatory_group())
    before = render_protocol(snapshot, files=read)
    for finished in (
        render_protocol(snapshot, files=read, record=FINISHED, signed_pdf=before.pdf),
        render_public_copy(snapshot, files=read, record=FINISHED),
    ):
        assert_conforms(finished.pdf)
        assert pages_of(finished.pdf) == pages_of(before.pdf)
        assert list(embedded_files(finished.pdf)) == ["protokoll.json"]
        assert "Utkast" not in text_in_order(finished.pdf)
    snapshot["document"]["version"] = 0
    assert "Utkast Minnesanteckningar januari" in text(snapshot)


def test_consultation_stands_in_two_columns():
    snapshot = frozen(consultation())
    pdf = render_protocol(snapshot, files=read).pdf
    assert_conforms(pdf)
    words = words_of(pdf)
    left = {word.text: round(word.left) for word in words}
    rows = [word.top for word in words if word.text in ("Almgren", "Björk")]
    assert len(rows) == 14
    for top in rows:
        line = {round(word.left) for word in words if abs(word.top - top) < 2}
        assert {left["Namn"], left["Organisation"]} <= line
    assert left["Organisation"] - left["Namn"] > 150


def test_consultation_says_day_and_place_in_its_header_and_headings_have_no_number():
    said = text(frozen(consultation()))
    assert (
        "Minnesanteckningar från medlemssamråd Sammanträdesdatum 10 september 2021 Plats Folkets hus, kl. 9.00–12.00 "
        "Närvarande Namn Organisation Alva Almgren Region Vallnäs Bo Almgren Dalsjö kommun"
    ) in said
    assert "förbundschef Inledning Förbundschefen berättar" in said
    assert "§" not in said


@pytest.mark.parametrize(
    ("make", "title", "heading"),
    [
        (preparatory_group, "Minnesanteckningar januari", "1."),
        (consultation, "Minnesanteckningar från medlemssamråd", ""),
    ],
)
def test_title_and_links_have_no_section_sign(make, title, heading):
    document = read_record(frozen(make()))
    assert document.document.running_title == title
    html = render_to_string(
        "components/paragraph.html",
        {"paragraph": document.paragraphs[0], "url": "/adress"},
    )
    assert "§" not in html
    assert f'<a href="/adress">{heading}</a>' in html if heading else 'class="heading-link"' in html


def test_attendance_is_rows_on_the_web_page():
    document = read_record(frozen(consultation()))
    html = render_to_string("components/facts.html", {"rows": document.document.header_rows})
    assert "<dt>Närvarande</dt>" in html
    assert "<tr><td>Alva Almgren</td><td>Region Vallnäs</td></tr>" in html


def test_notes_that_have_chosen_no_rows_begin_with_a_few():
    written = preparatory_group()
    DocumentRow.objects.all().delete()
    labels = [row.label for row in read_record(frozen(written)).document.facts]
    assert labels == ["Datum", "Plats och tid", "Sekreterare"]
