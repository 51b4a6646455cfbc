"""Addresses in plain texts of documents are links."""

import pytest

from meetings.templatetags.protocol_text import linked


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Se https://a.example/x?y=1&z=2.", 'Se <a href="https://a.example/x?y=1&amp;z=2">https://a.example/x?y=1&amp;z=2</a>.'),
        ("(www.a.example)", '(<a href="https://www.a.example">www.a.example</a>)'),
        ("till a.b+c@d-e.example, eller", 'till <a href="mailto:a.b+c@d-e.example">a.b+c@d-e.example</a>, eller'),
        ('"><b>@x.example', "&quot;&gt;&lt;b&gt;@x.example"),
        ("javascript:alert(1) http:// @ a@b 5 § 3 kr", "javascript:alert(1) http:// @ a@b 5\u00a0§\u00a03\u00a0kr"),
        ("«https://a.example»", '«<a href="https://a.example">https://a.example</a>»'),
    ],
)  # fmt: skip
def test_addresses_are_links_and_all_else_is_escaped(text, html):
    assert linked(text) == html
