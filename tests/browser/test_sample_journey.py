"""A protocol of nine §§ is entered from nothing as a person does: how many presses and fields, and what comes out."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from meetings.models import ProtocolVersion
from meetings.paper.storage import stored_bytes
from tests.browser.samples.association import make_register
from tests.browser.samples.comparing import differences, document_text
from tests.browser.samples.sample import read_sample
from tests.browser.samples.secretary import Secretary
from tests.worlds.papers import PDF

pytestmark = pytest.mark.django_db(transaction=True)
SAMPLES = Path(__file__).parent / "samples"
MOST_PRESSES, MOST_FIELDS = 60, 25

# (what only the sample has, what only the document has), in order. Each is chosen: it is the document's own form of
# what the register and the meeting hold.
CHOSEN = [
    (
        "",
        "Samordningsförbundet i Lindö Torget 1 · Org.nr 222000-0000 Protokoll Styrelsens sammanträde torsdagen den 12 "
        "september 2024",
    ),
    ("(RGL),", "(RGL)"),
    ("(AF),", "(AF)"),
    ("(FK),", "(FK)"),
    ("(RGL),", "(RGL)"),
    ("Ekhed,", "Ekhed"),
    ("Lundh,", "Lundh"),
    (
        "",
        "Förkortningar AF (Arbetsförmedlingen), FK (Försäkringskassan), LUK (Lundö kommun), RGL (Region Lindland)",
    ),
    ("Punkten bordläggs", "Styrelsens beslut att bordlägga ärendet"),
    ("(Bilaga)", "(Bilaga 1)"),
    (
        "",
        "Omröstning Ja-röst för att medverka i studien, nej-röst för att inte medverka. Ledamot Medlem Röst Alma "
        "Forsmo RGL Ja Nils Hagby AF Ja Tora Vinge FK Nej Egil Sandmark LUK Ja 3 ja, 1 nej, 0 avstår. Avgjort med "
        "enkel majoritet.",
    ),
    ("", "Reservation"),
    ("", f"Bilagor Bilaga Namn Sidor 1 Projektplan SHA-256 {sha256(PDF).hexdigest()} 1"),
]


def test_protocol_is_entered_in_few_presses_and_is_what_was_written(
    new_page: Callable[..., Page], live_server: Any, tmp_path: Path
) -> None:
    told = json.loads((SAMPLES / "invented.json").read_text())
    (tmp_path / "Projektplan.pdf").write_bytes(PDF)
    sample = read_sample(SAMPLES / "invented.txt", told)
    secretary = Secretary(
        new_page({"width": 1366, "height": 768}), make_register(told), sample, told, tmp_path
    )
    secretary.work()
    hands = secretary.hands
    assert len(hands.clicks) <= MOST_PRESSES, hands.clicks
    assert len(hands.fields) <= MOST_FIELDS, hands.fields
    document = document_text(stored_bytes(ProtocolVersion.objects.get().file.sha256))
    assert [(gone, new) for _, gone, new in differences(sample, document)] == CHOSEN
