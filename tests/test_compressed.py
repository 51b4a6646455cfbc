"""What goes over the line as fewer bytes, and what does not."""

import gzip

import pytest
from django.test import Client
from django.urls import reverse

from tests.worlds.whole_association import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return Client(headers={"Accept-Encoding": "gzip, br"})


def test_page_is_compressed_and_is_the_same_page(world: World, client: Client) -> None:
    path = reverse("protocol_list", args=[world.board.association.slug])
    answer = client.get(path)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content) == Client().get(path).content
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_page_that_is_asked_for_again_is_still_answered_in_a_line(world: World, client: Client) -> None:
    path = reverse("protocol_list", args=[world.board.association.slug])
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_file_is_sent_as_it_is(world: World, client: Client) -> None:
    args = [world.board.association.slug, "styrelsen", world.keys["verified"]]
    answer = client.get(reverse("protocol_pdf", args=args))
    data = b"".join(answer)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "Content-Encoding" not in answer.headers
    assert data.startswith(b"%PDF")
