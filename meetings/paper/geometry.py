"""Boxes and matrices of PDF pages, as plain numbers: no library of PDFs."""

from collections.abc import Sequence

type Matrix = Sequence[float]  # as in PDF: a b c d e f
type Box = tuple[float, float, float, float]  # left, bottom, right, top


def shown(paper: Sequence[float], crop: Sequence[float]) -> Box:
    """The box that a viewer shows: the crop box, inside the paper. Raises ValueError for one without an area."""
    (left, right), (bottom, top) = (
        (max(min(paper[at::2]), min(crop[at::2])), min(max(paper[at::2]), max(crop[at::2]))) for at in (0, 1)
    )
    if right - left < 1 or top - bottom < 1:
        raise ValueError("a page without an area")
    return left, bottom, right, top


def upright(box: Box, rotation: int, unit: float = 1) -> Matrix:
    """From the page as it is written to how it is shown, with its lower left corner at 0 (ISO 32000-2 7.7.3.3)."""
    left, bottom, right, top = box
    turned: Matrix
    match rotation % 360:
        case 90:
            turned = (0, -1, 1, 0, -bottom, right)
        case 180:
            turned = (-1, 0, 0, -1, right, top)
        case 270:
            turned = (0, 1, -1, 0, top, -left)
        case _:
            turned = (1, 0, 0, 1, -left, -bottom)
    return [unit * each for each in turned]


def around(box: Sequence[float], matrix: Matrix) -> Box:
    """The smallest upright box around a box that `matrix` has moved."""
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in box[::2] for y in box[1::2]]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def numbers(many: Sequence[float]) -> str:
    """As a content stream has them."""
    return " ".join(f"{each:.5f}" for each in many)
