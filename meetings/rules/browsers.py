"""What a browser is called, so that people know theirs again and nothing more of it is kept."""

BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "FxiOS/": "Firefox", "CriOS/": "Chrome"}
BROWSERS |= {"Chrome/": "Chrome", "Safari/": "Safari"}  # the others say that they are these too
SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows"}
SYSTEMS |= {"Mac OS X": "Mac", "CrOS": "Chromebook", "Linux": "Linux"}


def browser_words(user_agent: str) -> str:
    """«Firefox på Windows», from a User-Agent header; «Okänd webbläsare» when it says nothing known."""
    browser = _first(BROWSERS, user_agent) or "Okänd webbläsare"
    system = _first(SYSTEMS, user_agent)
    return f"{browser} på {system}" if system else browser


def _first(names: dict[str, str], text: str) -> str:
    return next((name for mark, name in names.items() if mark in text), "")
