"""What a report says to its reader, and in which order; the writers add only ink.

A message that may be real shows its dates first: they are what it would
cost to ignore it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, pairwise

from summons_check.folding import LONE_SURROGATE
from summons_check.languages import in_lang
from summons_check.models import (
    LIKELY_FAKE_AT,
    OF_ANOTHER_BODY,
    STATE_ROLES,
    SUSPICIOUS_AT,
    Claim,
    Finding,
    Frame,
    Kind,
    Lang,
    ReportData,
    Role,
    Source,
    Span,
    Step,
    Text,
    Verdict,
)
from summons_check.wording import name, say

_LAW = "jurisdiction"
_DATES = ("deadline", "hearing")
_COURT_CLAIMS = ("court", "case_number", "hearing", "document")
_MAY_BE_REAL = (Verdict.SUSPICIOUS, Verdict.NO_RED_FLAGS)
_LIGHTEST = 5
"""Fewest points of a flag that its family's cap leaves alone."""
_FULL_STOPS = ".。"
_KINDS = (Kind.RED_FLAG, Kind.CORROBORATION, Kind.NOTICE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a section lists."""

    text: str
    """Our words; with quotes they end so that the quotes can follow."""
    quotes: tuple[str, ...] = ()
    """The message's words: hostile."""
    asides: tuple[str, ...] = ()
    """What was read out of them: as hostile as they are."""
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    rule_id: str = ""
    """The rule that fired, if one did."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the message that the same findings point at."""

    text: str
    is_evidence: bool
    ends: tuple[int, ...]
    """Numbers of the findings whose evidence ends with it, in order."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it."""

    name: str
    """A kind of finding, `dates`, `steps`, `repeated`, `message`, `frames`, `claims`, `limits`."""
    heading: str
    entries: tuple[Entry, ...] = ()
    first: int | None = None
    """Number of the first entry; None: a list without numbers."""
    message: tuple[Piece, ...] = ()
    is_findings: bool = False
    """Whether the numbers of the entries are those that pieces refer to."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A report, ready to be written."""

    lang: Lang
    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    """What the entries cite, each once, in the order in which they do; numbered from 1."""
    foot: str

    def numbers(self, entry: Entry) -> list[int]:
        """The numbers of the sources that an entry cites."""
        return sorted({self.sources.index(source) + 1 for source in entry.sources})


def outline(report: ReportData, message: str | None, lang: Lang) -> Outline:
    """Lay a report out.

    Args:
        report: A finished report.
        message: The message that it is about, or None.
        lang: The language to write in.

    Raises:
        ValueError: If `message` does not hold the report's evidence.

    """
    findings = sorted(report.findings, key=_weight)
    if message is not None:
        _check_quotes(findings, message)
    sections = (
        *_claim_sections(report, message, lang, dates=True),
        *_finding_sections(findings, lang),
        _step_section(report.next_steps, lang),
        _repeated_section(findings, lang),
        _message_section(findings, message, lang),
        _frame_section(report.frames, message, lang),
        *_claim_sections(report, message, lang, dates=False),
        _section("limits", lang, tuple(map(Entry, report.limits))),
    )
    entries = [entry for section in sections for entry in section.entries]
    return Outline(
        lang=lang,
        title=_title(report, lang),
        lead=tuple(_lead(report, lang)),
        sections=tuple(part for part in sections if part.entries or part.message),
        sources=tuple(dict.fromkeys(source for entry in entries for source in entry.sources)),
        foot=say(
            "foot",
            lang,
            name=report.rule_pack.name,
            version=report.rule_pack.version,
            sha256=report.rule_pack.sha256[:12],
        ),
    )


def _section(
    name: str,
    lang: Lang,
    entries: tuple[Entry, ...],
    first: int | None = None,
    *,
    is_findings: bool = False,
) -> Section:
    return Section(name, say(f"heading.{name}", lang), entries, first, is_findings=is_findings)


def source_label(number: int) -> str:
    """What a source is cited by: not a bare number, for findings have those."""
    return f"S{number}"


def described(source: Source, lang: Lang) -> str:
    """Describe a source in one line, without its address."""
    certainty = name("certainty", source.certainty, lang)
    title = in_lang(source.title, lang)
    return say("source", lang, title=title, certainty=certainty, read=source.read)


def _check_quotes(findings: Sequence[Finding], message: str) -> None:
    for finding in findings:
        words = [_words(message, span) for span in finding.spans]
        if [*map(_carried, words)] != [*map(_carried, finding.quotes)]:
            raise ValueError("`message` is not the message that this report is about")


def _carried(words: str) -> str:
    """Words as a report carries them, whose quotes no JSON would hold otherwise."""
    return LONE_SURROGATE.sub("\ufffd", words)


def _words(message: str, span: Span) -> str:
    return message[span.start : span.end]


def _title(report: ReportData, lang: Lang) -> str:
    verdict = name("verdict", report.verdict, lang)
    if report.verdict is Verdict.NOT_APPLICABLE:
        return verdict
    return say("title", lang, verdict=verdict, score=report.score)


def _lead(report: ReportData, lang: Lang) -> Iterator[str]:
    verify = say(f"verify.{_verifier(report)}", lang)
    oddities = any(finding.kind is Kind.RED_FLAG for finding in report.findings)
    minor = ".minor" if oddities and report.verdict is Verdict.NO_RED_FLAGS else ""
    yield say(f"means.{report.verdict}{minor}", lang, verify=verify)
    if report.verdict is not Verdict.NOT_APPLICABLE:
        yield say("score", lang, suspicious=SUSPICIOUS_AT, likely_fake=LIKELY_FAKE_AT)


def _verifier(report: ReportData) -> str:
    """Who can tell whether the message is real: a court, or the sender itself."""
    of_court = report.claims.speaker.role in STATE_ROLES or any(
        item.kind in _COURT_CLAIMS and item.detail != OF_ANOTHER_BODY
        for item in report.claims.items
    )
    if not of_court and report.verdict is not Verdict.LIKELY_FAKE:
        return "sender"
    return "CN" if report.jurisdiction == "CN" else "elsewhere"


def _weight(finding: Finding) -> tuple[bool, int, int]:
    """What is listed first: what counts, flags before what fits, the heaviest."""
    return _is_repeated(finding), _KINDS.index(finding.kind), -abs(finding.points)


def _is_repeated(finding: Finding) -> bool:
    """Whether others of its family have used up what the flag could count."""
    return finding.kind is Kind.RED_FLAG and finding.points < _LIGHTEST


def _finding_sections(findings: Sequence[Finding], lang: Lang) -> Iterator[Section]:
    first = 1
    for kind in _KINDS:
        shown = [item for item in findings if item.kind is kind and not _is_repeated(item)]
        entries = tuple(_finding(item, lang) for item in shown)
        yield _section(kind.value, lang, entries, first, is_findings=True)
        first += len(entries)


def _repeated_section(findings: Sequence[Finding], lang: Lang) -> Section:
    """The flags that add nothing to the score, in a line each."""
    repeated = [item for item in findings if _is_repeated(item)]
    entries = tuple(
        _title_and_quotes(item, this_message(item.wording.title, lang), lang) for item in repeated
    )
    first = len(findings) - len(repeated) + 1
    return _section("repeated", lang, entries, first, is_findings=True)


def _finding(finding: Finding, lang: Lang) -> Entry:
    severity = name("severity", finding.severity, lang)
    key = "points" if finding.points else "no_points"
    title = this_message(finding.wording.title, lang)
    text = say(key, lang, text=title, severity=severity, points=finding.points)
    return replace(
        _title_and_quotes(finding, text, lang),
        notes=(in_lang(finding.wording.explanation, lang),),
        sources=finding.sources,
    )


def this_message(title: Text, lang: Lang) -> str:
    """Make a sentence of the title of a rule, in one language."""
    spoken: Lang = "en" if lang == "ja" and title.ja is None else lang
    return say("this_message", spoken, title=in_lang(title, lang))


def _title_and_quotes(finding: Finding, text: str, lang: Lang) -> Entry:
    said = say("before_quotes" if finding.quotes else "end", lang, text=text)
    return Entry(said, finding.quotes, rule_id=finding.rule_id)


def _message_section(findings: Sequence[Finding], message: str | None, lang: Lang) -> Section:
    is_shown = message is not None and any(finding.spans for finding in findings)
    pieces = tuple(_pieces(findings, message)) if message is not None and is_shown else ()
    return Section("message", say("heading.message", lang), message=pieces)


def _pieces(findings: Sequence[Finding], message: str) -> Iterator[Piece]:
    """Cut the message wherever the evidence of a finding starts or ends."""
    starts: Counter[int] = Counter()
    ends: dict[int, list[int]] = {}
    for number, finding in zip(count(1), findings):
        for span in finding.spans:
            starts[span.start] += 1
            ends.setdefault(span.end, []).append(number)
    covering = 0
    for start, end in pairwise(sorted({0, len(message), *starts, *ends})):
        covering += starts[start] - len(ends.get(start, ()))
        yield Piece(message[start:end], covering > 0, tuple(sorted(ends.get(end, ()))))


def _frame_section(frames: Sequence[Frame], message: str | None, lang: Lang) -> Section:
    entries = []
    for frame in frames:
        label, reason = name("frame", frame.name, lang), in_lang(frame.wording, lang)
        quotes = [_words(message, span) for span in frame.spans] if message else []
        text = say("before_text", lang, label=label, text=reason)
        text = say("before_quotes", lang, text=text.rstrip(_FULL_STOPS)) if quotes else text
        entries.append(Entry(text, tuple(dict.fromkeys(quotes))))
    return _section("frames", lang, tuple(entries))


def _claim_sections(
    report: ReportData, message: str | None, lang: Lang, *, dates: bool
) -> Iterator[Section]:
    """List what the message says; its dates apart where they may count."""
    if report.verdict in _MAY_BE_REAL:
        items = [item for item in report.claims.items if (item.kind in _DATES) is dates]
    else:
        items = [] if dates else list(report.claims.items)
    items = [item for item in items if item.kind != _LAW]
    entries = tuple(_claim(item, message, lang) for item in items)
    if dates:
        yield _section("dates", lang, entries)
    elif report.verdict is not Verdict.NOT_APPLICABLE:
        told = (*_speaker(report, lang), *_laws(report, message, lang), *entries)
        yield _section("claims", lang, told)


def _speaker(report: ReportData, lang: Lang) -> Iterator[Entry]:
    speaker = report.claims.speaker
    if speaker.role is not Role.UNKNOWN or report.claims.items:
        is_known = speaker.role is not Role.UNKNOWN
        key = "speaker" if is_known else "speaker.unknown"
        text = say(key, lang, role=name("role", speaker.role, lang))
        if speaker.evidence:
            yield Entry(say("before_quotes", lang, text=text), (speaker.evidence,))
        else:
            yield Entry(text)


def _laws(report: ReportData, message: str | None, lang: Lang) -> Iterator[Entry]:
    """Say whose law the message seems to be under, with the words that show it."""
    signs = report.claims.of(_LAW)
    for law in sorted({sign.value for sign in signs}):
        words = [
            sign.quote if message is None else _words(message, sign.span)
            for sign in signs
            if sign.value == law
        ]
        label = name("claim", _LAW, lang) + say("aside", lang, text=name("law", law, lang))
        yield Entry(say("before_quotes", lang, text=label), tuple(dict.fromkeys(words)))


def _claim(claim: Claim, message: str | None, lang: Lang) -> Entry:
    words = claim.value if message is None else _words(message, claim.span)
    label = name("claim", claim.kind, lang)
    if claim.kind == "document":
        label += say("aside", lang, text=name("manner", claim.detail, lang))
    return Entry(
        text=say("before_quotes", lang, text=label),
        quotes=(words,),
        asides=tuple(reading for reading in _readings(claim, lang) if reading not in words),
    )


def _readings(claim: Claim, lang: Lang) -> Iterator[str]:
    """Say what was read out of the words of a claim, as far as a reader can use it."""
    if claim.kind == "document":  # the value is the key of a table
        return
    if not (claim.kind == "deadline" and claim.value.startswith("P")):  # ISO 8601 duration
        yield claim.value.replace("T", " ") if claim.kind == "hearing" else claim.value
    if claim.detail not in claim.value:  # a currency is in both
        details = [name("detail", part, lang) for part in claim.detail.split(", ")]
        yield say("between_quotes", lang).join(details)


def _step_section(steps: Sequence[Step], lang: Lang) -> Section:
    return _section("steps", lang, tuple(_step(step, lang) for step in steps), first=1)


def _step(step: Step, lang: Lang) -> Entry:
    checked = (say("verified", lang, date=step.verified),) if step.verified else ()
    return Entry(
        text=in_lang(step.wording, lang),
        notes=checked,
        sources=(step.source,) if step.source else (),
    )
