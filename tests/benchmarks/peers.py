"""Other systems that a text can be given to, each ready to be called, or the reason why not."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from summons_check import default_pack
from summons_check.phrases import heads_and_rest

Run = Callable[[str], object]
FEW = 404
"""Phrases that yara-x is given: with all of them it was compiling for minutes."""
PROBE = "您的借款逾期，我司已签发逮捕令。 Pay now by gift card or be arrested. http://a.example/x"


class Peer(NamedTuple):
    """A system to compare with."""

    name: str
    does: str
    package: str
    """As it is installed."""
    module: str
    """As it is imported."""
    make: Callable[[Sequence[str]], Run]
    """Gives the call, for the phrases that are looked for."""
    explains: bool
    """Whether it says what it found, and not only that it found something."""


class Ready(NamedTuple):
    """A peer that works here, or why it does not."""

    peer: Peer
    version: str = ""
    run: Run | None = None
    problem: str = ""


LIMIT = "hyperscan"


def phrases() -> list[str]:
    """The first words of each phrase of all packs, in each way of saying them, in lower case."""
    concepts = (each for found in default_pack().concepts.values() for each in found)
    written = {phrase for concept in concepts for phrase in concept.phrases}
    heads = (head.strip("* ").lower() for each in written for head in heads_and_rest(each)[0])
    return sorted({head for head in heads if len(head) > 1})


def _hyperscan(words: Sequence[str]) -> Run:
    import hyperscan  # noqa: PLC0415 - each peer may be missing

    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[word.encode() for word in words],
        ids=[*range(len(words))],
        elements=len(words),
        flags=hyperscan.HS_FLAG_CASELESS | hyperscan.HS_FLAG_SINGLEMATCH,
        literal=True,
    )
    scan = database.scan

    def ignore(*_: object) -> None:
        """Let it go on to the end of the text."""

    return lambda text: scan(text.encode(), match_event_handler=ignore)


def _yara(words: Sequence[str]) -> Run:
    import yara_x  # noqa: PLC0415 - each peer may be missing

    some = words[:: max(1, len(words) // FEW)]
    strings = [f"$w{n} = {{ {word.encode().hex(' ')} }}" for n, word in enumerate(some)]
    rules = yara_x.compile(f"rule words {{ strings: {' '.join(strings)} condition: any of them }}")
    return lambda text: rules.scan(text.encode())


def _rithik(_: Sequence[str]) -> Run:
    from rithik.scam.engine import analyze  # noqa: PLC0415 - each peer may be missing

    return analyze


def _phish_signals(_: Sequence[str]) -> Run:
    from phish_signals.content_check import check_content  # noqa: PLC0415 - may be missing

    return check_content


def _saral(_: Sequence[str]) -> Run:
    from saral.jobs.scam import check_scam  # noqa: PLC0415 - each peer may be missing

    return lambda text: check_scam(text, lang="en")


def _presidio(_: Sequence[str]) -> Run:
    import spacy  # noqa: PLC0415 - each peer may be missing
    from presidio_analyzer import (  # noqa: PLC0415 - each peer may be missing
        AnalyzerEngine,
        Pattern,
        PatternRecognizer,
        RecognizerRegistry,
    )
    from presidio_analyzer.nlp_engine import SpacyNlpEngine  # noqa: PLC0415 - may be missing

    tokens = SpacyNlpEngine()
    tokens.nlp = {"en": spacy.blank("en")}  # no model is fetched
    words = {"WARRANT": r"逮捕令|arrest warrant", "GIFT_CARD": r"礼品卡|gift cards?"}
    recognizers = [
        PatternRecognizer(name, patterns=[Pattern(name, pattern, 0.5)], context=["court", "pay"])
        for name, pattern in words.items()
    ]
    registry = RecognizerRegistry(recognizers, supported_languages=["en"])
    engine = AnalyzerEngine(registry, tokens, supported_languages=["en"])
    return lambda text: engine.analyze(text, language="en", return_decision_process=True)


def _spamassassin(_: Sequence[str]) -> Run:
    program = shutil.which("spamassassin")
    if not program:
        raise FileNotFoundError("no program spamassassin (apt-get install spamassassin)")
    command = [program, "--local", "--test-mode"]

    def run(text: str) -> object:
        mail = f"Subject: message\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
        return subprocess.run(command, input=mail.encode(), capture_output=True, check=True)  # noqa: S603 - found above

    return run


PEERS = (
    Peer(LIMIT, "bare scan of all our phrases", "hyperscan", "hyperscan", _hyperscan, False),
    Peer("yara-x", f"bare scan of {FEW} of our phrases", "yara-x", "yara_x", _yara, False),
    Peer("phish-signals", "phrase counts", "phish-signals", "phish_signals.content_check",
         _phish_signals, True),
    Peer("rithik", "verdict with reasons", "rithik", "rithik.scam.engine", _rithik, True),
    Peer("presidio", "2 patterns, explained", "presidio-analyzer", "presidio_analyzer",
         _presidio, True),
    Peer("saral", "flags in words", "saral", "saral.jobs.scam", _saral, True),
    Peer("SpamAssassin", "local tests, a process each", "spamassassin", "", _spamassassin, True),
)  # fmt: skip


def ready(names: Iterable[str]) -> list[Ready]:
    """Make the peers of some names ready, one that cannot be with the reason why not."""
    found, words = [], phrases()
    for peer in [each for each in PEERS if each.name in names]:
        try:
            run = peer.make(words)
            run(PROBE)
        except Exception as error:  # whatever is wrong with another's work is reported, not raised
            told = " ".join(f"{type(error).__name__}: {error}".split())
            found.append(Ready(peer, problem=told[:200]))
            continue
        found.append(Ready(peer, _version(peer.package), run))
    return found


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
