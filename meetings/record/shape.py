"""What every class of the record is made of: a frozen struct, and texts with a form.

msgspec reads and writes the JSON and makes its schema (docs/adr/0010), so that a key is named once.
"""

from typing import Annotated

import msgspec
from msgspec import Meta

type Slug = Annotated[str, Meta(pattern="^[a-z0-9-]+$")]
type Clock = Annotated[str, Meta(pattern="^[0-9]{2}:[0-9]{2}$", description="Svensk tid.")]
type Number = Annotated[str, Meta(pattern="^[0-9]+$", description="Nummer på en paragraf eller bilaga.")]
type Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
type Html = Annotated[
    str, Meta(description="Rensad HTML: p, br, strong, em, u, ul, ol, li, blockquote, a, table.")
]


class Frozen(msgspec.Struct, frozen=True, kw_only=True):
    """A value that never changes. Unknown keys are passed over; one with a default may be missing."""
