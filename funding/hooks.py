"""What other rooms want to hear, inside the transaction; filled in FundingConfig.ready."""

from collections.abc import Callable
from datetime import datetime

from funding.models import Agreement
from meetings.models import Person

after_agreement: list[Callable[[Agreement, Person, datetime], None]] = []
