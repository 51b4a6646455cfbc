"""What a browser is called on the page where one sees where one is signed in."""

import pytest

from meetings.rules.browsers import browser_words

MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"{MAC} (KHTML, like Gecko) Version/18.0 Safari/605.1.15", "Safari på Mac"),
        (f"{MAC} (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "Chrome på Mac"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge på Windows"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36 EdgA/140.0", "Edge på Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox på Linux"),
        ("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) FxiOS/140.0 Safari/605.1.15", "Firefox på iPad"),
        ("Mozilla/5.0 (X11; CrOS x86_64) Chrome/140.0 Safari/537.36", "Chrome på Chromebook"),
        ("curl/8.0", "Okänd webbläsare"),
        ("", "Okänd webbläsare"),
    ],
)
def test_browser_is_known_again_by_two_words(user_agent: str, words: str) -> None:
    assert browser_words(user_agent) == words
