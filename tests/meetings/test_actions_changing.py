"""Asking for changes voids the signatures, every request gets its answer, and the chair may refer."""

from datetime import date

import pytest

from meetings.actions.changing import (
    answer_request,
    answers_open_to,
    refer_verification,
    request_change,
    withdraw_protocol,
)
from meetings.actions.freezing import freeze_protocol
from meetings.actions.writing import digest, save_text
from meetings.errors import RuleViolation
from meetings.models import ChangeAnswer, ChangeRequest, ProtocolVersion, Signature, Verification
from meetings.querysets import state_of
from meetings.record.plain_lines import printed_paragraphs
from meetings.record.reading import read_record
from meetings.rules.difference import changes
from meetings.workflow import ProtocolState
from tests.worlds.boards import Board, at, make_frozen, make_meeting, sign
from tests.worlds.letters import letters

pytestmark = pytest.mark.django_db
TAKEN, CHANGED, KEPT = ChangeAnswer.Outcome.TAKEN, ChangeAnswer.Outcome.CHANGED, ChangeAnswer.Outcome.KEPT


def ask(board: Board, version: ProtocolVersion, **fields: object) -> ChangeRequest:
    return request_change(
        **{"version": version, "by": board.verifier, "at": at(hour=17), "reason": "Summan är fel."} | fields  # type: ignore[arg-type]
    )


def test_request_voids_signatures_and_tells_those_who_signed(board: Board, version: ProtocolVersion) -> None:
    for person in (board.secretary, board.chair):
        sign(version, person)
    before = len(letters())
    ask(board, version)
    assert state_of(version.protocol) == ProtocolState.CHANGES_REQUESTED
    assert Signature.objects.count() == 2  # on record, on a version that is void
    sent = letters()[before:]
    void = [letter for letter in sent if "gäller inte längre" in letter.subject]
    assert [letter.to for letter in void] == [board.chair.email]
    assert "Summan är fel." in void[0].body
    asked = [letter for letter in sent if letter.subject.startswith("Ändring begärd")]
    # The secretary has signed too, and hears of both in one letter.
    assert sorted(letter.to for letter in asked) == sorted([board.secretary.email, board.manager.email])
    assert "underskrifterna gäller inte längre" in asked[0].body
    with pytest.raises(RuleViolation, match="En ändring är begärd"):
        sign(version, board.verifier)


def test_letter_names_the_paragraph_and_the_proposed_wording(board: Board, version: ProtocolVersion) -> None:
    paragraph = version.protocol.paragraphs.get(number=1)
    ask(board, version, paragraph=paragraph, proposed_text="Karl & Astrid redovisade.")
    body = letters(board.manager.email)[-1].body
    assert "§\N{NO-BREAK SPACE}1" in body
    assert "Karl & Astrid redovisade." in body
    assert "/exempelvik/moten/styrelsen/2024-05-30/justering/" in body


def test_second_request_on_the_same_version_does_not_tell_again(
    board: Board, version: ProtocolVersion
) -> None:
    for person in (board.secretary, board.chair):
        sign(version, person)
    ask(board, version)
    ask(board, version, by=board.chair)
    void = [letter for letter in letters() if "gäller inte längre" in letter.subject]
    assert len(void) == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": "  "}, "Skriv vad som behöver ändras"),
        ({"proposed_text": "🙂"}, "kan inte skrivas"),
    ],
)
def test_empty_or_unprintable_request_is_refused(
    board: Board, version: ProtocolVersion, fields: dict[str, str], sentence: str
) -> None:
    with pytest.raises(RuleViolation, match=sentence):
        ask(board, version, **fields)
    assert state_of(version.protocol) == ProtocolState.FROZEN


@pytest.mark.parametrize("who", ["member", "manager", "auditor"])
def test_only_signers_ask_for_changes(board: Board, version: ProtocolVersion, who: str) -> None:
    with pytest.raises(RuleViolation, match="ska skriva under"):
        ask(board, version, by=getattr(board, who))


def test_verified_protocol_takes_no_requests(board: Board, verification: Verification) -> None:
    with pytest.raises(RuleViolation, match="kan inte ändras"):
        ask(board, verification.version)
    with pytest.raises(RuleViolation, match="inte ute"):
        withdraw_protocol(version=verification.version, by=board.secretary, at=at(), reason="Fel.")


def test_paragraph_of_another_protocol_is_refused(board: Board, version: ProtocolVersion) -> None:
    other = make_frozen(board, day=date(2024, 9, 12))
    with pytest.raises(RuleViolation, match="annat protokoll"):
        ask(board, version, paragraph=other.protocol.paragraphs.first())


def test_proposed_wording_goes_in_with_one_press(board: Board, version: ProtocolVersion) -> None:
    paragraph = version.protocol.paragraphs.get(number=1)
    request = ask(board, version, paragraph=paragraph, proposed_text="Rad ett.\n\nRad <två>.")
    answer_request(request=request, by=board.secretary, at=at(hour=18), outcome=TAKEN)
    paragraph.refresh_from_db()
    assert paragraph.text == "<p>Rad ett.</p><p>Rad &lt;två&gt;.</p>"
    letter = letters(board.verifier.email)[-1]
    assert "ändrat enligt förslaget" in letter.body


