"""Judge a read message by the rules of one pack: findings, and what to do now."""

from __future__ import annotations

from summons_check.advice import ELSEWHERE, Adviser
from summons_check.jurisdictions import Laws
from summons_check.matching import RuleMatcher, Scene, Ways
from summons_check.models import Finding, Lang, Step, Verdict
from summons_check.rulepack import RulePack
from summons_check.scoring import Scorer


class Judge:
    """The rules, points and steps of a pack, ready for messages.

    Args:
        pack: The rule pack.
        names: Every concept that can be found.
        ways: Of the judges that share the ways of rules.

    """

    def __init__(self, pack: RulePack, names: frozenset[str], ways: Ways | None = None) -> None:
        self.pack = pack
        self._matcher = RuleMatcher(
            pack.rules, names, pack.languages, pack.sets, pack.holds_in, ways=ways
        )
        self._scorer = Scorer(pack.families, pack.sources, pack.adopted)
        self._adviser = Adviser(pack.advice, pack.channels, pack.sources)

    def findings(self, scene: Scene, laws: Laws, lang: Lang) -> tuple[Finding, ...]:
        """What speaks for and against a message, the heaviest red flags first."""
        fired = self._matcher.run(scene)
        return self._scorer.score(fired, scene.folded, lang, self._first(laws))

    def next_steps(
        self, verdict: Verdict, labels: frozenset[str], law: str, lang: Lang
    ) -> tuple[Step, ...]:
        """What to do now; see `Adviser.next_steps`."""
        return self._adviser.next_steps(verdict, labels, law, lang)

    def _first(self, laws: Laws) -> str:
        """The law whose reasons are told: of several possible ones the first that has a pack.

        Its reasons may not be the reader's, but those of a law that is out of question never are.
        """
        return next((law for law in self.pack.laws.values() if law in laws.codes), ELSEWHERE)
