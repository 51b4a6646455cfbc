"""How Swedish writes days, times, names, numbers and sums. Pure functions, also template filters."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

NBSP = "\N{NO-BREAK SPACE}"
THIN = "\N{NARROW NO-BREAK SPACE}"

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
WEEKDAYS = ("måndagen", "tisdagen", "onsdagen", "torsdagen", "fredagen", "lördagen", "söndagen")
NUMBER_WORDS = (
    "noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv",
)  # fmt: skip

_POSTAL_CODE = re.compile(r"\b([0-9]{3}) ([0-9]{2})\b")
_COMMON_NOUN = re.compile(r"[A-ZÅÄÖ][a-zåäö]+(?:en|et|an|na)\b")

# Å, ä and ö come last, in that order; æ and ø sort with ä and ö, ü with y (Svenska Akademiens ordlista). The letters
# after them are no accented ones to Unicode. The same strings stand in the database's function (migration 0008).
_ALPHABET = str.maketrans("ÅÄÖÆØÜåäöæøüŁłĐđÐðı", "{|}|}y{|}|}yllddddi") | {ord("ß"): "ss"}
_ACCENTS = range(0x300, 0x370)


def day_of(at: datetime) -> date:
    """The Swedish day of a moment: legal days are those of Europe/Stockholm, whatever zone `at` is told in."""
    return at.astimezone(STOCKHOLM).date()


def long_date(day: date | str) -> str:
    """«30 maj 2024», from a date or an ISO date."""
    day = _date(day)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def term(first: date, last: date | None) -> str:
    """«från 1 januari 2025», «1 januari 2025–31 december 2026»."""
    return f"{long_date(first)}–{long_date(last)}" if last else f"från {long_date(first)}"


def long_date_with_weekday(day: date | str) -> str:
    """«torsdagen den 30 maj 2024», from a date or an ISO date."""
    return f"{WEEKDAYS[_date(day).weekday()]} den {long_date(day)}"


def clock(at: time | str) -> str:
    """«8.30», from a time or «08:30»."""
    at = time.fromisoformat(at) if isinstance(at, str) else at
    return f"{at.hour}.{at.minute:02}"


def time_range(start: time | str, end: time | str | None = None) -> str:
    """«kl. 8.30–11.00», or «kl. 8.30» when the end is not known."""
    return f"kl.{NBSP}{clock(start)}" + (f"–{clock(end)}" if end else "")


def period(day: date, start: time, end_day: date | None, end: time | None) -> str:
    """«kl. 8.30–11.00» within a day, else «30 maj 2024 kl. 23.50–31 maj 2024 kl. 0.15»."""
    if end is None or end_day is None or end_day == day:
        return time_range(start, end)
    return f"{long_date(day)} {time_range(start)}–{long_date(end_day)} {time_range(end)}"


def moment(at: datetime) -> str:
    """«10 juni 2024 kl. 14.51.07», Swedish time, and which of the two in the hour that comes twice in October."""
    local = at.astimezone(STOCKHOLM)
    return f"{long_date(local)} kl.{NBSP}{local.hour}.{local:%M.%S}{_which_hour(local)}"


def minute(at: datetime) -> str:
    """«10 juni 2024 kl. 14.51», as `moment` without its seconds."""
    local = at.astimezone(STOCKHOLM)
    return f"{long_date(local)} kl.{NBSP}{clock(local.time())}{_which_hour(local)}"


def _which_hour(local: datetime) -> str:
    """« (sommartid)» or « (normaltid)» of a time that comes twice in the night the clock goes back, else ""."""
    if local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset():
        return ""
    # In the night the clock goes forward the skipped hour differs too, but no moment has that time.
    return f" ({'sommartid' if local.dst() else 'normaltid'})"


def join_names(names: Iterable[str]) -> str:
    """«A», «A och B», «A, B och C»."""
    *first, last = list(names) or [""]
    return f"{', '.join(first)} och {last}" if first else last


def genitive(name: str) -> str:
    """«Astrids»; a name that ends in s, x or z stays as it is."""
    return name if name[-1:].lower() in {"s", "x", "z", ""} else f"{name}s"


def mid_sentence(name: str) -> str:
    """«förbundsstyrelsen», as «Förbundsstyrelsen» is written inside a sentence; «AU» and «Vallnäs råd» as they are.

    A guess, for a body that has not said how (Body.in_sentence): a common noun in its definite form begins with a
    small letter there.
    """
    return name[:1].lower() + name[1:] if _COMMON_NOUN.match(name) else name


def sort_key(name: str) -> str:
    """Orders words as a Swedish reader expects: å, ä, ö last, w after v, and other accents ignored.

    Rows are ordered alike by `models.ordering.swedish`. The key itself is nothing to show.
    """
    letters = unicodedata.normalize("NFC", name).translate(_ALPHABET)
    bare = (c for c in unicodedata.normalize("NFKD", letters) if ord(c) not in _ACCENTS)
    # A letter at a time, as the database does: Python alone knows that a Greek sigma is another at the end of a word.
    return "".join(c.lower() for c in bare)


def section(number: int | str) -> str:
    """«§ 43», never broken over two lines."""
    return f"§{NBSP}{number}"


def sections(number_range: str) -> str:
    """«§ 43» or «§ 37–45, 47»; empty for an empty range."""
    return section(number_range.replace(", ", f",{NBSP}")) if number_range else ""


def page_range(first: int, last: int) -> str:
    """«9–12», or «9» for one page."""
    return f"{first}–{last}" if last > first else str(first)


def lines_of(postal_address: str) -> list[str]:
    """The lines of an address, without those that are empty."""
    return [line.strip() for line in postal_address.splitlines() if line.strip()]


def on_one_line(postal_address: str) -> str:
    """«Storgatan 1, 123 45 Vallnäs», whose postal code stays in one piece."""
    return _POSTAL_CODE.sub(rf"\1{NBSP}\2", ", ".join(lines_of(postal_address)))


def number_word(number: int) -> str:
    """«noll» to «tolv», digits from 13."""
    return NUMBER_WORDS[number] if 0 <= number < len(NUMBER_WORDS) else grouped(Decimal(number))


def kronor(amount: Decimal | int) -> str:
    """«50 000 kronor», «1 krona», «1 250,50 kronor»; spaces inside never break."""
    return f"{grouped(amount)}{NBSP}{'krona' if abs(amount) == 1 else 'kronor'}"


def grouped(amount: Decimal | int) -> str:
    """«50 000» or «1 250,50» in groups of three; a negative number has a real minus sign."""
    amount = Decimal(amount)
    digits = f"{abs(amount):,.2f}".removesuffix(".00").replace(",", THIN).replace(".", ",")
    return f"−{digits}" if amount < 0 and digits != "0" else digits


def _date(day: date | str) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day
