"""Attachments that are to be published are searched for personal data, whatever kind of file they are."""

import pytest

from meetings.actions.attaching import add_attachment, edit_attachment
from meetings.draft.checklist import findings_of
from meetings.draft.reading import read_draft
from meetings.paper.pdf import render_pdf
from tests.worlds.boards import MEETING_DAY, at

PAGE = '<!doctype html><html lang="sv"><head><title>Lista</title></head><body><p>{}</p></body></html>'


@pytest.mark.django_db
def test_personnummer_in_a_pdf_that_is_to_be_published_is_found(board, protocol):
    data = render_pdf(PAGE.format("Deltagare 811218-9876 är med."), created=at()).pdf
    attachment = add_attachment(
        paragraph=protocol.paragraphs.first(), file_name="lista.pdf", data=data, by=board.secretary, at=at()
    )
    before = [finding.sentence for finding in findings_of(read_draft(protocol), today=MEETING_DAY)]
    edit_attachment(attachment=attachment, publish=True, by=board.secretary, at=at())
    after = [finding.sentence for finding in findings_of(read_draft(protocol), today=MEETING_DAY)]
    assert not any("personnummer" in sentence for sentence in before)
    assert any("personnummer" in sentence for sentence in after)
