"""Who else takes part is written as heads of protocols have it."""

import pytest

from meetings.rules.guest_lines import GuestLine, guests_in


@pytest.mark.parametrize(
    ("line", "guests"),
    [
        ("Ulla Vikström", [GuestLine("Ulla Vikström")]),
        ("Ulla Vikström, ekonom, Region X, enhet Y", [GuestLine("Ulla Vikström", "ekonom", "Region X, enhet Y")]),
        ("Ulla Vikström,, Region X", [GuestLine("Ulla Vikström", "", "Region X")]),
        ("Bo Ek, NNS (§ 42)", [GuestLine("Bo Ek", "", "NNS", (42,))]),
        ("Bo Ek (§§ 4–6, 9)", [GuestLine("Bo Ek", numbers=(4, 5, 6, 9))]),
        ("Bo Ek, Budget- och skuldrådgivningen", [GuestLine("Bo Ek", "", "Budget- och skuldrådgivningen")]),
        ("Bo Ek, VD", [GuestLine("Bo Ek", "VD")]),
        ("Bo Ek, IT-chef", [GuestLine("Bo Ek", "IT-chef")]),
        ("Bo Ek (vid punkt 4)", [GuestLine("Bo Ek (vid punkt 4)")]),
        ("Bo Ek, Åsa von Berg, Eva Al", [GuestLine("Bo Ek", "Åsa von Berg", "Eva Al")]),
        (
            "Bo Ek, Åsa von Berg, Eva Al-By, Örjan O’Hara.",
            [GuestLine(one) for one in ("Bo Ek", "Åsa von Berg", "Eva Al-By", "Örjan O’Hara")],
        ),
        ("", []),
        (" , , ", []),
    ],
)  # fmt: skip
def test_lines(line: str, guests: list[GuestLine]) -> None:
    assert guests_in(line) == guests


def test_a_slip_of_the_pen_makes_no_endless_list() -> None:
    [one] = guests_in("Bo Ek (§ 1–9999)")
    assert len(one.numbers) == 201
