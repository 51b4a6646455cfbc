import hashlib
import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import jsonschema
import pypdf
import pytest
from django.conf import settings
from PIL import Image

from meetings.documents.protocol import (
    canonical_json,
    render_for_paper,
    render_protocol,
    render_public_copy,
)
from meetings.paper.fonts import UnsupportedCharacter
from meetings.record.reading import UnreadableSnapshotError, read_record
from tests.meetings.pdf_assertions import (
    assert_conforms,
    assert_second_opinion,
    embedded_files,
    images_of,
    pages_of,
    text_of,
)
from tests.meetings.snapshots import FILES, board_snapshot, paragraph, record, small_snapshot

files = FILES.__getitem__


def text(*paragraphs, **changes):
    pdf = render_protocol(small_snapshot(*paragraphs, **changes), files=files).pdf
    assert_conforms(pdf)
    return text_of(pdf).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture(scope="module")
def frozen():
    return render_protocol(board_snapshot(), files=files)


@pytest.fixture(scope="module")
def finished(frozen):
    return render_protocol(board_snapshot(), files=files, record=record(frozen.sha256), signed_pdf=frozen.pdf)


def test_example_follows_the_schema():
    schema = json.loads((Path(settings.BASE_DIR) / "docs" / "protokoll.schema.json").read_text())
    jsonschema.validate(board_snapshot(), schema, cls=jsonschema.Draft202012Validator)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(board_snapshot(paragraphs=[{"number": 37}]), schema)


def test_frozen_protocol_conforms_and_says_everything(frozen):
    assert_conforms(frozen.pdf)
    assert_second_opinion(frozen.pdf)
    assert frozen.pages == 6
    assert frozen.sha256 == hashlib.sha256(frozen.pdf).hexdigest()
    said = text_of(frozen.pdf)
    for expected in (
        "Förbundsstyrelsens sammanträde torsdagen den 30 maj 2024",
        "Deltagande i följeforskning om arbetsmarknadsinkludering",
        "BESLUTSÄRENDE",
        "Astrid Norling yrkar bifall till förslaget.",
        "3 ja, 1 nej, 0 avstår. Avgjort med enkel majoritet.",
        "att med tre röster mot en delta i följeforskningsprojektet",
        "Petra Sandell reserverar sig mot beslutet och lämnar följande motivering:",
        "Mona Edvinsson anmäler jäv",
        "Ärendet återremitteras till kansliet: underlaget behöver kompletteras.",
        "Utgår.",
        "Sluten omröstning. Avgjort genom lottning.",
        "Paragrafen justeras omedelbart.",
        "Nästa sammanträde är den 12 september 2024.",
        "Sida 1 av 6",
        "Sida 6 av 6",
    ):
        assert expected in said.replace("\N{NO-BREAK SPACE}", " ")


def test_snapshot_frozen_before_a_key_came_reads_as_it_did():
    """board_snapshot.json is of the first shape: none of the later keys, a plain text for a reservation."""
    document = read_record(board_snapshot())
    assert document.document.subtitle == "Förbundsstyrelsens sammanträde torsdagen den 30 maj 2024"
    assert (document.document.heading, document.document.number_line) == ("Protokoll", "")
    assert [row.label for row in document.document.facts][:2] == ["Plats och tid", "Ajournering"]
    assert document.document.attendance == ()
    assert document.covered == tuple(str(number) for number in range(37, 52))
    voted = next(each for each in document.paragraphs if each.votes)
    assert voted.votes[0].account.endswith("3 ja, 1 nej, 0 avstår. Avgjort med enkel majoritet.")
    assert voted.reservations[0].html.startswith("<p>")
    recused = next(each for each in document.paragraphs if each.recusals)
    assert "lämnar rummet" not in recused.recusals[0].sentence


def test_number_of_the_meeting_stands_in_the_heading_where_it_was_frozen_so():
    said = text(document={"show_meeting_number": True, "meeting_number": "5"})
    assert "Protokoll nr 5 Förbundsstyrelsens" in said
    assert "Protokollsnummer" not in said


def test_bookmarks_have_the_number_apart_from_the_heading(frozen):
    titles = [each.title for each in pypdf.PdfReader(BytesIO(frozen.pdf)).outline if isinstance(each, dict)]
    assert "§\N{NO-BREAK SPACE}37 Sammanträdet öppnas" in [*titles, *_nested(frozen.pdf)]


