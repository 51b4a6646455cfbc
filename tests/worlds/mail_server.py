"""A real SMTP server on loopback, and the letters it has received."""

import email
import re
import socket
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


class MailServer:
    """Start it, point the site's mailer at `options`, and read `letters_to(address)`."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port: int = probe.getsockname()[1]
        self._controller = Controller(self, hostname="127.0.0.1", port=self._port)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        message = email.message_from_bytes(envelope.content, policy=default)
        message["X-To"] = ", ".join(envelope.rcpt_tos)
        self.received.append(message)  # type: ignore[arg-type]
        return "250 OK"

    def start(self) -> dict[str, Any]:
        """Django's MAILERS entry for it."""
        self._controller.start()
        return {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": self._port},
        }

    def stop(self) -> None:
        self._controller.stop()

    def letters_to(self, address: str) -> list[EmailMessage]:
        return [one for one in self.received if one["X-To"] == address]

    def link_to(self, address: str, part: str) -> str:
        """The path of the latest link with `part` in it that was sent to the address."""
        for letter in reversed(self.letters_to(address)):
            text = letter.get_body(("plain",))
            body = text.get_content() if text else ""
            for link in re.findall(r"https?://[^/\s]+(/\S*)", body):
                if part in link:
                    return str(link)
        raise AssertionError(f"no letter to {address} with a link to {part}")
