"""The association's logo: any picture becomes one that every document may carry."""

from collections.abc import Callable
from http import HTTPStatus
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from meetings.models import Association, Body, Phrase
from meetings.paper.storage import stored_bytes
from tests.worlds.boards import Board

pytestmark = pytest.mark.django_db


@pytest.fixture
def kansli(client: Client, board: Board) -> Client:
    client.force_login(board.secretary)
    return client


def change(row: object) -> str:
    return reverse(f"admin:meetings_{row._meta.model_name}_change", args=[row.pk])


def said(answer) -> str:
    assert answer.status_code == HTTPStatus.OK
    form = answer.context["adminform"].form
    errors = [str(one) for errors in form.errors.values() for one in errors]
    for inline in answer.context["inline_admin_formsets"]:
        errors += [str(e) for form in inline.formset.errors for es in form.values() for e in es]
    return " ".join(errors)


def picture(kind: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (400, 100)) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new(mode, size).save(out, kind)
    return SimpleUploadedFile(f"logga.{kind.lower()}", out.getvalue())


def filled(row: Association | Body | Phrase, **changes: object) -> dict[str, object]:
    """What the page of the row sends when nothing is touched."""
    values = {field.name: field.value_from_object(row) for field in row._meta.fields}
    sent = {
        name: value for name, value in values.items() if value not in (None, False, "") and name != "logo"
    }
    if isinstance(row, Association):
        sent |= {"registry_years-TOTAL_FORMS": "0", "registry_years-INITIAL_FORMS": "0"}
    return sent | changes


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "I;16"), ("JPEG", "CMYK"), ("JPEG", "RGB")]
)
def test_logo_becomes_a_plain_png(kansli: Client, board: Board, kind: str, mode: str) -> None:
    sent = filled(board.association, new_logo=picture(kind, mode), logo_alt="Två händer")
    assert kansli.post(change(board.association), sent).status_code == HTTPStatus.FOUND
    board.association.refresh_from_db()
    logo = board.association.logo
    assert logo.media_type == "image/png"
    assert Image.open(BytesIO(stored_bytes(logo.sha256))).mode in ("RGB", "RGBA")
    page = kansli.get(change(board.association)).content.decode()
    assert 'alt="Två händer"' in page


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: SimpleUploadedFile("a.svg", b"<svg/>"), "PNG eller JPEG"),
        (lambda: SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n" + b"x" * 99), "PNG eller JPEG"),
        (lambda: picture(mode="1", size=(9000, 9000)), "bildpunkter"),
    ],
)
def test_other_files_are_no_logo(
    kansli: Client, board: Board, make: Callable[[], SimpleUploadedFile], sentence: str
) -> None:
    sent = filled(board.association, new_logo=make(), logo_alt="Text")
    assert sentence in said(kansli.post(change(board.association), sent))


def test_logo_needs_a_text_and_can_be_taken_away(kansli: Client, board: Board) -> None:
    page = change(board.association)
    assert "Beskriv logotypen" in said(kansli.post(page, filled(board.association, new_logo=picture())))
    kansli.post(page, filled(board.association, new_logo=picture(), logo_alt="Text"))
    kansli.post(page, filled(board.association, remove_logo="on"))
    board.association.refresh_from_db()
    assert board.association.logo is None
