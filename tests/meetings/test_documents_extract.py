"""An extract says who verified its §, and what it is certified with stands together."""

import io

import pypdf

from meetings.documents.extract import render_extract
from tests.meetings.pdf_assertions import assert_conforms, text_of
from tests.meetings.snapshots import board_snapshot, record
from tests.worlds.boards import at


def signed(name: str, role: str, **more: str) -> dict[str, str]:
    return {"name": name, "role": role, "at": "2024-06-10T14:51:07+02:00", "method": "Lösenord", **more}


def extract(number: str = "43", *, on_paper: bool = False, **changes: object) -> bytes:
    people = {"signatures": [], "notes": []} | changes
    snapshot = board_snapshot()
    snapshot["document"]["signatories"] = [
        {"name": "Astrid Norling", "role": "ordförande", "paragraphs": ["37", "38"], "sections": "§ 37–38"},
        {"name": "Mona Edvinsson", "role": "ordförande", "paragraphs": ["43"], "sections": "§ 43"},
        {"name": "Henrik Brolin", "role": "justerare"},
    ]
    return render_extract(
        snapshot,
        number=number,
        record=record(**people),
        original_sha256="a" * 64,
        files=lambda _: b"",
        at=at(),
        on_paper=on_paper,
    ).pdf


def said(pdf: bytes) -> str:
    return " ".join(text_of(pdf).split())


def test_extract_names_those_who_verified_its_section_alone():
    found = said(
        extract(
            signatures=[
                signed("Karl Ostman", "sekreterare"),
                signed("Astrid Norling", "ordförande"),
                signed("Mona Edvinsson", "ordförande"),
                signed(
                    "Petra Sandell",
                    "ersättare för justerare",
                    instead_of="Henrik Brolin",
                    reason="bortrest",
                    sections="§ 40–51",
                ),
            ]
        )
    )
    assert (
        "av Mona Edvinsson, ordförande; Petra Sandell, ersättare för justerare, i stället för Henrik Brolin "
        "(bortrest). Sekreterare: Karl Ostman." in found
    )
    assert "Astrid Norling, ordförande;" not in found


def test_extract_of_what_the_board_verified_says_so():
    found = said(extract(notes=["Styrelsen justerade protokollet i § 3 den 1 september 2024."]))
    assert "justerades den 10 juni 2024. Styrelsen justerade protokollet i § 3" in found


def test_lines_to_certify_it_on_stand_with_what_they_certify():
    for number in ("37", "41", "43"):
        pdf = extract(number, on_paper=True)
        assert_conforms(pdf)
        last = pypdf.PdfReader(io.BytesIO(pdf)).pages[-1].extract_text()
        assert "Utdraget bestyrks" in last
        assert "Utdraget återger" in last
