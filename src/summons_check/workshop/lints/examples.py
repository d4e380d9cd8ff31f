"""Examples that do not prove what they say."""

from __future__ import annotations

from collections.abc import Iterator

from summons_check.acts import MANNERS
from summons_check.facts import CONCEPTS as FACT_CONCEPTS
from summons_check.folding import fold
from summons_check.languages import guess
from summons_check.models import Severity
from summons_check.pack_schema import Concept, Example, Rule
from summons_check.patterns import pattern
from summons_check.reading import Message
from summons_check.vocabulary import SHIELD, Vocabulary
from summons_check.workshop.bench import Bench
from summons_check.workshop.lints.model import Lint, Mark
from summons_check.workshop.rule_examples import Fault, Trial, law_of, try_examples
from summons_check.workshop.word_index import WordIndex

HIT_SILENT = Lint("hit-silent", "error", "a hit on which its rule does not fire")
HIT_QUOTE = Lint("hit-quote", "error", "a hit whose `quote` is none of the quotes of the finding")
MISS_FIRES = Lint("miss-fires", "error", "a miss on which its rule fires")
KNOWN_FAILURE = Lint("known-failure", "error", "a known failure that does not fail any more")
MISS_FILLER = Lint(
    "miss-filler", "warning", "a miss that shares no concept and no word with its rule"
)
LINTS = (HIT_SILENT, HIT_QUOTE, MISS_FIRES, KNOWN_FAILURE, MISS_FILLER)

_BY_FAULT: dict[Fault, tuple[Lint, str]] = {
    "silent": (HIT_SILENT, "mend the rule or its words; `rules show` tells what it asks for"),
    "other-words": (HIT_QUOTE, "quote one of those exactly"),
    "fires": (MISS_FIRES, "narrow the rule, with `none` or `unless`"),
    "passes-by-now": (KNOWN_FAILURE, "it is an ordinary example now"),
}
_WORD = pattern(r"(?<![a-z])[a-z]{3,}|\d{3,}")
_EVERYWHERE = frozenset(
    {
        *("about", "after", "also", "been", "before", "could", "from", "have", "into", "must"),
        *("only", "should", "than", "that", "their", "them", "then", "there", "these", "they"),
        *("this", "those", "were", "what", "when", "which", "will", "with", "would", "your"),
        *("all", "and", "any", "are", "but", "can", "did", "for", "get", "had", "has", "her"),
        *("his", "how", "its", "let", "may", "not", "now", "one", "our", "out", "own", "see"),
        *("she", "the", "was", "who", "you"),
    }
)
"""Words that tell nothing of what a text is about."""
_PAIR = pattern(r"(?=(\p{Han}[\p{Han}\p{Hiragana}]|\p{Katakana}{2}))")
_ANY_MESSAGE = ("speaker.unknown", "reader.", "language.", "law.", "text.", "sent.", "body.")
"""Concepts that messages have whatever they say."""


def unproved(bench: Bench) -> Iterator[Mark]:
    """Examples on which their rule does not do what they say."""
    for trial in try_examples(bench.rules, bench.checker):
        if not trial.passed:
            lint, mend = _BY_FAULT[trial.fault]
            yield lint.at(bench, trial.rule.path, trial.key, f"{_said(trial)}; {mend}")


def _said(trial: Trial) -> str:
    if trial.fault == "fires":
        return f"{trial.what} though {trial.example.why!r}"  # type: ignore[union-attr]
    return trial.what


def fillers(bench: Bench) -> Iterator[Mark]:
    """Misses that have nothing of their rule in them: any rule at all would leave them alone.

    One with a word of a phrase that the rule looks for is none: it shows that the whole phrase is
    meant. A notice says what a message is about, and its look-alike is often about something else.
    """
    finder = _Finder(bench)
    for rule in bench.rules:
        if rule.severity is Severity.NOTICE:
            continue
        asked, words = _asked(rule, bench), finder.words_of(rule)
        for number, miss in enumerate(rule.miss):
            if asked.isdisjoint(finder.concepts_in(miss, rule)) and words.isdisjoint(
                _words(fold(miss.text).text)
            ):
                message = (
                    "no concept of the rule and no word of its phrases is in this miss, so it "
                    "proves little; write a message that says nearly the same and is lawful"
                )
                yield MISS_FILLER.at(bench, rule.path, f"miss.{number}", message)


def _asked(rule: Rule, bench: Bench) -> frozenset[str]:
    """The concepts that a rule asks for or excludes, but for those that most messages have."""
    return frozenset(
        name
        for match in rule.match
        for item in (*match.all, *match.none, *match.when, *match.unless)
        for name in map(_plain, bench.resolver.concepts_of(item))
        if not name.startswith(_ANY_MESSAGE)
    )


def _plain(name: str) -> str:
    """What a message without the fault has as well: a case number, a link, the word for a power.

    >>> _plain("case_number.future_year"), _plain("usurped.custody.arrest")
    ('case_number', 'power.custody.arrest')
    """
    first, _, rest = name.partition(".")
    if first in MANNERS:
        return f"power.{rest}"
    return first if name in FACT_CONCEPTS else name


class _Finder:
    """Finds concepts as a rule does, and besides those that a negation or another word hides."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._index = WordIndex(bench)
        self._words: dict[str, frozenset[str]] = {}
        self._bare = Vocabulary(
            {
                name: tuple(map(_bare, entries))
                for name, entries in bench.pack.concepts.items()
                if not name.startswith(SHIELD)
            }
        )

    def concepts_in(self, example: Example, rule: Rule) -> set[str]:
        """The names of everything in the text of an example that a rule can ask for."""
        law = law_of(rule, example, self._bench.checker)
        lang = guess(example.text)
        scene = self._bench.reader.read(
            Message(example.text, example.sender, example.channel, example.received, lang, law)
        ).scene
        hidden = self._bare.scan(fold(example.text), lang)
        return {_plain(name) for found in (scene.flags, scene.mentions, hidden) for name in found}

    def words_of(self, rule: Rule) -> frozenset[str]:
        """The words of all phrases that a rule looks for."""
        items = {item for match in rule.match for item in match.all}
        names = frozenset().union(*map(self._bench.resolver.concepts_of, items))
        within = self._index.all_within(frozenset(map(_plain, names)))
        return frozenset().union(*map(self._words_of, within))

    def _words_of(self, name: str) -> frozenset[str]:
        if name not in self._words:
            entries = self._bench.pack.concepts.get(name, ())
            written = "\n".join(phrase for entry in entries for phrase in entry.phrases)
            self._words[name] = frozenset(_words(fold(written).text))
        return self._words[name]


def _words(text: str) -> Iterator[str]:
    """The words and numbers of a folded text; of one in Chinese or Japanese, pairs of signs."""
    yield from (word for word in _WORD.findall(text) if word not in _EVERYWHERE)
    yield from (found[1] for found in _PAIR.finditer(text))


def _bare(concept: Concept) -> Concept:
    return concept.model_copy(
        update={"negatable": False, "at_least": 1, "only_in": "", "is_traditional": False}
    )
