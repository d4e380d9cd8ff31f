"""The figures of an evaluation, as frozen data: what `evaluation.evaluate` gives."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from statistics import NormalDist
from typing import Literal

from summons_check.labelled import GENUINE, TALK, UNLAWFUL, Label
from summons_check.models import Frozen, Kind, PackInfo, Verdict

EVALUATION_SCHEMA: Literal["1.0"] = "1.0"
"""Version of the JSON form; a change that breaks readers raises the first number."""

GroupName = Literal["unlawful", "genuine", "talk"]
GROUPS: Mapping[GroupName, tuple[Label, ...]] = {
    "unlawful": UNLAWFUL,
    "genuine": GENUINE,
    "talk": TALK,
}
"""Labels that share what can go wrong with them."""

FaultKind = Literal["missed", "false_alarm", "overlooked"]
Alarm = Literal["flagged", "likely_fake"]

_DIGITS = 6


class Rate(Frozen):
    """A share, with the interval that holds the true one 95 times in 100."""

    count: int
    n: int
    share: float | None
    """`count / n`, to six decimals; None of nothing."""
    low: float
    high: float


class VerdictCounts(Frozen):
    """How many messages got each verdict."""

    likely_fake: int = 0
    suspicious: int = 0
    no_red_flags: int = 0
    not_applicable: int = 0

    @property
    def total(self) -> int:
        """Of all verdicts."""
        return sum(self.of(verdict) for verdict in Verdict)

    def of(self, *verdicts: Verdict) -> int:
        """How many got one of these."""
        return sum(int(getattr(self, verdict)) for verdict in verdicts)


class LabelFigures(Frozen):
    """One row of the confusion matrix."""

    label: Label
    verdicts: VerdictCounts
    right: Rate
    """Verdicts that `must` allows."""
    ideal: Rate
    """The best verdict, where `ideal` names it."""


class Detection(Frozen):
    """How well one alarm tells what should be flagged from what should not."""

    alarm: Alarm
    """`flagged` is `likely_fake` or `suspicious`."""
    precision: Rate
    """Of the messages with this alarm those that should have it."""
    recall: Rate
    """Of the messages that should have it those that have it."""
    open: int
    """Messages whose `must` allows it and no alarm at all, which count for neither."""


class Fault(Frozen):
    """One kind of error."""

    kind: FaultKind
    """The verdict lets a fake pass; it flags what is no fake; it takes a real message for talk."""
    of: GroupName
    """A key of `GROUPS`."""
    verdict: Verdict
    rate: Rate
    """Of all messages of the group."""
    ids: tuple[str, ...]


class RuleFigures(Frozen):
    """What one rule did."""

    rule_id: str
    kind: Kind
    hits: int
    precision: Rate
    """Of the hits those in messages that should be flagged; open ones are left out. For what
    speaks for a message, a low share is a good one."""
    decided: tuple[str, ...]
    """Ids of messages whose verdict would be another without this finding, all others as they
    are: what its family's cap took from them is not given back."""
    decided_right: int
    """How many of these verdicts are right."""


class DisguiseFigures(Frozen):
    """Verdicts of messages in which key words are disguised, or are not."""

    is_disguised: bool
    """Whether the report claims a disguise."""
    should_flag: bool
    verdicts: VerdictCounts
    flagged: Rate


class Band(Frozen):
    """How many of the messages with such a score should be flagged; open ones are left out."""

    low: int
    high: int
    bad: Rate


class Group(Frozen):
    """Right verdicts among messages that share a value of a column."""

    column: str
    value: str
    right: Rate


class Miss(Frozen):
    """A verdict that `must` does not allow."""

    id: str
    label: Label
    verdict: Verdict
    must: tuple[Verdict, ...]
    score: int
    rules: tuple[str, ...]
    text: str | None = None
    """The message, if the caller asked for it."""


class Outcome(Frozen):
    """What the library said of one message."""

    id: str
    label: Label
    verdict: Verdict
    is_right: bool
    score: int
    rules: tuple[str, ...]
    """Ids of the findings' rules, the heaviest first."""


class Evaluation(Frozen):
    """All figures."""

    schema_version: Literal["1.0"] = EVALUATION_SCHEMA
    rule_pack: PackInfo
    n: int
    right: Rate
    ideal: Rate
    labels: tuple[LabelFigures, ...]
    detection: tuple[Detection, ...]
    faults: tuple[Fault, ...]
    calibration: tuple[Band, ...]
    disguise: tuple[DisguiseFigures, ...]
    groups: tuple[Group, ...]
    rules: tuple[RuleFigures, ...]
    """Red flags first; of them those with most hits where nothing should be flagged, then those
    that decided and hit most."""
    misses: tuple[Miss, ...]
    """The heaviest first: how far the verdict is from the nearest right one, then real messages
    before fakes before talk, then the score."""
    outcomes: tuple[Outcome, ...]
    """Each message, in the order of the files."""


def wilson(count: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Score interval of a share.

    E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
    Journal of the American Statistical Association 22 (1927), 209-212,
    doi:10.1080/01621459.1927.10502953.

    Args:
        count: How often it was so, 0 to `n`.
        n: Of how many; of none the share can be anything.
        confidence: How often the interval is to hold the true share.

    Returns:
        Its two ends, from 0 to 1.

    >>> [round(end, 3) for end in wilson(8, 10)]
    [0.49, 0.943]
    >>> wilson(0, 0)
    (0.0, 1.0)

    """
    if n == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = count / n
    scale = 1 + z * z / n
    middle = (share + z * z / (2 * n)) / scale
    reach = z / scale * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return (
        0.0 if count == 0 else max(0.0, middle - reach),
        1.0 if count == n else min(1.0, middle + reach),
    )


def rate(count: int, n: int) -> Rate:
    """Give a share and its 95 % Wilson interval."""
    low, high = wilson(count, n)
    share = round(count / n, _DIGITS) if n else None
    return Rate(count=count, n=n, share=share, low=round(low, _DIGITS), high=round(high, _DIGITS))
