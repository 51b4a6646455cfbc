"""The frozen protocol of a version, read only when it is the one that was written."""

from django.db import connection

from meetings.models import ProtocolVersion
from meetings.paper.storage import LostFileError
from meetings.record.protocol import ProtocolRecord
from meetings.record.reading import read_record

_UNTOUCHED = """
    SELECT meetings_row_hash(v, l.columns) = l.content
    FROM meetings_protocolversion v, meetings_chainlink l
    WHERE v.id = %s AND l."table" = 'meetings_protocolversion' AND l."row" = v.id
    ORDER BY l.id DESC LIMIT 1
"""


class ForgedSnapshotError(LostFileError):
    """The snapshot in the database is not the one that was frozen. A page asked for then is finsam.lost_files'."""

    sentence = (
        "Protokollets innehåll i databasen är inte det som låstes och undertecknades. Därför visas det inte. "
        "Be förbundets kansli om det stämplade originalet."
    )


def frozen_record(version: ProtocolVersion) -> ProtocolRecord:
    """What the version says. One query compares it with the hash that the database noted when it was frozen.

    Raises ForgedSnapshotError when it has been changed since, and UnreadableSnapshotError.
    """
    with connection.cursor() as cursor:
        cursor.execute(_UNTOUCHED, [version.pk])
        found = cursor.fetchone()
    # No link at all is a forgery too: the database writes one with each version.
    if found != (True,):
        raise ForgedSnapshotError(f"the snapshot of version {version.pk} is not the one that was frozen")
    return read_record(version.snapshot)
