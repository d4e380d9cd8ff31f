"""Tell fake court and collection messages from ones that may be real, with reasons.

>>> from summons_check import check
>>> check("今晚七点法院篮球场约不约？").verdict.value
'not_applicable'
"""

from summons_check.checker import Checker, check
from summons_check.errors import Problem, RuleError, SummonsCheckError
from summons_check.models import (
    Claim,
    Claims,
    Finding,
    Frame,
    Kind,
    Role,
    Severity,
    Span,
    Step,
    Verdict,
)
from summons_check.report import Report
from summons_check.rulepack import RulePack, default_pack, load_folders, load_packs

__version__ = "0.1.0"

__all__ = [
    "Checker",
    "Claim",
    "Claims",
    "Finding",
    "Frame",
    "Kind",
    "Problem",
    "Report",
    "Role",
    "RuleError",
    "RulePack",
    "Severity",
    "Span",
    "Step",
    "SummonsCheckError",
    "Verdict",
    "check",
    "default_pack",
    "load_folders",
    "load_packs",
]
