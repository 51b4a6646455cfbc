"""The words of a §, in their order: the same in print and on the page."""

import re
from html import unescape

import pytest
from django.template.loader import render_to_string

from meetings.documents.protocol import render_protocol
from meetings.record.reading import read_record
from tests.meetings.pdf_assertions import assert_conforms, text_in_order
from tests.meetings.snapshots import FILES, movement, paragraph, recusal, small_snapshot, vote

ELECTED = [{"option": "Mona Edvinsson", "votes": 1}, {"option": "Petra Sandell", "votes": 1}]
NAMES = [{"name": "Astrid Norling", "choice": "ja"}, {"name": "Petra Sandell", "choice": "nej"}]


def printed(snapshot: dict) -> str:
    pdf = render_protocol(snapshot, files=FILES.__getitem__).pdf
    assert_conforms(pdf)
    return text_in_order(pdf)


def shown(snapshot: dict) -> str:
    document = read_record(snapshot)
    html = "".join(
        render_to_string(
            "components/paragraph.html",
            {"paragraph": each},
        )
        for each in document.paragraphs
    )
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


def both(*, document: dict | None = None, **changes: object) -> str:
    """What print and page say of a § with `changes`; they must say the same."""
    snapshot = small_snapshot(
        paragraph("4", "Ärendet", **changes), closing="", document={"header_rows": [], **(document or {})}
    )
    page, print_ = shown(snapshot), printed(snapshot)
    assert page.replace(" ", "") in print_.replace(" ", "")
    return page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"registry_number": "2024/0012"}, "Dnr 2024/0012"),
        ({"registry_number": "2024/0012", "is_extra": True}, "Dnr 2024/0012 · Extra ärende"),
        ({"is_extra": True}, "Extra ärende"),
        ({"withdrawn": True}, "Utgår."),
        ({"not_handled": True}, "Inte behandlad."),
        ({"corrects": {"date": "2024-05-30", "number": "41"}}, "Rättar § 41 den 30 maj 2024."),
        ({"origin": {"date": "2024-04-19", "number": "33"}}, "Fortsätter från § 33 den 19 april 2024."),
        (
            {"origin": {"date": "2024-04-19", "number": None}},
            "Fortsätter från sammanträdet den 19 april 2024.",
        ),
        (
            {"origin": {"date": "2024-04-19", "number": "3", "body": "Beredningsgruppen"}},
            "Fortsätter från § 3 i beredningsgruppen den 19 april 2024.",
        ),
        ({"chair": "Henrik Brolin"}, "Ordförande under paragrafen: Henrik Brolin"),
        ({"not_taking_part": ["Mona", "Petra"]}, "Deltar inte i beslutet: Mona och Petra."),
        ({"immediately_verified": True}, "Paragrafen justeras omedelbart."),
        (
            {"immediate": {"verified": "2024-05-30", "key": "2024-05-30-omedelbart"}},
            "§ 4 Ärendet Paragrafen är omedelbart justerad den 30 maj 2024 och har ett eget protokoll.",
        ),
        ({"deferral": {"kind": "bordlagd", "reason": "", "to": "juni"}}, "Ärendet bordläggs till juni."),
        ({"presenters": ["Eva Lindmark", "Karl Östman"]}, "Föredragande: Eva Lindmark och Karl Östman"),
    ],
)
def test_particulars(changes, sentence):
    assert sentence in both(**changes)


