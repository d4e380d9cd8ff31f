"""`check` and `Checker`: the whole pipe, from a pasted text to a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypedDict, Unpack, get_args, overload

from summons_check.advice import ELSEWHERE, labels_of
from summons_check.claims import collect_claims
from summons_check.collector import collector_paused
from summons_check.errors import Problem
from summons_check.folding import MAX_CHARS, Folded
from summons_check.frames import REASONS, Frames
from summons_check.judging import Judge
from summons_check.jurisdictions import canonical
from summons_check.languages import LANGS, guess, in_lang, is_covered
from summons_check.matching import MAX_SPANS, Ways
from summons_check.models import (
    SCHEMA_VERSION,
    Channel,
    Frame,
    Lang,
    score_of,
    trusted,
    verdict_of,
)
from summons_check.reading import Message, MessageReader, Packs
from summons_check.report import Report
from summons_check.rulepack import RulePack, default_rulebook, load_folders
from summons_check.wording import say

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_TOPIC = "topic"
_MOST_NAMES = 3
"""Parts of a pack that a report names when they were left out."""
_LONG = 4_000
"""Characters from which a message makes so many objects that Python would look for garbage among
them time and again: a third of the time of a long disguised one."""
_NOTHING = (None,) * 5
"""What most callers say of a message besides its text."""
_CHANNELS: tuple[Channel, ...] = get_args(Channel)


class Options(TypedDict, total=False):
    """What is known of a message besides its text; see `check`."""

    sender: str | None
    channel: Channel | None
    received: date | None
    jurisdiction: str | None
    lang: Lang | None


class Checker:
    """A reusable, immutable checker; threads may share it.

    Args:
        rules: The rule pack; the one that ships with the library by default.
        jurisdiction: Country whose law applies to all messages, such as
            "CN"; None lets the call decide, and without it the message.

    """

    def __init__(self, rules: RulePack | None = None, *, jurisdiction: str | None = None) -> None:
        self._given = rules
        self._packs = _always(rules) if rules else default_rulebook().for_laws
        self.rules = self._packs(())
        """The rules that messages are held against under any law, and the mainland's."""
        self.jurisdiction = canonical(jurisdiction) if jurisdiction else None
        self._reader = MessageReader(self.rules, self._packs)
        self._laws = frozenset(self.rules.laws.values())
        self._judges: dict[str, Judge] = {}
        self._ways: Ways = {}
        self._judge(self.rules)
        self._irrelevant: dict[tuple[Lang, str], Report] = {}

    @classmethod
    def from_folders(
        cls,
        *folders: str | PathLike[str] | Traversable,
        ours: bool = True,
        lenient: bool = False,
        experimental: bool = False,
        jurisdiction: str | None = None,
    ) -> Self:
        """A checker with rules of your own.

        Args:
            folders: Each a pack, or a folder of packs; see rules/README.md.
            ours: Whether the packs that ship with the library are used, too.
            lenient: Whether to use what is sound of packs that have problems.
            experimental: Whether experimental rules score; they are notices otherwise.
            jurisdiction: As for `Checker`.

        Raises:
            RuleError: With every problem of every file.

        """
        places = [Path(each) if isinstance(each, str | PathLike) else each for each in folders]
        pack = load_folders(places, ours=ours, lenient=lenient, experimental=experimental)
        return cls(pack, jurisdiction=jurisdiction)

    def __reduce__(self) -> tuple[object, ...]:
        return (partial(Checker, jurisdiction=self.jurisdiction), (self._given,))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong in the files of rules that were loaded as far as they are sound."""
        return self.rules.problems

    def check(  # noqa: PLR0913 - the contract names them
        self,
        text: str,
        *,
        sender: str | None = None,
        channel: Channel | None = None,
        received: date | None = None,
        jurisdiction: str | None = None,
        lang: Lang | None = None,
    ) -> Report:
        """Check one message; see `check`."""
        if type(text) is not str or (sender, channel, received, jurisdiction, lang) != _NOTHING:
            _require_types(
                text,
                sender=sender,
                channel=channel,
                received=received,
                jurisdiction=jurisdiction,
                lang=lang,
            )
        law = canonical(jurisdiction) if jurisdiction else self.jurisdiction
        written = guess(text)
        language: Lang = lang or written
        limits = (*_limits(text, language), *_left_out(self.rules.left_out, language))
        if law and law not in self._laws:
            limits = (*limits, say("limit.law", language, law=law))
        text = text[:MAX_CHARS]
        if not self._reader.is_relevant(text, sender, written):
            return self._not_applicable(language, law or ELSEWHERE, limits)
        message = Message(text, sender, channel, received, written, law)
        if len(text) < _LONG:
            return self._report(message, language, limits)
        with collector_paused():
            return self._report(message, language, limits)

    @overload
    def check_many(
        self, texts: Iterable[str], *, processes: int = 1, **options: Unpack[Options]
    ) -> Iterator[Report]: ...

    @overload
    def check_many(
        self, texts: Iterable[object], *, processes: int = 1, **options: Unpack[Options]
    ) -> Iterator[Report | None]: ...

    def check_many(
        self, texts: Iterable[object], *, processes: int = 1, **options: Unpack[Options]
    ) -> Iterator[Report | None]:
        """Check messages one after another, in their order.

        Args:
            texts: Any iterable, also one without end. Where it has something else than a
                str (None for a missing text, bytes), the report is None, so that texts and
                reports stay side by side; `check` says what is wrong with it. Of the first
                that is neither a str nor None a warning tells.
            processes: How many processes check; 1 is this one, and a text is then taken when
                its report is asked for. With more, up to 512 texts (about 100,000 characters)
                for each process are taken ahead. They pay from some ten thousand ordinary
                texts, or some thousand messages, on: each loads the rules, and holds what this
                process holds. They are started as `multiprocessing` is set to, and end with the
                iterator: when it is exhausted, closed, or let go of.
            options: What `check` takes, the same for all.

        Raises:
            TypeError: At once, for an argument of another type.
            WorkerError: If a process ends before its time; it says which texts have no report.

        """
        # Who checks single texts waits for none of this.
        from summons_check.many import in_processes, one_by_one  # noqa: PLC0415

        if isinstance(texts, str | bytes):
            raise TypeError("texts must be an iterable of texts; for a single one there is check")
        if type(processes) is not int or processes < 1:
            raise TypeError(f"processes must be an int from 1 on, not {processes!r}")
        self.check("", **options)  # a wrong option is told before the first text is taken
        check = partial(self.check, **options)
        stream = iter(texts)
        return (
            one_by_one(check, stream) if processes == 1 else in_processes(check, stream, processes)
        )

    def _report(self, message: Message, lang: Lang, limits: tuple[str, ...]) -> Report:
        reading = self._reader.read(message)
        scene, folded = reading.scene, reading.scene.folded
        judge = self._judge(self._packs(reading.laws.codes))
        law = reading.laws.only or ELSEWHERE
        if slow := reading.laws.slow:
            limits = (*limits, say("limit.pattern", lang, law=", ".join(slow)))
        findings = judge.findings(scene, reading.laws, lang)
        score = score_of(findings)
        # Whether anything says that this is a court, legal or collection message at all.
        if score == 0 and not any(each.family == _TOPIC for each in findings):
            findings = ()
        verdict = verdict_of(findings)
        claims = collect_claims(folded, reading.acts, reading.voice, reading.facts, reading.laws)
        values = {
            "schema_version": SCHEMA_VERSION,
            "verdict": verdict,
            "score": score,
            "findings": findings,
            "claims": claims,
            "frames": _frames(scene.frames, folded, lang),
            "next_steps": judge.next_steps(verdict, labels_of(findings, claims), law, lang),
            "rule_pack": judge.pack.info,
            "limits": limits,
            "lang": lang,
            "jurisdiction": law,
        }
        return trusted(Report, values)

    def _judge(self, pack: RulePack) -> Judge:
        """The judge for a pack, made when it is first needed."""
        key = pack.info.sha256
        if key not in self._judges:
            self._judges[key] = Judge(pack, self._reader.names_in(pack), self._ways)
        return self._judges[key]

    def _not_applicable(self, lang: Lang, law: str, limits: tuple[str, ...]) -> Report:
        key = (lang, law)
        if key not in self._irrelevant or limits:
            report = Report(
                verdict=verdict_of(()),
                score=0,
                rule_pack=self.rules.info,
                limits=limits,
                lang=lang,
                jurisdiction=law,
            )
            if limits:
                return report
            self._irrelevant[key] = report
        return self._irrelevant[key]


@cache
def default_checker() -> Checker:
    """The checker behind `check`, made on first use."""
    return Checker()


def check(  # noqa: PLR0913 - the contract names them
    text: str,
    *,
    sender: str | None = None,
    channel: Channel | None = None,
    received: date | None = None,
    jurisdiction: str | None = None,
    lang: Lang | None = None,
) -> Report:
    """Check a message that claims to be a summons, a legal notice or a collection message.

    Args:
        text: The message, any string.
        sender: Number or name that it came from.
        channel: How it came: "sms", "call", "chat", "email" or "letter".
        received: The day on which it came. Without it a day that is written without a year is
            taken as of today, and no day is judged: whether it is over, or too soon.
        jurisdiction: Country whose law applies, such as "CN"; what the message
            itself shows if not given.
        lang: Language of the report: "zh-Hans", "zh-Hant", "en" or "ja"; that of
            the message if not given.

    Returns:
        The report. No exception for any string.

    Raises:
        TypeError: For an argument of another type; it says what to pass.

    Examples:
        >>> report = check("【速贷催收】逾期不还，我司已签发逮捕令，今晚上门抓人。")
        >>> report.verdict.value
        'likely_fake'

    """
    return default_checker().check(
        text,
        sender=sender,
        channel=channel,
        received=received,
        jurisdiction=jurisdiction,
        lang=lang,
    )


def _frames(frames: Frames, folded: Folded, lang: Lang) -> tuple[Frame, ...]:
    return tuple(
        [
            Frame.model_construct(
                name=name,
                reason=in_lang(REASONS[name], lang),
                wording=REASONS[name],
                spans=tuple([folded.span(*cue) for cue in frames.cues[name][:MAX_SPANS]]),
            )
            for name in frames.names
        ]
    )


def _limits(text: str, lang: Lang) -> tuple[str, ...]:
    limits = []
    if len(text) > MAX_CHARS:
        limits.append(say("limit.length", lang, read=MAX_CHARS, length=len(text)))
    if not is_covered(text):
        limits.append(say("limit.language", lang))
    return tuple(limits)


def _left_out(parts: tuple[str, ...], lang: Lang) -> tuple[str, ...]:
    """That rules with mistakes were left out, and the first of them."""
    if not parts:
        return ()
    joint = ", " if lang == "en" else "、"
    names = joint.join(parts[:_MOST_NAMES])
    if len(parts) > _MOST_NAMES:
        names = say("limit.rules.more", lang, names=names)
    return (say("limit.rules", lang, count=len(parts), names=names),)


def _always(pack: RulePack) -> Packs:
    """The same pack, whatever the law."""
    return lambda _: pack


def _require_types(text: object, **options: object) -> None:
    """Refuse arguments of another type, and say what to pass; never show the message."""
    if not isinstance(text, str):
        hint = " Decode it first: data.decode('utf-8')." if isinstance(text, bytes) else ""
        raise TypeError(f"text must be a str, not {type(text).__name__}.{hint}")
    for name, kind, said in (
        ("sender", str, "a str"),
        ("jurisdiction", str, "a str"),
        ("received", date, "a datetime.date"),
    ):
        value = options[name]
        if value is not None and not isinstance(value, kind):
            raise TypeError(f"{name} must be {said} or None, not {type(value).__name__}")
    for name, known in (("channel", _CHANNELS), ("lang", LANGS)):
        value = options[name]
        if value is not None and value not in known:
            raise TypeError(f"{name} must be one of {', '.join(known)}, not {value!r}")
