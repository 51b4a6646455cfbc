import hashlib
import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from meetings.paper.embedded import EmbeddedFile
from meetings.paper.pdf import lay_out, render_pdf, write_pdf
from meetings.paper.rendering import AssetFetcher
from tests.meetings.pdf_assertions import assert_conforms, embedded_files, images_of

AT = datetime(2024, 6, 3, 6, 15, tzinfo=UTC)


def html(body="<h1>Kallelse</h1><p>Till styrelsen.</p>", title="Kallelse"):
    return f'<!DOCTYPE html><html lang="sv"><head><title>{title}</title></head><body>{body}</body></html>'


def ends_in_cr(data):
    return zlib.compress(data, 9).endswith(b"\r")


def test_any_small_document_conforms():
    rendered = render_pdf(html(), created=AT)
    assert_conforms(rendered.pdf)
    assert rendered.pages == 1
    assert rendered.sha256 == hashlib.sha256(rendered.pdf).hexdigest()


def test_later_part_does_not_move_an_earlier_one():
    one = render_pdf(html(), created=AT)
    last = lay_out(html("<h2>Sist</h2>" + "<p>Rad</p>" * 90))
    two = write_pdf(lay_out(html()), last, created=AT)
    assert_conforms(two.pdf)
    assert two.pages > 2
    assert images_of(two.pdf)[0].tobytes() == images_of(one.pdf)[0].tobytes()


def test_pages_written_twice_give_the_bytes_of_pages_laid_out_anew():
    pages = lay_out(html("<h1>Kallelse</h1><table><tr><td>Rad</td></tr></table>"))
    later = AT + timedelta(days=1)
    files = [EmbeddedFile("a.txt", b"bilaga", "text/plain", "Bilaga")]
    for given in ({"modified": later, "attachments": files}, {}):
        anew = render_pdf(html("<h1>Kallelse</h1><table><tr><td>Rad</td></tr></table>"), created=AT, **given)
        assert write_pdf(pages, created=AT, **given).pdf == anew.pdf


def test_pages_laid_out_in_two_threads_at_once_are_the_same():
    def render(number):
        return render_pdf(
            html(f"<h1>Sida {number % 2}</h1>" + "<p>Rad <em>två</em></p>" * 60), created=AT
        ).sha256

    with ThreadPoolExecutor(max_workers=4) as threads:
        assert list(threads.map(render, range(8))) == [render(0), render(1)] * 4


def test_embedded_stream_that_would_end_in_carriage_return_conforms():
    unlucky = next(data for data in (bytes([n]) + b"bilaga" for n in range(256)) if ends_in_cr(data))
    files = [EmbeddedFile("a.txt", unlucky, "text/plain", "Bilaga")]
    pdf = render_pdf(html(), created=AT, attachments=files).pdf
    assert_conforms(pdf)
    assert embedded_files(pdf) == {"a.txt": unlucky}


def test_attached_bytes_that_end_in_carriage_return_survive():
    files = [EmbeddedFile("a.bin", b"%PDF\r\nendstream\r", "not a type", "Bilaga")]
    pdf = render_pdf(html(), created=AT, attachments=files).pdf
    assert_conforms(pdf)
    assert embedded_files(pdf) == {"a.bin": b"%PDF\r\nendstream\r"}


def test_many_different_documents_all_conform():
    for number in range(50):  # about one in 25 was invalid before the carriage returns were seen to
        assert_conforms(render_pdf(html(f"<h1>Sida {number}</h1>"), created=AT).pdf)


def test_time_without_offset_is_refused():
    with pytest.raises(ValueError, match="offset"):
        render_pdf(html(), created=datetime(2024, 6, 3))  # noqa: DTZ001


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "http://127.0.0.1/", "asset:other", "data:image/png;base64,AA", "asset:../logo"],
)
def test_nothing_but_the_given_assets_is_fetched(address):
    with pytest.raises(ValueError, match="refused"):
        AssetFetcher({"logo": ("image/png", b"")}).fetch(address)
