"""What the head of a page says of it, to the browser and to whoever is sent its address."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag
def page_title(content: SafeString, site: str) -> SafeString:
    """The page's title, once for the browser's tab and once for those who show links (Open Graph's og:title)."""
    title = SafeString(" ".join(content.split()))
    return format_html(
        '<title>{} – {}</title>\n  <meta property="og:title" content="{}">', title, site, title
    )
