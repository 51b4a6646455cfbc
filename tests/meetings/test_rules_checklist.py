from dataclasses import replace

import pytest

from meetings.rules.checklist import DraftAttachment, DraftParagraph, DraftProtocol, DraftSignatory, findings
from meetings.rules.verification import SigningRole

BUDGET = DraftAttachment(public_id="b1", name="Budget")
DECISION = DraftParagraph(
    number="43",
    kind="decision",
    heading="Budget",
    texts=('<p>Se <span data-attachment="b1"></span>.</p>', "att fastställa budgeten"),
    has_text=True,
    has_decision=True,
)
INFORMATION = DraftParagraph(
    number="44", kind="information", heading="Rapport", texts=("<p>Läget är gott.</p>",), has_text=True
)
NEXT = '<p>Nästa möte <span data-field="next_date"></span></p>'
READY = DraftProtocol(
    paragraphs=(DECISION, INFORMATION),
    attachments=(BUDGET,),
    values={"verifiers": "Henrik Brolin"},
    has_chair=True,
    has_secretary=True,
    has_end=True,
    verifiers=1,
    present=4,
    seats=4,
    publish=True,
)


def sentences(draft):
    return [(finding.sentence.replace("\u00a0", " "), finding.blocking) for finding in findings(draft)]


def with_paragraph(paragraph):
    return replace(READY, paragraphs=(DECISION, paragraph))


def test_a_complete_draft_may_be_frozen():
    assert findings(READY) == []
    assert not any(one.blocking for one in findings(READY))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"has_chair": False}, "Ange ordförande"),
        ({"has_secretary": False}, "Ange sekreterare"),
        ({"verifiers": 0}, "Välj justerare"),
        ({"has_end": False}, "Ange när sammanträdet slutade"),
        ({"unset_attendance": ["Petra", "Mona", "Eva"]}, "Ange närvaro för Petra, Mona och Eva"),
        ({"present": 2}, "Närvarande: 2 av 4, inte beslutsför"),
        ({"publish": None}, "Välj om protokollet ska publiceras"),
        ({"open_requests": 1}, "En begäran om ändring är inte besvarad"),
        (
            {"earlier_unfrozen": "19 april 2024"},
            "Gör först protokollet från 19 april 2024 klart: det avgör numren",
        ),
        ({"closing": NEXT}, "Avslutningen saknar uppgiften nästa sammanträde"),
    ],
)
def test_what_the_meeting_lacks_blocks(change, sentence):
    assert sentences(replace(READY, **change)) == [(sentence, True)]


def test_table_that_no_page_holds_is_pointed_out():
    found = findings(with_paragraph(replace(INFORMATION, has_wide_table=True)))
    assert [(one.code, one.blocking) for one in found if one.code == "wide_table"] == [("wide_table", False)]


def test_name_that_is_almost_one_of_the_attendance_is_pointed_out():
    draft = replace(
        with_paragraph(replace(INFORMATION, texts=("<p>Eva Lindmarks rapport. Eva Lindmarck</p>",))),
        names=frozenset({"Eva Lindmark"}),
    )
    [found] = [one for one in findings(draft) if one.code == "near_name"]
    assert (found.sentence, found.blocking) == (
        "§ 44 nämner Eva Lindmarck, men i närvaron står Eva Lindmark".replace("§ ", "§\N{NO-BREAK SPACE}"),
        False,
    )


def test_a_protocol_needs_paragraphs():
    assert ("Protokollet har inga paragrafer", True) in sentences(
        replace(READY, paragraphs=(), attachments=())
    )


@pytest.mark.parametrize(
    ("paragraph", "change", "sentence"),
    [
        (DECISION, {"has_decision": False}, "§ 43 saknar beslut"),
        (
            INFORMATION,
            {"has_reservation": True},
            "§ 44 har en reservation men inget beslut att reservera sig mot (4 kap. 27 § kommunallagen)",
        ),
        (DECISION, {"kind": "election", "has_decision": False}, "§ 43 saknar beslut"),
        (DECISION, {"has_decision": False, "empty_rows": ["beslut"]}, "§ 43 saknar beslut"),
        (
            DECISION,
            {"empty_rows": ["beslut", "delärende"]},
            "§ 43 har en tom rad för beslut och delärende. Skriv i den eller ta bort den",
        ),
        (INFORMATION, {"has_text": False}, "§ 44 saknar text"),
        (INFORMATION, {"kind": "formality", "has_text": False}, "§ 44 saknar text"),
        (INFORMATION, {"heading": ""}, "§ 44 saknar rubrik"),
        (INFORMATION, {"open_requests": 1}, "§ 44 har en begäran om ändring som inte är besvarad"),
        (INFORMATION, {"texts": ("till {next_date}",)}, "§ 44 saknar uppgiften nästa sammanträde"),
        (INFORMATION, {"texts": ("till {nobody}",)}, "§ 44 frågar efter uppgiften nobody, som inte finns"),
        (INFORMATION, {"texts": ("enligt {bilaga:gone}",)}, "§ 44 hänvisar till en bilaga som inte finns"),
    ],
)
def test_what_a_paragraph_lacks_blocks_and_names_it(paragraph, change, sentence):
    changed = replace(paragraph, **change)
    draft = replace(READY, paragraphs=tuple(changed if p is paragraph else p for p in READY.paragraphs))
    assert sentences(draft) == [(sentence, True)]
    assert findings(draft)[0].paragraph == paragraph.number


