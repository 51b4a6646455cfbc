"""A passkey of Chromium's own, without anybody's finger: the protocol's virtual authenticator."""

from playwright.sync_api import Page


class Authenticator:
    """What the page's browser keeps passkeys in. Its owner is always there and always verified."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        kind = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
        }
        answer = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": kind})
        self.id = answer["authenticatorId"]

    def refuse(self, refused: bool = True) -> None:
        """The owner's finger is not known to it."""
        self.session.send(
            "WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": not refused}
        )
