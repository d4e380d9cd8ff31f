"""Court fees against the scale of the decree (State Council No. 481, arts 13-16).

A claim of property up to 10,000 yuan costs 50 yuan, and 2.5 % of what goes
beyond, up to 100,000; larger claims have rates of their own and are left
alone here. Enforcement costs 50 yuan up to 10,000 and 1.5 % beyond.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from summons_check.facts.model import Context, CourtFee
from summons_check.facts.money import write_sum
from summons_check.folding import Folded
from summons_check.patterns import pattern

if TYPE_CHECKING:
    import regex

CONCEPTS = frozenset({"court_fee.off_scale"})

_LARGEST = Decimal(100_000)
"""Largest claim whose fee is worked out."""
_FREE = Decimal(10_000)
_LEAST = Decimal(50)
_RATE = Decimal("0.025")
_FAR = 2
"""Times the scale from which a fee is far above it: costs of service may come on top."""
_SUM = (
    r"(?P<sum>\d{1,3}(?:,\d{3})+|\d{1,9})(?P<cents>\.\d{1,2})?(?!\d)"
    r"(?:\ ?(?P<scale>万))?(?:\ ?元)?"
)
_IS = r"(?:金额|总额|总计|合计|共计|共|为|是|计|约|:|人民币|¥|\ ){0,8}+"
_FEE = pattern(rf"(?:案件受理费|受理费|诉讼费用?|立案费|执行费|执行申请费){_IS}{_SUM}")
_CLAIM = pattern(
    rf"(?:标的额?|诉请金额|诉讼请求|请求金额|争议金额|欠款|本金|借款|贷款|欠付){_IS}{_SUM}"
)


def scale_fee(claim: Decimal) -> Decimal:
    """The full fee for a claim of up to 100,000 yuan, in yuan.

    >>> scale_fee(Decimal(8000)), scale_fee(Decimal(30000))
    (Decimal('50.000'), Decimal('550.000'))
    """
    return _LEAST + max(Decimal(0), claim - _FREE) * _RATE


def find(folded: Folded, context: Context) -> list[CourtFee]:
    """Find a court fee beside the one claim that it is for.

    Args:
        folded: The message.
        context: Not used.

    """
    del context
    text = folded.text
    if "费" not in text:
        return []
    claims = {_yuan(match) for match in _CLAIM.finditer(text)}
    fees = list(_FEE.finditer(text))
    if len(claims) != 1 or len(fees) != 1:
        return []
    (claim,), (fee,) = claims, fees
    if not 0 < claim <= _LARGEST:
        return []
    due, asked = scale_fee(claim), _yuan(fee)
    is_off = asked > _FAR * due
    concepts = ("court_fee.off_scale",) if is_off else ()
    detail = "off_scale" if is_off else ""
    return [CourtFee(*fee.span(), write_sum("CNY", asked), detail, concepts, due)]


def _yuan(match: regex.Match[str]) -> Decimal:
    written = match["sum"].replace(",", "") + (match["cents"] or "")
    return Decimal(written) * (10_000 if match["scale"] else 1)
