"""One page of all pictures, what was found first."""

from html import escape
from pathlib import Path

from tests.crawl.modes import MODES
from tests.crawl.walk import Seen

HEAD = """<!doctype html><html lang="sv"><meta charset="utf-8"><title>Alla sidor</title><style>
body { font: 15px/1.4 sans-serif; margin: 1rem }
section { border-top: 1px solid #999; padding-block: .75rem }
.row { display: flex; gap: .75rem; overflow-x: auto; align-items: start }
figure { margin: 0; flex: none } img { height: 22rem; max-width: 22rem; object-fit: contain; object-position: top left;
border: 1px solid #ccc } .fault { color: #b00020 }
</style><h1>Alla sidor</h1>"""


def write_report(pages: list[Seen], folder: Path) -> list[str]:
    """Writes `index.html` with every page and picture. Returns each fault with its role and path."""
    faults = [f"{one.role} {one.path} {fault}" for one in pages for fault in one.faults]
    parts = [HEAD, f"<p>{len(pages)} sidor, {len(faults)} fel.</p>", _list(faults)]
    parts += [_section(one) for one in pages]
    (folder / "index.html").write_text("\n".join(parts), encoding="utf-8")
    return faults


def _section(seen: Seen) -> str:
    figures = [
        f'<figure><a href="{name}"><img loading="lazy" src="{name}" alt=""></a><figcaption>{escape(mode.name)}'
        "</figcaption></figure>"
        for mode in MODES
        if (name := seen.sights.get(mode.name))
    ]
    heading = f"<h2>{escape(seen.role)}: {escape(seen.title)}</h2><p><code>{escape(seen.path)}</code> {seen.view}</p>"
    return f'<section>{heading}{_list(seen.faults)}<div class="row">{"".join(figures)}</div></section>'


def _list(faults: list[str]) -> str:
    return f'<ul class="fault">{"".join(f"<li>{escape(one)}</li>" for one in faults)}</ul>' if faults else ""
