"""A pack of papers that has been asked for and is not made."""

from meetings.actions.summoning import summons_record
from meetings.models import ReadingPack, Summons


def make_asked_pack(summons: Summons) -> ReadingPack:
    """Of the meeting of the summons, which says nothing of its agenda."""
    meeting = summons.meeting
    content = {"items": [], "document": summons_record(meeting, [], at=summons.at).to_json()}
    sent = meeting.sent_agendas.create(number=1, at=summons.at, by=summons.by, content=content)
    return sent.packs.create(content_sha256="0" * 64, papers=1, asked_at=summons.at, content=content)
