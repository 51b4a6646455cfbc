"""What every frozen document is: read from stored JSON and written to it, with the association's letterhead."""

from typing import Any, Self

import msgspec


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value inside a document. Days are ISO dates in JSON, and amounts are text such as «65000.00»."""


class Letterhead(Part, frozen=True, kw_only=True):
    """What templates/pdf/page.html and letterhead.html say of the association."""

    association_name: str
    org_number: str
    org_number_on_every_page: bool = True
    address: tuple[str, ...]
    web: str
    email: str
    phone: str
    logo_sha256: str | None
    logo_media_type: str
    logo_alt: str
    accent: str
    storage_place: str


class Document(Part, frozen=True, kw_only=True):
    """A whole document, as it is stored and embedded in its own PDF."""

    schema: int = 1
    document: Letterhead

    @classmethod
    def from_json(cls, stored: object) -> Self:
        """The value of stored JSON. Raises msgspec.ValidationError when the JSON is of another shape."""
        return msgspec.convert(stored, cls)

    def to_json(self) -> dict[str, Any]:
        """What is stored: text, numbers, lists and dicts only."""
        # to_builtins would leave tuples, which are not equal to the lists that come back from the database
        data: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        return data