def _nested(pdf):
    outline = pypdf.PdfReader(BytesIO(pdf)).outline
    return [
        each.title for group in outline if isinstance(group, list) for each in group if isinstance(each, dict)
    ]


def test_signed_pages_are_the_same_to_the_pixel_in_the_finished_protocol(frozen, finished):
    assert_conforms(finished.pdf)
    assert_second_opinion(finished.pdf)
    assert finished.pages == frozen.pages + 1
    assert pages_of(finished.pdf)[: frozen.pages] == pages_of(frozen.pdf)


def test_finished_protocol_carries_what_was_signed_and_the_attachments(frozen, finished):
    carried = embedded_files(finished.pdf)
    assert list(carried) == [
        "bilaga-1-Ekonomi-april-2024-slutlig.pdf",
        "bilaga-2-plan.json",
        "protokoll.json",
        "underskrifter.json",
        "undertecknad-version.pdf",
    ]
    assert carried["undertecknad-version.pdf"] == frozen.pdf
    assert json.loads(carried["protokoll.json"]) == board_snapshot()
    assert json.loads(carried["underskrifter.json"])["signatures"][0]["sha256"] == frozen.sha256


def test_page_of_signatures_names_each_signer(frozen, finished):
    said = text_of(finished.pdf).replace("\N{NO-BREAK SPACE}", " ")
    assert said.count(frozen.sha256) == 3
    assert "Karl Östman Sekreterare 10 juni 2024 kl. 14.51.07 · Lösenord, nivå 1" in said
    assert "Avvikande mening: Enligt min mening yrkade Petra Sandell återremiss i § 43" in said
    assert "Justerat den 10 juni 2024" in said
    assert "Underskrifter, sida 1 av 1" in said


def test_page_of_signatures_says_where_the_dates_are_and_how_to_check_the_file():
    places = {
        "notice_board": "https://finsam.example/exempelvik/anslagstavla/",
        "check_page": "https://finsam.example/kontrollera/",
    }
    for render in (render_protocol, render_public_copy):
        said = text_of(render(small_snapshot(document=places), files=files, record=record()).pdf)
        assert all(address in said for address in places.values())


def test_public_copy_shows_and_embeds_only_what_is_published(frozen):
    public = render_public_copy(board_snapshot(), files=files, record=record(frozen.sha256))
    assert_conforms(public.pdf)
    assert_second_opinion(public.pdf)
    assert pages_of(public.pdf)[: frozen.pages] == pages_of(frozen.pdf)
    said = text_of(public.pdf)
    assert frozen.sha256 not in said
    assert said.count("Lösenord, nivå 1") == 3
    carried = embedded_files(public.pdf)
    assert list(carried) == [
        "bilaga-1-Ekonomi-april-2024-slutlig.pdf",
        "protokoll.json",
        "underskrifter.json",
    ]
    assert b"plan.json" not in carried["protokoll.json"]
    assert set(json.loads(carried["underskrifter.json"])["signatures"][0]) == {
        "name",
        "role",
        "at",
        "method",
        "level",
    }


def test_paper_version_has_the_same_pages_and_a_line_for_each_signatory(frozen):
    paper = render_for_paper(board_snapshot(), files=files)
    assert_conforms(paper.pdf)
    assert_second_opinion(paper.pdf)
    assert pages_of(paper.pdf)[1 : frozen.pages] == pages_of(frozen.pdf)[1:]
    assert text_of(paper.pdf).count("Datum") == 3


def test_what_is_signed_on_paper_does_not_say_that_it_is_signed_online(frozen):
    """The example was frozen while the row said «Digitalt, senast den 13 juni 2024»."""
    on_paper = record(method="paper")
    for rendered in (
        render_for_paper(board_snapshot(), files=files),
        render_protocol(board_snapshot(), files=files, record=on_paper, signed_pdf=frozen.pdf),
    ):
        said = text_of(rendered.pdf).replace("\N{NO-BREAK SPACE}", " ")
        assert "Senast den 13 juni 2024" in said
        assert "igital" not in said


