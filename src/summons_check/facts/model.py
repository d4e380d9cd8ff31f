"""What a fact is: something checkable that a message names, and where.

Positions are half-open ranges: of the folded text in facts that `find_all`
and the modules find, of the text as it came in those of `find_facts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar, NamedTuple


class Context(NamedTuple):
    """What is known about the message besides its text."""

    received: date | None = None
    """The day on which it arrived; None when nobody says."""

    @classmethod
    def on(cls, received: date | None) -> Context:
        """What is known from the day on which it arrived, or from the moment."""
        return cls(received.date() if isinstance(received, datetime) else received)

    @property
    def today(self) -> date:
        """The day that dates in the message are held against."""
        return self.received or date.today()


@dataclass(slots=True)
class Fact:
    """One fact. `kind` says which; `concepts` are what rules ask for.

    Nobody changes one; frozen they would take three times as long to make.
    """

    start: int
    end: int
    value: str
    """Canonical form."""
    detail: str
    """What else is known of it, in one word or two; may be empty."""
    concepts: tuple[str, ...]
    kind: ClassVar[str] = ""


@dataclass(slots=True)
class CaseNumber(Fact):
    """A case number, or something written like one."""

    year: int
    """Year of acceptance (of the Republic for Taiwan); 0 when there is none."""
    court_code: str
    """`粤0305`, `粤03`, `粤`, `最高法`; empty when there is none."""
    special: str
    """The one character for special trials between code and type, such as 知."""
    type_code: str
    """民初, 执, 司促, HCA; empty when there is none."""
    serial: str
    """The digits as written, also a range or list such as 3827、3828."""
    suffix: str
    """之一 and the like; empty when there is none."""
    kind: ClassVar[str] = "case_number"


@dataclass(slots=True)
class Link(Fact):
    """A web address, or the bare name of a program or archive to open."""

    host: str
    """In lower case; empty for a bare file name."""
    registrable: str
    """The part that somebody registered: `example.com.cn`; the host itself
    when it is a public suffix, an IP address or an unknown suffix."""
    path: str
    """From the first `/`, `?` or `#` on; may be empty."""
    kind: ClassVar[str] = "link"


@dataclass(slots=True)
class Email(Fact):
    """A mail address."""

    host: str
    kind: ClassVar[str] = "email"


@dataclass(slots=True)
class Phone(Fact):
    """A telephone number."""

    digits: str
    """Digits, with `*` for each that is struck out and `+` in front if dialled from abroad."""
    kind: ClassVar[str] = "phone"


@dataclass(slots=True)
class Amount(Fact):
    """A sum of money."""

    amount: Decimal | None
    """In whole units of `currency`; None for a number in words that is not read."""
    currency: str
    """ISO 4217, such as `CNY`."""
    kind: ClassVar[str] = "amount"


@dataclass(slots=True)
class Account(Fact):
    """The number of a bank account or card."""

    digits: str
    """Digits, with `*` for each that is hidden."""
    kind: ClassVar[str] = "account"


@dataclass(slots=True)
class Payee(Fact):
    """Who shall get the money."""

    holder: str
    """`person`, `court` or `company`."""
    kind: ClassVar[str] = "payee"


@dataclass(slots=True)
class Deadline(Fact):
    """The time that the message leaves its reader."""

    hours: Decimal | None
    """From the receipt of the message on; None when it cannot be told."""
    kind: ClassVar[str] = "deadline"


@dataclass(slots=True)
class Hearing(Fact):
    """Day and time of a hearing; the room is its detail.

    A day that no calendar has, such as the 30th of February, is a hearing only
    in name: its one concept is `hearing.impossible`.
    """

    when: datetime | None
    """Without a time zone; None when no time of the day is named."""
    kind: ClassVar[str] = "hearing"


@dataclass(slots=True)
class Interest(Fact):
    """What a loan costs: a rate a year, or what was taken out of it in advance.

    `value` is the sum that leads there, such as `0.1% × 365 = 36.5%`.
    """

    yearly: Decimal | None
    """Percent a year, simple interest; None for a deduction."""
    kind: ClassVar[str] = "interest"


@dataclass(slots=True)
class CourtFee(Fact):
    """A court fee beside the claim that it is for."""

    due: Decimal
    """What the scale says, in yuan."""
    kind: ClassVar[str] = "court_fee"


@dataclass(slots=True)
class Court(Fact):
    """A court that the message names."""

    exists: bool
    kind: ClassVar[str] = "court"
