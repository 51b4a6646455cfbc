"""Swedish order in the database, whose own order is by code point or that of the place its server was set up for."""

from django.db.models import F, Func, TextField


def swedish(field: str) -> Func:
    """What orders rows by a text of theirs as `swedish.sort_key` orders words: å, ä and ö last, é as e.

    The function is of the database (migration 0008), and «COLLATE "C"» makes its answers compare alike in every one.
    """
    return Func(
        F(field),
        function="meetings_swedish_key",
        template='%(function)s(%(expressions)s) COLLATE "C"',
        output_field=TextField(),
    )
