"""Boards whose protocols look in two quite different ways, by settings alone."""

import re
from typing import Any

import pytest

from meetings.documents.protocol import render_for_paper, render_protocol
from meetings.paper.storage import stored_bytes
from meetings.record.reading import read_record
from tests.meetings.pdf_assertions import assert_conforms, text_of_pages, words_of
from tests.meetings.snapshots import record, snapshot_of
from tests.worlds.boards import at
from tests.worlds.kinds_of_protocols import Written, numbered_board, yearly_board
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
ONLINE = "Digital justering, se sidan Underskrifter"
ON_PAPER = ("Justerande sign", "Utdragsbestyrkande")


def frozen(written: Written) -> dict[str, Any]:
    return snapshot_of(written.protocol, version=1, at=at(written.meeting.date, 15))


def pages(pdf: bytes) -> list[str]:
    assert_conforms(pdf)
    return [page.replace("\N{NO-BREAK SPACE}", " ") for page in text_of_pages(pdf)]


def in_order(text: str, *words: str) -> bool:
    return re.search(".*?".join(map(re.escape, words)), text) is not None


@made_once
def yearly() -> list[str]:
    return pages(render_protocol(frozen(yearly_board()), files=stored_bytes).pdf)


def test_header_has_the_boards_own_rows_in_their_order(yearly: list[str]):
    assert in_order(
        yearly[0],
        "Protokoll Förbundsstyrelsens sammanträde torsdagen den 30 maj 2024",
        "Plats och tid Kommunhuset, rum Eken, kl. 8.30–11.00",
        "Beslutande Ordförande Astrid Norling (RVN) Vice ordförande Henrik Brolin (AF) Mona Edvinsson (EK)",
        "Övriga deltagare Ersättare Gunnar Hallin (RVN) Utvecklingsstrateg Eva Lindmark",
        "Tid för justering Digital justering vecka 24",
        "Sekreterare Karl Ostman",
        "Paragrafer § 37–45",
        "Ordförande Astrid Norling",
        "Justerande Henrik Brolin",
        "BEVIS Justeringen tillkännages",
        "Instans Samordningsförbundet i Almvik",
        "Sammanträdesdatum 2024-05-30",
        "Anslaget sätts upp",
        "Förvaringsplats för protokollet Förbundets kansli i Almvik",
        "Underskrift Digital justering, se sidan Underskrifter",
    )


def test_sections_run_on_from_the_year_and_say_what_happened(yearly: list[str]):
    assert len(yearly) == 3
    whole = " ".join(yearly)
    assert [int(n) for n in re.findall(r"§ (\d\d) [A-ZÅÄÖ]", whole)] == list(range(37, 46))
    assert in_order(
        whole,
        "Rapport från dialogmötet Förbundsstyrelsens beslut att bordlägga ärendet till ett senare sammanträde.",
        "Förbundsstyrelsens beslut att ha tagit del av informationen.",
        "Yrkanden Astrid Norling yrkar bifall till förslaget. Petra Sandell yrkar avslag.",
        "Omröstning Ja-röst för bifall till förslaget, nej-röst för avslag.",
        "Astrid Norling RVN Ja Henrik Brolin AF Ja Mona Edvinsson EK Ja Petra Sandell FK Nej",
        "3 ja, 1 nej, 0 avstår. Avgjort med enkel majoritet.",
        "Med tre röster mot en beslutar förbundsstyrelsen att säga ja till att medverka i studien.",
        "Reservation Petra Sandell reserverar sig för Försäkringskassans räkning mot beslutet enligt följande:",
        "Studien är värdefull men kan inte betalas av förbundets medel.",
        "Remiss om ny lag Svar lämnas i juli. Förbundsstyrelsens beslut att uppdra åt förbundschefen",
    )


def test_number_hangs_in_the_margin():
    words = words_of(render_protocol(frozen(yearly_board()), files=stored_bytes).pdf, page=2)
    [number] = [word for word in words if "41" in word.text]
    [heading] = [word for word in words if word.text == "Information"]
    text = next(word for word in words if word.text == "Förbundschefen")
    assert number.left < heading.left - 30
    assert abs(number.top - heading.top) < 2
    assert abs(heading.left - text.left) < 2