@pytest.mark.parametrize(
    ("moved", "sentence"),
    [
        (movement("Petra", "gick", time="09:50"), "Petra lämnar sammanträdet kl. 9.50."),
        (
            movement("Petra", "gick", cause="bruten förbindelse."),
            "Petra lämnar sammanträdet: bruten förbindelse.",
        ),
        (movement("Petra", "kom", mode="på plats"), "Petra kommer."),
        (
            movement("Petra", "kom", mode="på distans", time="10:05", relieves="Gunnar"),
            "Petra ansluter på distans kl. 10.05. Gunnar slutar tjänstgöra.",
        ),
        (
            movement("Petra", "kom", mode="på distans (enbart ljud)"),
            "Petra ansluter på distans med enbart ljud.",
        ),
        (movement("Gunnar", "tjänstgör", serving_for="Petra"), "Gunnar tjänstgör för Petra."),
        (
            movement("Gunnar", "tjänstgör", serving_for="vakant plats (RVN)", time="09:00"),
            "Gunnar tjänstgör på vakant plats (RVN) från kl. 9.00.",
        ),
        (movement("Gunnar", "slutade tjänstgöra"), "Gunnar slutar tjänstgöra."),
    ],
)
def test_comings_and_goings(moved, sentence):
    assert f"Ärendet {sentence}" in both(movements=[moved])


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Mona anmäler jäv, lämnar rummet och deltar inte i handläggningen."),
        (
            {"reason": "leder enheten", "substitute": "Gunnar", "verified_by": "Petra"},
            "Mona anmäler jäv, lämnar rummet och deltar inte i handläggningen. Skäl: leder enheten. "
            "Gunnar tjänstgör i stället. Petra justerar paragrafen i stället.",
        ),
        (
            {"how": "beslutat", "remote": True},
            "Mona är jävig enligt beslut i paragrafen, lämnar det digitala mötesrummet och deltar inte",
        ),
        ({"how": "avslaget"}, "Enligt beslut i paragrafen är Mona inte jävig."),
    ],
)
def test_recusal(changes, sentence):
    assert sentence in both(recusals=[recusal("Mona", **changes)])


@pytest.mark.parametrize(
    ("given", "account"),
    [
        (
            vote(
                "Ja för bifall. Nej för avslag.",
                **{"for": 1},
                against=1,
                names=NAMES,
                decided_by="casting vote",
            ),
            "Omröstning Ja för bifall. Nej för avslag. Ledamot Part Röst Astrid Norling RVN Ja Petra Sandell FK Nej "
            "1 ja, 1 nej, 0 avstår. Avgjort med ordförandens utslagsröst.",
        ),
        (
            vote(
                **{"for": 4},
                against=9,
                abstain=7,
                open=False,
                way="handuppräckning",
                present=21,
                note="varav 3 sökande",
            ),
            "Handuppräckning. 4 ja, 9 nej, 7 avstår. Närvarande: 21. Varav 3 sökande.",
        ),
        (
            vote(
                **{"for": None},
                results=ELECTED,
                open=False,
                way="sluten",
                decided_by="lot",
                blank=2,
                invalid=1,
                lot="Mona Edvinsson",
                lot_how="lappar drogs ur en skål",
            ),
            "Alternativ Röster Mona Edvinsson 1 Petra Sandell 1 Sluten omröstning. 2 blanka och 1 ogiltig. Avgjort "
            "genom lottning. Lappar drogs ur en skål. Lotten föll på Mona Edvinsson.",
        ),
        (vote(**{"for": 2}, against=2, settled=False), "2 ja, 2 nej, 0 avstår."),
        (
            vote(**{"for": 3}, against=1, sentence="Ja-sidan vinner."),
            "Avgjort med enkel majoritet. Ja-sidan vinner.",
        ),
    ],
)
def test_vote(given, account):
    assert account in both(votes=[given])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Petra reserverar sig mot beslutet."),
        (
            {"without_text": True},
            "Petra reserverar sig mot beslutet. Någon motivering har inte lämnats.",
        ),
        (
            {"text": "<p>Lagen <em>säger</em> annat.</p><ul><li>Ett</li></ul>"},
            "Petra reserverar sig mot beslutet och lämnar följande motivering: Lagen säger annat.",
        ),
        (
            {"text": "<p>Nej.</p>", "lead": "Petra reserverar sig för AF:s räkning enligt följande."},
            "Petra reserverar sig för AF:s räkning enligt följande: Nej.",
        ),
        (
            {"text": "Frusen som\nren text."},
            "Petra reserverar sig mot beslutet och lämnar följande motivering: Frusen som ren text.",
        ),
    ],
)
def test_reservation(changes, words):
    changes = {"name": "Petra", "text": "", **changes}
    assert f"Reservation {words}" in both(reservations=[changes], decisions=["att bevilja."])


