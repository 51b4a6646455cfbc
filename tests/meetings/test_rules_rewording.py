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
        "<table><thead><tr><th>Insats</th><th>Budget</th></tr></thead>"
        "<tbody><tr><td>A</td><td>20</td></tr></tbody></table>"
    )


NESTED = (
    "<ol><li>Anta <em>budget</em><ul><li>kommun 100</li><li>region 200</li></ul></li><li>Utse revisor</li></ol>"
    "<table><thead><tr><th></th><th>Kr</th></tr></thead>"
    "<tbody><tr><td>A</td><td>1</td></tr><tr><td></td><td>2</td></tr></tbody></table>"
)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Utse revisor", "Utse en revisor", NESTED.replace("Utse revisor", "Utse en revisor")),
        ("region 200", "region 250", NESTED.replace("region 200", "region 250")),
        ("Kr", "Kronor", NESTED.replace("Kr", "Kronor")),
        ("\t2", "\t3", NESTED.replace("<td>2", "<td>3")),
        ("\tKr", "Kr", NESTED),  # the form took the tab away
        (
            "2. Utse revisor",
            "2. Utse revisor\n3. Avsluta",
            NESTED.replace("Utse revisor</li>", "Utse revisor</li><li>Avsluta</li>"),
        ),
        ("kommun 100\n", "", NESTED.replace("<li>kommun 100</li>", "")),
        (
            "A\t1\n",
            "A\t1\nB\t5\n",
            NESTED.replace("<td>1</td></tr>", "<td>1</td></tr><tr><td>B</td><td>5</td></tr>"),
        ),
    ],
)
def test_lists_heads_and_empty_cells_stay_where_a_line_is_changed(old: str, new: str, expected: str) -> None:
    assert old in editable(NESTED)
    assert reworded(NESTED, editable(NESTED).replace(old, new, 1)) == expected


def test_placeholder_in_an_untouched_block_stays() -> None:
    html = '<p>Justerare: <span data-field="verifiers"></span></p><p>Slut.</p>'

    def shown(block: str) -> str:
        return block.replace('<span data-field="verifiers"></span>', "Henrik Brolin")

    proposed = editable(shown(html)).replace("Slut", "Avslutat")
    assert reworded(html, proposed, shown) == html.replace("Slut", "Avslutat")


def test_line_ends_of_a_browser_change_nothing() -> None:
    assert reworded(TEXT, editable(TEXT).replace("\n", "\r\n") + "\r\n") == TEXT
