"""What others have brought to an agenda: rows of it, and the addresses of its pages."""

from meetings.models import Paragraph, RaisedItem, RaisedLink
from meetings.rules.link_tokens import hash_token
from tests.worlds.boards import Board, at

# Who has raised one; who reads drafts; the chancellery alone.
RAISED_OWN = {"item_raise", "own_item", "own_item_file", "own_item_withdraw"}
RAISED_READ = {"raised_item", "raised_item_file", "raised_item_list"}
RAISED_EDIT = {
    f"raised_item_{one}" for one in "ask ask_party end link move register return take take_out".split()
}
# Of one that a ledamot has raised, and of what somebody writes by a link.
OF_MEMBER = (
    *sorted(RAISED_OWN - {"item_raise"}),
    *("raised_item", "raised_item_file", "raised_item_take", "raised_item_take_out"),
    *("raised_item_return", "raised_item_move"),
)
OF_PRESENTER = ("raised_item_link", "raised_item_end")


def make_raised(board: Board, paragraph: Paragraph) -> dict[str, str]:
    """A matter that the member has raised, with a file, and what a presenter wrote by a link, which is taken in.

    Made without the actions, which write letters. The ids and the key that stand in addresses.
    """
    meeting, moment = paragraph.meeting, at(paragraph.meeting.date, 8)
    of = {"body": meeting.body, "meeting": meeting, "heading": "Ny insats", "text": "Fler behöver stöd."}
    of |= {"sent_at": moment, "received_on": meeting.date}
    item = RaisedItem.objects.create(kind="member", person=board.member, state="sent", **of)
    file = item.files.create(file=meeting.attachments.first().file, name="Karta", file_name="Karta.pdf")
    written = RaisedItem.objects.create(
        kind="presenter", name="Lisa Ek", state="taken", paragraph=paragraph, **of
    )
    token = f"raised-{board.association.slug}"
    RaisedLink.objects.create(
        item=written, email="lisa.ek@example.org", token_hash=hash_token(token), at=moment
    )
    return {
        "raised": item.public_id,
        "raised file": file.public_id,
        "written": written.public_id,
        "raised token": token,
    }
