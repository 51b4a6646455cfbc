"""Small PDFs to attach in the demo."""

from datetime import datetime
from html import escape

from meetings.paper.pdf import render_pdf


def paper(name: str, *, created: datetime) -> bytes:
    """One tagged page with the name as its heading."""
    html = (
        f'<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{escape(name)}</title></head>'
        f"<body><h1>{escape(name)}</h1><p>Underlag till styrelsens sammanträde. Innehållet är påhittat.</p>"
        "</body></html>"
    )
    return render_pdf(html, created=created).pdf
