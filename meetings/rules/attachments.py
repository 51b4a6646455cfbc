"""Numbers of attachments."""

from collections.abc import Hashable, Iterable


def attachment_numbers[Id: Hashable](
    references_in_order: Iterable[Id], homes_in_order: Iterable[Id]
) -> dict[Id, int]:
    """«Bilaga 1, 2 …» over the protocol: by first reference in the text, then the rest as they lie in the §§.

    `references_in_order` may repeat, and may name an attachment that no longer exists: it takes no number.
    """
    homes = list(dict.fromkeys(homes_in_order))
    known = set(homes)
    order = dict.fromkeys([*(ref for ref in references_in_order if ref in known), *homes])
    return {attachment: number for number, attachment in enumerate(order, start=1)}
