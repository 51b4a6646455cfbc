"""Our JavaScript modules, by the names that they import each other by."""

from django.conf import settings
from js_asset import ImportMap


def modules(*folders: str) -> ImportMap:
    """`folder/name` for each file of static/js/<folder>; the map's addresses carry the hash of each file's content."""
    return ImportMap(
        {
            f"{folder}/{file.stem}": f"js/{folder}/{file.name}"
            for folder in folders
            for file in sorted((settings.BASE_DIR / "static" / "js" / folder).glob("*.js"))
        }
    )
