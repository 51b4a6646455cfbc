"""The look: pages that stand without help, forms that say what is wrong, and the weight of the styles."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template, render_to_string
from msgspec.structs import replace

from finsam.style_sheets import EDITOR, FOLDER, REGISTER, SITE
from meetings.record.composing import Look, compose, numbered
from meetings.record.handling import Reservation
from meetings.record.paragraph import Decision, Deferral, Paragraph
from meetings.record.vote import NamedVote, Vote

TEMPLATES = settings.BASE_DIR / "templates"
PUBLIC_STYLES = re.compile(r"{% static '([^']+\.css)' %}")


class Example(forms.Form):
    place = forms.CharField(label="Plats", help_text="Till exempel Stadshuset.")
    mode = forms.ChoiceField(label="Form", choices=[("p", "På plats")], widget=forms.RadioSelect)
    file = forms.FileField(label="Bilaga", widget=forms.ClearableFileInput)
    note = forms.CharField(label="Anteckning", required=False)


def rendered(**changes: Any) -> str:
    written = {
        "number": "43",
        "heading": "Följeforskning",
        "text": "<p>Styrelsen <strong>ställde</strong> sig positiv till 50 000 kronor.</p>",
        "decisions": (Decision(text="delta,"),),
    }
    paragraph = Paragraph(**written | changes)
    look = Look(decision_heading="Beslut", decision_style="lines")
    printed = replace(paragraph, label=numbered("43", look.heading_numbers), blocks=compose(paragraph, look))
    return render_to_string("components/paragraph.html", {"paragraph": printed})


@pytest.mark.parametrize(
    "name", ["400.html", "403.html", "404.html", "413.html", "429.html", "500.html", "403_csrf.html"]
)
def test_error_page_needs_no_context_and_no_database(name: str) -> None:
    html = get_template(name).render()
    assert html.count("<h1>") == 1
    assert '<html lang="sv"' in html


def test_each_error_is_linked_to_its_field_and_described() -> None:
    html = str(Example(data={}, files={}))
    assert 'href="#id_place"' in html
    assert 'href="#id_mode_0"' in html
    for described in re.findall(r'aria-describedby="([^"]+)"', html):
        for target in described.split():
            assert f'id="{target}"' in html


def test_required_fields_are_plain_and_the_others_say_so() -> None:
    html = str(Example())
    assert html.count("(frivilligt)") == 1


def test_every_control_carries_the_look() -> None:
    html = str(Example())
    controls = re.findall(r"<(?:input|textarea|select)[^>]+>", html)
    assert controls
    assert all("ds-input" in control for control in controls)


def test_paragraph_keeps_its_number_and_sign_together() -> None:
    assert "§\N{NO-BREAK SPACE}43" in rendered()


def test_decision_text_is_escaped_and_sanitised_text_is_not() -> None:
    html = rendered(decisions=(Decision(text="att <b>delta</b>"),))
    assert "att &lt;b&gt;delta&lt;/b&gt;" in html
    assert "<strong>ställde</strong>" in html


def test_page_has_the_words_of_the_document() -> None:
    html = rendered(
        withdrawn=True,
        deferral=Deferral(kind="bordlagd", to="nästa sammanträde"),
        reservations=(Reservation(name="Petra Sandell", text="Medlen ska avse individer."),),
    )
    assert "<p>delta,</p>" in html
    assert "50\u202f000" in html
    assert "Utgår." in html
    assert "Ärendet bordläggs till nästa sammanträde." in html
    assert "Petra Sandell reserverar sig mot beslutet och lämnar följande motivering:" in html


def test_vote_names_each_person() -> None:
    names = (NamedVote(name="Astrid Norling", choice="ja"), NamedVote(name="Petra Sandell", choice="nej"))
    vote = Vote(question="", open=True, in_favour=1, against=1, decided_by="casting vote", names=names)
    html = rendered(votes=(vote,))
    assert "1 ja, 1 nej, 0 avstår. Avgjort med ordförandens utslagsröst." in html
    assert re.search(r'<th scope="row">Petra Sandell</th>\s*<td></td>\s*<td>Nej</td>', html)


def test_styles_of_a_public_page_weigh_under_25_kb() -> None:
    names = [
        name
        for template in ("components/fonts.html", "base.html")
        for name in PUBLIC_STYLES.findall((TEMPLATES / template).read_text())
    ]
    files = [Path(str(finders.find(name))) for name in names]
    assert [file.name for file in files] == ["fonts.css", "site.css"]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < 25_000


def test_no_typeface_comes_after_the_page_is_drawn() -> None:
    """One that is swapped in breaks lines elsewhere: at 320 px that moved up to half of the page."""
    faces = (FOLDER / "fonts.css").read_text().split("@font-face")[1:]
    assert [face for face in faces if "font-display: optional;" not in face] == []
    fetched = re.findall(r'rel="preload".*fonts/([^\']+)', (TEMPLATES / "components/fonts.html").read_text())
    assert fetched == ["SourceSans3-Regular.svenska.woff2", "SourceSans3-Semibold.svenska.woff2"]
    for frame in ("base.html", "admin/base_site.html"):
        assert '{% include "components/fonts.html" %}' in (TEMPLATES / frame).read_text()


def test_every_style_sheet_of_a_joined_one_is_in_it() -> None:
    for folder, jobs in {"site": SITE, "editor": EDITOR, "register": REGISTER}.items():
        assert {file.stem for file in (FOLDER / folder).iterdir()} == set(jobs)
        joined = Path(str(finders.find(f"css/{folder}.css"))).read_text()
        assert "/*" not in joined
        for job in jobs:
            text = (FOLDER / folder / f"{job}.css").read_text()
            assert re.sub(r"/\*.*?\*/\s*", "", text, flags=re.DOTALL) in joined


@pytest.mark.parametrize(
    "file",
    # A mail has no other place for its style, and a reader of mail no policy of ours.
    sorted(set(TEMPLATES.rglob("*.html")) - set(TEMPLATES.glob("pdf/**/*")) - set(TEMPLATES.glob("mail/*"))),
    ids=lambda file: str(file.relative_to(TEMPLATES)),
)
def test_no_template_has_inline_style_or_script(file: Path) -> None:
    html = file.read_text()
    assert not re.search(r"<style|\sstyle=|\son\w+=", html)
    assert not re.search(r"<script(?![^>]*(\ssrc=|type=\"(application|importmap)))", html)


SOUGHT = re.compile(r"<(h[1-4]|a|strong|button)\b(?:[^>{]|{{.*?}}|{%.*?%}|{)*>(.*?)</\1>", re.S)
UNSEEN = re.compile(r"<(span|h1)\b[^>]*ds-sr-only[^>]*>.*?</\1>", re.S)
DAY = re.compile(r"(\S+\s*){{ [\w.]+\|long_date(?:_with_weekday)?(?:\|capfirst)? }}")


def test_no_line_ends_within_the_day_of_a_heading_or_a_link() -> None:
    """Of what is read first: «22 / oktober 2026» is no name of a meeting."""
    assert list(broken_days("<h1>Möte {{ meeting.date|long_date }}</h1>"))
    assert not list(broken_days('<h1>Möte <b class="nowrap">{{ meeting.date|long_date }}</b></h1>'))
    for path in TEMPLATES.rglob("*.html"):
        if not {"pdf", "mail", "email"} & set(path.parts):
            assert not list(broken_days(path.read_text())), path


def broken_days(template: str) -> list[str]:
    seen = UNSEEN.sub("", re.sub(r"{% block title %}.*?{% endblock", "", template, flags=re.S))
    before = [day[1] for found in SOUGHT.finditer(seen) for day in DAY.finditer(found[0])]
    return [one for one in before if not re.search(r'class="nowrap">|<time|datetime=', one)]
