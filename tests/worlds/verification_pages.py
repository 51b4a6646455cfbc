"""What the tests of the verification's pages share: addresses, visits, presses."""

from http import HTTPStatus

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from meetings.actions.changing import answer_request, request_change
from meetings.actions.freezing import freeze_protocol
from meetings.actions.writing import digest, save_text
from meetings.models import Person, Protocol, ProtocolVersion
from tests.worlds.boards import PASSWORD, Board, at


def address(version: ProtocolVersion, name: str = "protocol_verify", *more: object) -> str:
    meeting = version.protocol.meeting
    return reverse(name, args=[meeting.body.association.slug, meeting.body.slug, meeting.key, *more])


def page(client: Client, person: Person, url: str) -> str:
    client.force_login(person)
    answer = client.get(url)
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


def press_sign(client: Client, version: ProtocolVersion, person: Person, **fields: object) -> HttpResponse:
    client.force_login(person)
    shown = {"version": version.number, "sha256": version.sha256, "password": PASSWORD}
    return client.post(address(version, "protocol_sign"), shown | fields)


def write(protocol: Protocol, by: Person, text: str) -> None:
    paragraph = protocol.paragraphs.get(number=1)
    base = digest(paragraph.text)
    save_text(row=paragraph, field="text", value=text, base=base, by=by, at=at(hour=18))


def kept_and_refrozen(board: Board, version: ProtocolVersion) -> ProtocolVersion:
    """The verifier asked, the chair kept the text, and the secretary mended something else in § 1."""
    asked = request_change(version=version, by=board.verifier, at=at(hour=17), reason="Yrkandet saknas.")
    answer_request(request=asked, by=board.chair, at=at(hour=17), outcome="kept", text="Det fanns inget.")
    write(version.protocol, board.secretary, "<p>Förbundschefen redogjorde för ekonomin.</p>")
    return freeze_protocol(protocol=version.protocol, by=board.secretary, at=at(hour=19))
