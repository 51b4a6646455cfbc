"""meetings.swedish as template filters: `{% load swedish %}{{ day|long_date }}`."""

from django import template

from meetings import swedish

register = template.Library()

for function in (
    swedish.long_date,
    swedish.long_date_with_weekday,
    swedish.clock,
    swedish.moment,
    swedish.minute,
    swedish.join_names,
    swedish.genitive,
    swedish.section,
    swedish.sections,
    swedish.number_word,
    swedish.on_one_line,
    swedish.grouped,
    swedish.kronor,
):
    register.filter(function.__name__, function, expects_localtime=True)  # the Swedish day of a moment


register.simple_tag(swedish.term)


@register.simple_tag
def time_range(start: str, end: str | None = None) -> str:
    """`{% time_range "08:30" "11:00" %}` → «kl. 8.30–11.00»."""
    return swedish.time_range(start, end)
