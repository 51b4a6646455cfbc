"""A wording proposed as plain text becomes the same rich text where it was not touched."""

import pytest

from meetings.rules.rewording import editable, reworded

LIST = "<ul><li>tidiga insatser,</li><li>nyckeltal.</li></ul>"
TABLE = (
    "<table><thead><tr><th>Insats</th><th>Budget</th></tr></thead>"
    "<tbody><tr><td>A</td><td>10</td></tr></tbody></table>"
)
TEXT = f"<p>Första <strong>stycket</strong>.</p>{LIST}<p>Sista<br>raden.</p>"


def test_blocks_are_set_apart_by_a_blank_line() -> None:
    assert editable(TEXT) == "Första stycket.\n\ntidiga insatser,\nnyckeltal.\n\nSista\nraden."


@pytest.mark.parametrize("html", ["", TEXT, TABLE, f"<blockquote><p>Citat</p></blockquote>{TABLE}"])
def test_untouched_text_is_the_same_rich_text(html: str) -> None:
    assert reworded(html, editable(html)) == html


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("stycket", "ordet", f"<p>Första ordet.</p>{LIST}<p>Sista<br>raden.</p>"),
        ("nyckeltal", "mått", TEXT.replace("nyckeltal", "mått")),
        ("raden.", "raden.\n\nEn ny.", f"{TEXT}<p>En ny.</p>"),
        ("\n\ntidiga insatser,\nnyckeltal.", "", TEXT.replace(LIST, "")),
        ("stycket", "<b>&", f"<p>Första &lt;b&gt;&amp;.</p>{LIST}<p>Sista<br>raden.</p>"),
    ],
)
def test_changed_block_keeps_its_kind(old: str, new: str, expected: str) -> None:
    assert reworded(TEXT, editable(TEXT).replace(old, new)) == expected


def test_changed_table_stays_a_table() -> None:
    assert reworded(TABLE, "Insats\tBudget\nA\t20") == (
        "<table><tbody><tr><td>Insats</td><td>Budget</td></tr><tr><td>A</td><td>20</td></tr></tbody></table>"
    )


def test_placeholder_in_an_untouched_block_stays() -> None:
    html = '<p>Justerare: <span data-field="verifiers"></span></p><p>Slut.</p>'

    def shown(block: str) -> str:
        return block.replace('<span data-field="verifiers"></span>', "Henrik Brolin")

    proposed = editable(shown(html)).replace("Slut", "Avslutat")
    assert reworded(html, proposed, shown) == html.replace("Slut", "Avslutat")


def test_line_ends_of_a_browser_change_nothing() -> None:
    assert reworded(TEXT, editable(TEXT).replace("\n", "\r\n") + "\r\n") == TEXT