def test_statements_are_quoted():
    said = both(
        statements=[
            {"name": "Mona", "kind": "särskilt yttrande", "text": "<p>Följ upp.</p>"},
            {"name": "Petra", "kind": "protokollsanteckning", "text": ""},
        ]
    )
    assert (
        "Särskilt yttrande Mona: Följ upp. Protokollsanteckning Petra lämnar en protokollsanteckning." in said
    )


def test_prepared_proposal_stands_above_where_the_body_shows_it():
    changes = {
        "prepared": ["att bevilja 10 kronor."],
        "decisions": ["att bevilja 5 kronor."],
        "proposals": [{"by": "Mona", "text": "bifall", "withdrawn": False}],
    }
    assert "att bevilja 10" not in both(**changes)
    said = both(**changes, document={"shows_prepared": True})
    assert "Förslag till beslut att bevilja 10 kronor. Yrkanden Mona yrkar bifall" in said
    assert said.endswith("Förbundsstyrelsens beslut att bevilja 5 kronor.")


def test_everything_stands_in_the_order_things_happen():
    said = both(
        registry_number="7",
        movements=[movement("Petra", "kom")],
        recusals=[recusal("Mona")],
        text="<p>Texten.</p>",
        sub_items=[
            {
                "heading": "Del",
                "text": "",
                "decisions": ["att."],
                "attachments": [],
                "deferral": None,
                "letter": "a",
            }
        ],
        prepared=["Förslaget."],
        proposals=[{"by": "A", "text": "x", "withdrawn": False, "sentence": "A yrkar bifall."}],
        propositions=["Ordningen."],
        votes=[vote("Ja för bifall.")],
        not_taking_part=["Bo"],
        decisions=["Beslutet."],
        deferral={"kind": "bordlagd", "reason": "", "to": None},
        text_after="<p>Efteråt.</p>",
        reservations=[{"name": "C", "text": ""}],
        statements=[{"name": "D", "kind": "särskilt yttrande", "text": "<p>E.</p>"}],
        document={"shows_prepared": True},
    )
    order = (
        "Dnr|Petra kommer|Mona anmäler|Texten|a\\) Del|att\\.|Förslaget|A yrkar|Ordningen|Ja för|Bo\\.|Beslutet"
        "|bordläggs|Efteråt|C reserverar|D: E"
    ).split("|")
    places = [re.search(word, said).start() for word in order]
    assert places == sorted(places)


def test_text_stands_between_two_decisions_in_sub_items_without_headings():
    parts = [("<p>Om det ena.</p>", "att ett."), ("<p>Om det andra.</p>", "att två.")]
    items = [
        {"heading": "", "text": text, "decisions": [decided], "attachments": [], "deferral": None}
        for text, decided in parts
    ]
    led = "Förbundsstyrelsens beslut"
    assert both(sub_items=items).endswith(f"Om det ena. {led} att ett. Om det andra. {led} att två.")


@pytest.mark.parametrize(("style", "label"), [("paragraph", "§ 4"), ("number", "4."), ("none", "")])
def test_heading_is_numbered_as_the_body_has_chosen(style, label):
    said = both(document={"heading_numbers": style})
    assert said == f"{label} Ärendet".strip()
    [read] = read_record(
        small_snapshot(paragraph("4", "Ärendet"), document={"heading_numbers": style})
    ).paragraphs
    assert read.label.replace("\N{NO-BREAK SPACE}", " ") == label