@pytest.mark.parametrize(
    "change",
    [
        {"has_decision": True},  # its own or a sub-item's
        {"deferred": True},
        {"withdrawn": True},
        {"kind": "information", "has_sub_items": True},
    ],
)
def test_what_stands_in_for_text_and_decision(change):
    empty = DraftParagraph(number="45", kind="decision", heading="Rubrik")
    assert findings(with_paragraph(replace(empty, **change))) == []


def test_no_quorum_is_only_a_remark_when_nothing_was_decided():
    draft = replace(READY, paragraphs=(replace(DECISION, kind="formality", has_decision=False),), present=2)
    assert sentences(draft) == [("Närvarande: 2 av 4, inte beslutsför", False)]


def test_text_that_says_attachment_without_a_reference_is_a_remark():
    draft = with_paragraph(replace(INFORMATION, texts=("<p>Se bilagan.</p>",)))
    assert sentences(draft) == [("§ 44 nämner en bilaga men hänvisar inte till någon", False)]


def test_each_written_number_that_is_no_reference_is_a_remark():
    texts = (
        "<p>Se (Bilaga 2) och (bilaga 7), (Bilaga 2).</p>",
        '<p><span data-attachment="budget"></span></p>',
    )
    draft = with_paragraph(replace(INFORMATION, texts=texts))
    assert [sentence for sentence, _ in sentences(draft) if "nämner" in sentence] == [
        "§ 44 nämner (Bilaga 2) men hänvisar inte till bilagan",
        "§ 44 nämner (bilaga 7) men hänvisar inte till bilagan",
    ]


def test_an_attachment_nobody_refers_to_is_a_remark():
    draft = replace(READY, attachments=(BUDGET, DraftAttachment(public_id="x", name="Bilder")))
    assert sentences(draft) == [("Bilagan «Bilder» nämns inte i någon paragraf", False)]


def test_personal_data_is_confirmed_only_where_it_would_be_published():
    draft = with_paragraph(replace(INFORMATION, texts=("<p>Ring 070-123 45 67, 19121212-1212.</p>",)))
    told = "§ 44 verkar innehålla telefonnummer (070-123 45 67) och personnummer (19121212-1212)"
    assert sentences(draft) == [(told, False)]
    assert all(finding.needs_confirmation for finding in findings(draft))
    assert sentences(replace(draft, publish=False)) == []


def test_personal_data_in_a_published_attachment_is_confirmed():
    told = replace(BUDGET, publish=True, text="19121212-1212", paragraph="43")
    (finding,) = findings(replace(READY, attachments=(told,)))
    assert (
        finding.sentence
        == "Bilagan «Budget» ska publiceras men verkar innehålla personnummer (19121212-1212)"
    )
    assert (finding.needs_confirmation, finding.paragraph) == (True, "43")
    assert findings(replace(READY, attachments=(replace(told, publish=False),))) == []


def test_many_of_a_kind_are_counted():
    numbers = " och ".join(f"070-123 45 6{digit}" for digit in range(5))
    draft = with_paragraph(replace(INFORMATION, texts=(f"<p>{numbers}</p>",)))
    told = "(070-123 45 60, 070-123 45 61, 070-123 45 62 och 2 till)"
    assert sentences(draft) == [(f"§ 44 verkar innehålla telefonnummer {told}", False)]


SIGNATORY = DraftSignatory(name="Bo Ek", role=SigningRole.VERIFIER, signs=(43, 44), took_part=(43, 44))


@pytest.mark.parametrize(
    ("change", "code", "blocking", "words"),
    [
        ({"took_part": ()}, "verifiers_absent", True, "Bo Ek tjänstgjorde inte och kan inte justera"),
        ({"took_part": (43,)}, "verifiers_partly", False, "Bo Ek justerar men tjänstgjorde inte i § 44"),
        ({"took_part": (43,), "recused": (44,)}, "verifiers_absent", True, "Bo Ek är jävig i § 44"),
        (
            {"role": SigningRole.DEPUTY_VERIFIER, "took_part": ()},
            "verifiers_absent",
            True,
            "kan inte justera",
        ),
        ({"role": SigningRole.CHAIR, "took_part": (43,)}, "chair_absent", True, "Bo Ek var inte med i § 44"),
    ],
)
def test_those_who_sign_have_been_there(change, code, blocking, words):
    (finding,) = findings(replace(READY, signatories=(replace(SIGNATORY, **change),)))
    assert (finding.code, finding.blocking) == (code, blocking)
    assert words in finding.sentence.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "change", [{}, {"role": SigningRole.DEPUTY_VERIFIER, "took_part": (43,)}, {"role": SigningRole.CHAIR}]
)
def test_those_who_were_there_may_sign(change):
    assert findings(replace(READY, signatories=(replace(SIGNATORY, **change),))) == []


def test_many_without_attendance_are_counted():
    names = ("Petra", "Mona", "Eva", "Bo")
    assert sentences(replace(READY, unset_attendance=names)) == [
        ("Ange närvaro för Petra, Mona och 2 till", True)
    ]


def test_what_blocks_comes_first():
    draft = with_paragraph(replace(INFORMATION, number="45", heading="", texts=("<p>Se bilaga.</p>",)))
    assert [finding.blocking for finding in findings(draft)] == [True, False]


def test_a_motivation_that_was_not_handed_in_does_not_keep_the_freeze_waiting():
    found = sentences(with_paragraph(replace(DECISION, number="44", overdue=["Petra Sandell"])))
    assert (
        "§ 44 saknar motiveringen till Petra Sandells reservation, som inte lämnades i tid",
        False,
    ) in found


def test_a_section_that_nobody_verifies_blocks():
    [(sentence, blocking)] = sentences(replace(READY, unverified={"Henrik Brolin": [43]}))
    assert blocking
    assert "Henrik Brolin är justerare men leder § 43" in sentence