@made_once
def numbered() -> dict[str, Any]:
    return frozen(numbered_board())


def test_number_of_the_meeting_and_of_the_organisation_stand_on_every_page(numbered: dict[str, Any]):
    found = pages(render_protocol(numbered, files=stored_bytes).pdf)
    assert len(found) > 4
    for page in found:
        assert "Protokollsnummer: # 1 – 2021" in page
        assert "222000-0000" in page
    assert "Protokoll nr" not in found[0]
    assert "Protokoll § 1–12 · 2021-02-09" in found[1]


def test_attendance_is_divided_by_how_people_take_part(numbered: dict[str, Any]):
    first = pages(render_protocol(numbered, files=stored_bytes).pdf)[0]
    assert in_order(
        first,
        "Beslutande Astrid Norling, ordförande (RVN) Henrik Brolin, vice ordförande (AF) Sten Åkerblom (BGS)",
        "Deltog digitalt Mona Edvinsson (EK) Petra Sandell (FK)",
        "Övriga deltagande Eva Lindmark, utvecklingsstrateg Karl Ostman, förbundschef",
        "Deltog digitalt Gunnar Hallin, ersättare (RVN)",
        "Utses att justera Henrik Brolin",
    )


def test_decision_is_prose_without_a_heading_and_its_matter_is_tagged(numbered: dict[str, Any]):
    whole = " ".join(pages(render_protocol(numbered, files=stored_bytes).pdf))
    assert "§ 9 Årsredovisning BESLUTSÄRENDE" in whole
    assert whole.count("BESLUTSÄRENDE") == 1
    assert "Styrelsen beslutade att godkänna årsredovisningen." in whole
    assert "Förbundsstyrelsens beslut" not in whole
    assert "Inga övriga ärenden. Mötet avslutas. Nästa möte 12 april kl. 9.00–12.00" in whole


def test_online_a_word_stands_at_the_foot_from_page_two(numbered: dict[str, Any]):
    first, *others = pages(render_protocol(numbered, files=stored_bytes).pdf)
    assert ONLINE not in first.replace(f"Underskrifter {ONLINE}", "")
    for page in others:
        assert ONLINE in page
        assert not any(line in page for line in ON_PAPER)


def test_on_paper_there_are_lines_to_sign_at_the_foot_and_last(numbered: dict[str, Any]):
    online = pages(render_protocol(numbered, files=stored_bytes).pdf)
    first, *others, signatures = pages(render_for_paper(numbered, files=stored_bytes).pdf)
    assert not any(line in first for line in ON_PAPER)
    assert "Underskrifter Se sidan Underskrifter" in first
    for page, same in zip(others, online[1:], strict=True):
        assert all(line in page for line in ON_PAPER)
        assert ONLINE not in page
        without = re.sub("|".join(ON_PAPER), "", page)
        assert without.split() == same.replace(ONLINE, "").split()
    assert in_order(
        signatures, "Sekreterare Karl Ostman", "Ordförande Astrid Norling", "Justerare Henrik Brolin"
    )
    assert not any(line in signatures for line in ON_PAPER)


def test_protocol_verified_on_paper_keeps_the_lines_that_were_signed(numbered: dict[str, Any]):
    on_paper = record(method="paper")
    _, second, *_ = pages(render_protocol(numbered, files=stored_bytes, record=on_paper).pdf)
    assert all(line in second for line in ON_PAPER)


def test_body_without_foot_lines_has_the_ordinary_foot(yearly: list[str]):
    assert not any(ONLINE in page for page in yearly[1:])


def test_page_on_the_web_knows_the_same(numbered: dict[str, Any]):
    document = read_record(numbered)
    assert document.document.subtitle == "Förbundsstyrelsens sammanträde tisdagen den 9 februari 2021"
    assert document.document.number_line == "Protokollsnummer: # 1 – 2021"
    deciding = next(row for row in document.document.facts if row.key == "deciding")
    assert [group.label for group in deciding.groups] == ["", "Deltog digitalt"]