def test_same_bytes_in_another_process_with_another_clock_and_language(frozen, tmp_path):
    script = """
import json, sys
from django.conf import settings
from PIL import Image
given = json.load(sys.stdin)
settings.configure(FONTS_DIRS=given["fonts"], VAR_DIR=given["var"], TEMPLATES=[{
    "BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": given["templates"],
    "OPTIONS": {"libraries": {n: f"meetings.templatetags.{n}" for n in ("protocol_text", "swedish")}}}])
import django; django.setup()
from meetings.documents.protocol import render_protocol
print(render_protocol(given["snapshot"], files=None).sha256)
"""
    given = {
        "fonts": [str(folder) for folder in settings.FONTS_DIRS],
        "var": str(tmp_path),
        "templates": [str(settings.BASE_DIR / "templates")],
        # jsonb gives keys back in another order than they were stored in
        "snapshot": dict(reversed(board_snapshot().items())),
    }
    environment = {**os.environ, "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        cwd=settings.BASE_DIR,
    )
    assert done.stdout.strip() == frozen.sha256


def test_canonical_json_does_not_depend_on_the_order_of_keys():
    assert canonical_json({"a": 1, "å": [2]}) == canonical_json({"å": [2], "a": 1})


def test_unknown_schema_is_refused():
    with pytest.raises(UnreadableSnapshotError, match="schema 3"):
        read_record(board_snapshot(schema=3))


def test_missing_value_is_named():
    broken = board_snapshot()
    del broken["paragraphs"][3]["heading"]
    with pytest.raises(UnreadableSnapshotError, match=r"`heading` - at `\$\.paragraphs\[3\]`"):
        read_record(broken)


def test_preview_without_chair_secretary_and_end_renders():
    assert "Protokoll" in text(chair=None, secretary=None, end=None, next_meeting=None)


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("lines", "Bevilja medel. att avslå."),
        ("prose", "Bevilja medel. att avslå."),
        ("bullets", "• Bevilja"),
    ],
)
def test_decisions_are_written_in_the_chosen_style(style, expected):
    decided = paragraph("4", "Ansökan", decisions=["Bevilja medel.", "att avslå."])
    said = text(decided, document={"decision_style": style, "decision_heading": ""})
    assert expected.casefold() in said.casefold()


def test_org_number_only_where_the_setting_says():
    on_every = text()
    assert on_every.count("Org.nr 222000-0000") == 2
    only_letterhead = text(document={"org_number_on_every_page": False})
    assert only_letterhead.count("Org.nr 222000-0000") == 1


def test_emoji_is_refused_with_a_sentence():
    with pytest.raises(UnsupportedCharacter, match=r"Tecknet «😀» \(U\+1F600\) kan inte skrivas"):
        render_protocol(small_snapshot(paragraph("1", "Glad 😀")), files=files)


def test_markup_in_plain_fields_is_only_text():
    said = text(paragraph("1", "Avtal <b>A&B</b>", decisions=['<img src="file:///etc/passwd">']))
    assert "Avtal <b>A&B</b>" in said
    assert '<img src="file:///etc/passwd">' in said


def test_logo_is_printed_with_its_text_alternative():
    buffer = BytesIO()
    Image.new("RGBA", (400, 120), (26, 91, 74, 255)).save(buffer, "PNG")
    sha256 = hashlib.sha256(buffer.getvalue()).hexdigest()
    changes = {"logo_sha256": sha256, "logo_media_type": "image/png", "logo_alt": "Exempelviks vapen"}
    rendered = render_protocol(
        small_snapshot(document=changes), files={sha256: buffer.getvalue()}.__getitem__
    )
    assert_conforms(rendered.pdf)
    [image] = images_of(rendered.pdf)
    assert (26, 91, 74) in {colour for _, colour in image.getcolors(maxcolors=100_000)}


def test_crowded_and_long_protocol_conforms():
    rows = [
        {
            "key": "deciding",
            "label": "Beslutande",
            "value": [f"Maria-Antonia von Löwenhielm-Andersson {n}, ledamot (RVN)" for n in range(45)],
        }
    ]
    endless = paragraph(
        "1234",
        "Arbetsmarknadsdepartementets" * 6,
        decisions=["Styrelsen beslutar om en lång sak. " * 60] * 4,
        text="<p>" + "Samordningsförbundet" * 20 + "</p>",
    )
    said = text(endless, document={"header_rows": rows})
    assert "Löwenhielm-Andersson 44" in said


def test_a_preview_says_that_it_is_a_draft():
    said = text(document={"version": 0})
    assert "Utkast Protokoll" in said
    assert "Utkast" not in text()