def test_proposed_decision_goes_in_with_one_press(board: Board, version: ProtocolVersion) -> None:
    paragraph = version.protocol.paragraphs.get(number=1)
    decision = paragraph.decisions.get()
    request = ask(board, version, paragraph=paragraph, decision=decision, proposed_text="att  avslå.")
    answer_request(request=request, by=board.manager, at=at(hour=18), outcome=TAKEN)
    decision.refresh_from_db()
    assert decision.text == "att avslå."


def test_nothing_to_take_in_is_refused(board: Board, version: ProtocolVersion) -> None:
    request = ask(board, version)
    with pytest.raises(RuleViolation, match="Du kan inte svara så"):
        answer_request(request=request, by=board.secretary, at=at(hour=18), outcome=TAKEN)
    assert not ChangeAnswer.objects.exists()


def test_kept_text_needs_a_reason_and_one_answer_is_enough(board: Board, version: ProtocolVersion) -> None:
    request = ask(board, version)
    with pytest.raises(RuleViolation, match="varför texten står kvar"):
        answer_request(request=request, by=board.chair, at=at(hour=18), outcome=KEPT, text=" ")
    answer_request(request=request, by=board.chair, at=at(hour=18), outcome=KEPT, text="Så var det.")
    assert "avvikande mening" in letters(board.verifier.email)[-1].body
    with pytest.raises(RuleViolation, match="redan besvarad"):
        answer_request(request=request, by=board.secretary, at=at(hour=18), outcome=CHANGED)


@pytest.mark.parametrize(
    ("who", "expected"),
    [("secretary", [CHANGED, KEPT]), ("chair", [KEPT]), ("verifier", []), ("auditor", [])],
)
def test_who_may_answer_and_how(
    board: Board, version: ProtocolVersion, who: str, expected: list[ChangeAnswer.Outcome]
) -> None:
    assert answers_open_to(getattr(board, who), ask(board, version)) == expected


def test_unanswered_request_stops_the_next_freeze(board: Board, version: ProtocolVersion) -> None:
    request = ask(board, version)
    with pytest.raises(RuleViolation, match="begäran"):
        freeze_protocol(protocol=version.protocol, by=board.secretary, at=at(hour=18))
    answer_request(request=request, by=board.secretary, at=at(hour=18), outcome=CHANGED)
    again = freeze_protocol(protocol=version.protocol, by=board.secretary, at=at(hour=19))
    assert again.number == 2


def test_new_version_shows_what_changed(board: Board, version: ProtocolVersion) -> None:
    withdraw_protocol(version=version, by=board.secretary, at=at(hour=16), reason="Fel i § 1.")
    paragraph = version.protocol.paragraphs.get(number=1)
    save_text(
        row=paragraph,
        field="text",
        value="<p>Rättat.</p>",
        base=digest(paragraph.text),
        by=board.secretary,
        at=at(hour=17),
    )
    again = freeze_protocol(protocol=version.protocol, by=board.secretary, at=at(hour=18))
    before, after = (printed_paragraphs(read_record(one.snapshot)) for one in (version, again))
    statuses = {one.number: one.status for one in changes(before, after)}
    assert statuses == {"1": "changed", "2": "unchanged"}
    assert again.sha256 != version.sha256


def test_withdrawal_needs_a_reason_and_voids_signatures(board: Board, version: ProtocolVersion) -> None:
    sign(version, board.secretary)
    sign(version, board.chair)
    with pytest.raises(RuleViolation, match="Skriv vad"):
        withdraw_protocol(version=version, by=board.secretary, at=at(hour=17), reason="")
    withdraw_protocol(version=version, by=board.secretary, at=at(hour=17), reason="Fel bilaga.")
    assert "återtagit" in letters(board.chair.email)[-1].body
    assert letters(board.secretary.email) == []  # knows already


def test_chair_refers_to_the_planned_meeting(board: Board, version: ProtocolVersion) -> None:
    following = make_meeting(board, day=date(2024, 9, 12))
    referral = refer_verification(version=version, by=board.chair, at=at(hour=17), reason="Vi är oense.")
    assert referral.meeting == following
    headings = [one.heading for one in following.paragraphs.order_by("position")]
    assert headings[-1] == "Justering av protokollet från 30 maj 2024"
    assert referral.item.heading == headings[-1]
    assert (
        "30 maj 2024, §\N{NO-BREAK SPACE}1–2, till dagens sammanträde. Skäl: Vi är oense."
        in referral.item.text
    )
    with pytest.raises(RuleViolation, match="redan hänskjuten"):
        refer_verification(version=version, by=board.chair, at=at(hour=17), reason="Igen.")


def test_referral_without_a_planned_meeting_waits_for_one(board: Board, version: ProtocolVersion) -> None:
    referral = refer_verification(version=version, by=board.chair, at=at(hour=17), reason="Vi är oense.")
    assert referral.meeting is None
    following = make_meeting(board, day=date(2024, 9, 12))
    referral.refresh_from_db()
    assert referral.meeting == following
    assert referral.item in following.paragraphs.all()


def test_only_the_chair_refers(board: Board, version: ProtocolVersion) -> None:
    with pytest.raises(RuleViolation, match="Bara ordföranden"):
        refer_verification(version=version, by=board.secretary, at=at(hour=17), reason="Nej.")
