"""What others bring to an agenda: raised, sent back, taken in once, moved; what a presenter writes by a link."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from meetings.actions.drafting import remove_paragraph
from meetings.actions.planning import pass_meeting_to
from meetings.actions.raising import RaisedWords, raise_item, withdraw_item, write_item
from meetings.actions.replying import reply
from meetings.actions.taking_in import TakenIn, move_item, return_item, take_in, take_out
from meetings.errors import RuleViolation
from meetings.models import Body, Decision, Meeting, Paragraph, RaisedItem
from meetings.reads.raised_items import raised_for, rows_of
from meetings.reads.waiting import waiting_in
from tests.worlds.boards import Board, make_board, make_meeting, make_paragraph
from tests.worlds.letters import letters
from tests.worlds.once import made_once
from tests.worlds.papers import PDF

pytestmark = pytest.mark.django_db
WORDS = RaisedWords(
    heading="Ny insats i Sälen",
    text="Fler behöver stöd.\n\nDet finns lokaler.",
    proposals="- att utreda frågan\n\n2. att återkomma i höst",
    files=[("Karta_över Sälen.pdf", PDF)],
)


@made_once
def board() -> Board:
    return make_board()


@made_once
def meeting(board: Board) -> Meeting:
    return make_meeting(board, day=timezone.localdate() + timedelta(days=20))


def raised(board: Board, meeting: Meeting | None, **more: object) -> RaisedItem:
    given = {"body": board.body, "kind": "member", "person": board.member, "by": board.member, "words": WORDS}
    return raise_item(meeting=meeting, at=timezone.now(), **given | more)


def taken(board: Board, item: RaisedItem, **more: object) -> RaisedItem:
    said = {"heading": item.heading, "text": item.text, "proposals": item.proposals.splitlines()}
    said["files"] = [one.public_id for one in item.files.all()]
    return take_in(item=item, taken=TakenIn(**said | more), by=board.secretary, at=timezone.now())


def test_ledamots_matter_becomes_a_paragraph_with_proposals_and_papers(
    board: Board, meeting: Meeting
) -> None:
    item = raised(board, meeting)
    assert {one.to for one in letters()} == {board.secretary.email, board.manager.email}
    item = taken(board, item)
    paragraph = Paragraph.objects.get(heading="Ny insats i Sälen")
    assert paragraph.text == "<p>Fler behöver stöd.</p><p>Det finns lokaler.</p>"
    prepared = Decision.objects.filter(paragraph=paragraph, is_prepared=True)
    assert [one.text for one in prepared] == ["att utreda frågan", "att återkomma i höst"]
    [paper] = paragraph.attachments.all()
    assert (paper.name, paper.publish) == ("Karta över Sälen", False)
    assert (item.state, item.paragraph, paragraph.is_extra) == ("taken", paragraph, False)
    assert letters(board.member.email)[-1].subject.startswith("På dagordningen: Ny insats i Sälen")
    assert [one.kind for one in item.events.all()] == ["sent", "taken"]


def test_pressed_twice_makes_one_paragraph(board: Board, meeting: Meeting) -> None:
    item = raised(board, meeting)
    taken(board, item)
    with pytest.raises(RuleViolation, match="redan på dagordningen"):
        taken(board, item)
    assert Paragraph.objects.filter(heading="Ny insats i Sälen").count() == 1


def test_nothing_is_taken_in_when_a_part_is_refused(board: Board, meeting: Meeting) -> None:
    item = raised(board, meeting)
    with pytest.raises(RuleViolation):
        taken(board, item, proposals=["a" * 3000])
    item.refresh_from_db()
    assert item.state == "sent"
    assert not Paragraph.objects.filter(heading="Ny insats i Sälen").exists()


def test_chosen_files_alone_are_taken(board: Board, meeting: Meeting) -> None:
    item = taken(board, raised(board, meeting), files=[])
    assert not item.paragraph.attachments.exists()


@pytest.mark.parametrize(
    ("replaces", "text"),
    [(False, "<p>Förut.</p><p>Nytt.</p>"), (True, "<p>Nytt.</p>")],
    ids=["follows", "replaces"],
)
def test_existing_paragraph_takes_the_text(board: Board, meeting: Meeting, replaces: bool, text: str) -> None:
    paragraph = make_paragraph(meeting, board.secretary, text="<p>Förut.</p>")
    item = taken(board, raised(board, meeting), paragraph=paragraph, replaces=replaces, text="Nytt.")
    paragraph.refresh_from_db()
    assert (paragraph.text, item.made_paragraph) == (text, False)
    with pytest.raises(RuleViolation, match="redan fanns"):
        take_out(item=item, by=board.secretary, at=timezone.now())


def test_taken_out_again_it_waits(board: Board, meeting: Meeting) -> None:
    item = taken(board, raised(board, meeting))
    paragraph = item.paragraph
    item = take_out(item=item, by=board.secretary, at=timezone.now())
    paragraph.refresh_from_db()
    assert paragraph.removed_at
    assert (item.state, item.paragraph) == ("sent", None)
    assert taken(board, item).paragraph != paragraph


def test_paragraph_that_the_editor_removed_is_said_and_taken_in_anew(board: Board, meeting: Meeting) -> None:
    item = taken(board, raised(board, meeting))
    remove_paragraph(paragraph=item.paragraph, by=board.secretary, at=timezone.now())
    item = RaisedItem.objects.get()
    [row] = rows_of(raised_for(meeting), board.association, timezone.localdate())
    assert (row.state, row.may_be_taken) == ("Paragrafen är borttagen", True)
    assert taken(board, item).paragraph.removed_at is None


def test_returned_with_words_and_sent_again(board: Board, meeting: Meeting) -> None:
    item = raised(board, meeting)
    with pytest.raises(RuleViolation, match="kompletteras"):
        return_item(item=item, words=" ", by=board.secretary, at=timezone.now())
    item = return_item(item=item, words="Vad kostar det?", by=board.secretary, at=timezone.now())
    assert "Vad kostar det?" in letters(board.member.email)[-1].body
    with pytest.raises(RuleViolation, match="inte skickats in"):
        taken(board, item)
    words = RaisedWords(heading="Ny insats i Sälen", text="Det kostar 5 kronor.")
    item = write_item(item=item, words=words, by=board.member, at=timezone.now(), is_sent=True)
    assert (item.state, item.text, item.files.count()) == ("sent", "Det kostar 5 kronor.", 1)


def test_withdrawn_before_it_is_taken_and_not_after(board: Board, meeting: Meeting) -> None:
    first = withdraw_item(item=raised(board, meeting), by=board.member, at=timezone.now())
    with pytest.raises(RuleViolation, match="återtaget"):
        taken(board, first)
    second = taken(board, raised(board, meeting))
    with pytest.raises(RuleViolation, match="redan taget"):
        withdraw_item(item=second, by=board.member, at=timezone.now())


def test_matter_that_is_raised_after_the_summons_is_extra(board: Board, meeting: Meeting) -> None:
    before = raised(board, meeting)
    pass_meeting_to(meeting=meeting, state="summoned", by=board.secretary, at=timezone.now())
    meeting.refresh_from_db()
    after = raised(board, meeting)
    assert not taken(board, before).paragraph.is_extra
    assert taken(board, after).paragraph.is_extra
    pass_meeting_to(meeting=meeting, state="open", by=board.secretary, at=timezone.now())
    assert taken(board, raised(board, meeting)).paragraph.is_extra


def test_deputy_raises_where_the_deputy_serves(board: Board, meeting: Meeting) -> None:
    """KL 4:20 is of those who take part in the decisions."""
    with pytest.raises(RuleViolation, match="där ersättaren tjänstgör"):
        raised(board, meeting, person=board.deputy, by=board.deputy)
    meeting = pass_meeting_to(meeting=meeting, state="summoned", by=board.secretary, at=timezone.now())
    for person, kind in ((board.chair, "absent"), (board.deputy, "coming")):
        reply(meeting=meeting, person=person, kind=kind, by=person, at=timezone.now())
    assert raised(board, meeting, person=board.deputy, by=board.deputy).state == "sent"


def test_who_has_no_right_is_told_so(board: Board, meeting: Meeting) -> None:
    group = Body.objects.create(
        association=board.association, slug="grupp", name="Beredningsgruppen", kind="preparatory_group"
    )
    region = board.parties["RVN"]
    other = make_board(slug="annat", suffix=".annat").parties["RVN"]
    as_party = {"kind": "party", "person": None, "party": region, "by": board.secretary}
    for given, sentence in (
        ({"person": board.manager, "by": board.manager}, "inget uppdrag"),
        ({"kind": "auditor"}, "revisorer"),
        ({"body": group, "meeting": None}, "ger bara råd"),
        (as_party, "inte angivet att medlemmarna"),
        (as_party | {"party": other}, "vilken medlem"),
    ):
        with pytest.raises(RuleViolation, match=sentence):
            raised(board, **{"meeting": meeting} | given)
    auditor = {"kind": "auditor", "person": board.auditor, "by": board.auditor}
    assert raised(board, meeting, **auditor).kind == "auditor"
    Body.objects.filter(pk=board.body.pk).update(parties_raise_by="förbundsordningen § 9")
    board.body.refresh_from_db()
    meeting.refresh_from_db()
    came = timezone.localdate() - timedelta(days=2)
    item = raised(board, meeting, **as_party, name="Registrator", received_on=came)
    assert item.received_on == came
    [row] = [one for one in rows_of(raised_for(meeting), board.association, came) if one.item == item]
    assert row.who == "Region Vallnäs (Registrator)"


def test_day_that_it_came_in_is_not_to_come(board: Board, meeting: Meeting) -> None:
    with pytest.raises(RuleViolation, match="framåt i tiden"):
        raised(board, meeting, by=board.secretary, received_on=timezone.localdate() + timedelta(days=1))


@pytest.mark.parametrize(
    "words",
    [
        RaisedWords(text="Utan rubrik."),
        RaisedWords(heading="Bara rubrik"),
        RaisedWords(heading="a", text="a" * 20_001),
    ],
    ids=["heading", "nothing", "long"],
)
def test_words_that_say_too_little_or_too_much_are_refused(
    board: Board, meeting: Meeting, words: RaisedWords
) -> None:
    with pytest.raises(RuleViolation):
        raised(board, meeting, words=words)
    assert not RaisedItem.objects.exists()


def test_pasted_mess_is_plain_paragraphs(board: Board, meeting: Meeting) -> None:
    words = RaisedWords(heading="Rubrik\x07  ett", text="Ett\x00\x0b två\u200b\r\n\r\n\r\n<b>tre</b> & fyra")
    item = raised(board, meeting, words=words)
    assert item.text == "Ett\ntvå\n\n<b>tre</b> & fyra"
    paragraph = taken(board, item).paragraph
    assert paragraph.text == "<p>Ett<br>två</p><p>&lt;b&gt;tre&lt;/b&gt; &amp; fyra</p>"


def test_without_a_meeting_it_waits_and_is_offered(board: Board) -> None:
    item = raised(board, None)
    [line] = waiting_in(board.association, board.secretary, timezone.localdate()).lines
    assert line.by == "Väntar på nästa möte."
    with pytest.raises(RuleViolation, match="vilket sammanträde"):
        taken(board, item)
    planned = make_meeting(board, day=timezone.localdate() + timedelta(days=5))
    assert list(raised_for(planned)) == [item]
    item = move_item(item=item, meeting=planned, by=board.secretary, at=timezone.now())
    assert taken(board, item).paragraph.meeting == planned


def test_cancelled_meeting_is_told_and_the_item_moved(board: Board, meeting: Meeting) -> None:
    item, by = raised(board, meeting), board.secretary
    other = make_meeting(board, day=timezone.localdate() + timedelta(days=40))
    pass_meeting_to(meeting=meeting, state="cancelled", by=by, at=timezone.now())
    item = RaisedItem.objects.get()
    with pytest.raises(RuleViolation, match="inställt"):
        taken(board, item)
    [row] = rows_of(raised_for(other), board.association, timezone.localdate())
    assert row.trouble.startswith("Mötet är inställt")
    item = move_item(item=item, meeting=other, by=by, at=timezone.now())
    assert letters(board.member.email)[-1].subject.startswith("Ny tid: Ny insats i Sälen")
    assert taken(board, item).paragraph.meeting == other


def test_item_is_not_moved_to_another_body_or_from_an_agenda(board: Board, meeting: Meeting) -> None:
    item = raised(board, meeting)
    elsewhere = make_meeting(make_board(slug="annat", suffix=".annat"), day=meeting.date)
    with pytest.raises(RuleViolation, match="annat organ"):
        move_item(item=item, meeting=elsewhere, by=board.secretary, at=timezone.now())
    with pytest.raises(RuleViolation, match="inte är på en dagordning"):
        move_item(item=taken(board, item), meeting=meeting, by=board.secretary, at=timezone.now())


def test_file_of_another_kind_is_refused(board: Board, meeting: Meeting) -> None:
    words = RaisedWords(heading="Ett", text="Två", files=[("virus.exe", b"MZ\x00\x01")])
    with pytest.raises(RuleViolation, match="kan inte bifogas"):
        raised(board, meeting, words=words)


def test_database_holds_what_an_item_is_of(board: Board, meeting: Meeting) -> None:
    item = raised(board, meeting)
    for change in ({"person": board.chair}, {"state": "taken"}, {"kind": "presenter"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            RaisedItem.objects.filter(pk=item.pk).update(**change)
