"""Where a line of a document may not end."""

import pytest

from meetings.paper.typesetting import keep_together


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("§ 12", "§~12"),
        ("§ 15–22", "<§~15–22>"),
        ("§§ 3–4, 7", "<§§~3–4>, 7"),
        ("kl. 8.30–11.00.", "<kl.~8.30–11.00.>"),
        ("kl. 9.05 öppnas", "kl.~9.05 öppnas"),
        ("den 30 maj 2024", "den 30~maj~2024"),
        ("12 september, 17 oktober", "12~september, 17~oktober"),
        ("(Bilaga 1)", "(Bilaga~1)"),
        ("bilagor 1–3", "bilagor~<1–3>"),
        ("310 000", "310_000"),
        ("1 250 000 kronor", "1_250_000~kronor"),
        ("50 000–60 000 kr", "<50_000–60_000>~kr"),
        ("25 % av", "25~% av"),
        ("1 kap. 2 §", "1~kap.~2~§"),
        ("19 a § lagen", "19~a~§ lagen"),
        ("KL 5:69", "KL~5:69"),
        ("dnr 2024/12 och nr 5", "dnr~2024/12 och nr~5"),
        ("2025–2027", "<2025–2027>"),
        ("Umeå–Bergsjö", "Umeå–Bergsjö"),
        ("i maj 12 personer", "i maj 12 personer"),
        ("a &amp; b &lt; c", "a &amp; b &lt; c"),
    ],
)
def test_what_belongs_together_stays_on_a_line(written, expected):
    """~ is a space that holds, _ a narrow one; «<» and «>» are the span round a range."""
    marks = {"\N{NO-BREAK SPACE}": "~", "\N{NARROW NO-BREAK SPACE}": "_"}
    found = keep_together(written).replace('<span class="together">', "<").replace("</span>", ">")
    assert "".join(marks.get(character, character) for character in found) == expected
