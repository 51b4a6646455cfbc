"""What a document says beside the sample it was entered from, word by word, told line by line."""

import re
import subprocess
from difflib import SequenceMatcher

from tests.browser.samples.sample import Sample, plain

BODY = ("-r", "72", "-x", "0", "-y", "62", "-W", "595", "-H", "718")  # of the page, without its head and foot
_BROKEN = re.compile("[\N{HYPHEN}\N{SOFT HYPHEN}-]\\s*\\n(?=[a-zåäö])(?!och |eller |samt )")
_GROUPED = re.compile(r"(?<=\d)\s(?=\d{3}\b)")


def document_text(pdf: bytes) -> str:
    """In reading order, a page's lines as they stand, a word that the line's end broke made whole."""
    run = subprocess.run(["pdftotext", *BODY, "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    text = run.stdout.decode().replace("\f", "").replace("\N{NO-BREAK SPACE}", " ")
    return re.sub("[\N{HYPHEN}\N{NON-BREAKING HYPHEN}]", "-", _BROKEN.sub("", text))


def differences(sample: Sample, document: str) -> list[tuple[int, str, str]]:
    """(line of the sample, what only the sample has there, what only the document has there), in order."""
    words = [(word, at) for at, line in enumerate(_lines(sample)) for word in _words(line)]
    found = _words(document)
    matcher = SequenceMatcher(None, [_same(word) for word, _ in words], [_same(one) for one in found], False)
    return [
        (
            words[i][1] if i < len(words) else words[-1][1] + 1,
            " ".join(word for word, _ in words[i:j]),
            " ".join(found[k:m]),
        )
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal"
    ]


def compared(sample: Sample, document: str) -> str:
    """Each difference: the line of the sample where it is, «-» what only the sample has, «+» what only the document."""
    lines = _lines(sample)
    said = differences(sample, document)
    verbatim = len(lines) - len({at for at, gone, _ in said if gone})
    told = [f"{len(lines)} rader, {verbatim} ordagrant, {len(said)} skillnader"]
    for at, gone, new in said:
        told += ["", f"rad {at + 1}: {lines[at][:100]}" if at < len(lines) else "efter sista raden"]
        told += [f"- {gone}"] if gone else []
        told += [f"+ {new}"] if new else []
    return "\n".join(told) + "\n"


def _lines(sample: Sample) -> list[str]:
    return [plain(line) for one in [*sample.head, *sample.body] for line in one.split("\n")]


def _words(text: str) -> list[str]:
    """Without bullets; «§ 37» and «50 000» are one word each, whatever space is in them."""
    text = re.sub(r"§\s+(?=\d)", "§", _GROUPED.sub("", text))
    return [word for word in text.split() if word not in {"-", "•", "|"}]


def _same(word: str) -> str:
    """Two words are the same whatever form their dashes and quotation marks have."""
    return re.sub("[–—-]", "", word).strip('”“"»«') or word
