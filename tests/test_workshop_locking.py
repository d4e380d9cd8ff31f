"""The lock of the rules: none changes unseen."""

from __future__ import annotations

import pytest

from conftest import TINY, write_pack
from summons_check import default_pack, load_packs
from summons_check.rules_folder import rules_root
from summons_check.workshop.locking import (
    LOCK,
    Locked,
    LockError,
    lock_of,
    problems,
    read_lock,
    written,
)

CHANGELOG = "## [Unreleased]\n\n### Rules\n\n- `tiny.fee`: says so, too.\n\n## [1]\n\n- tiny.scan\n"


@pytest.fixture
def fee(tmp_path):
    """Give the lock of a small pack in which something of one rule is replaced."""

    def locked(old="", new=""):
        rule = TINY["payment/fee.toml"]
        assert old in rule
        root = write_pack(tmp_path, {"payment/fee.toml": rule.replace(old, new, 1)})
        return lock_of(load_packs(root, ["tiny"]).rules)

    return locked


def test_our_rules_are_as_they_were_locked():
    """Whoever changes a rule raises its version and runs `summons-check rules lock`."""
    root = rules_root()
    changelog = (root.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    now, locked = (
        lock_of(default_pack().rules),
        read_lock((root / LOCK).read_text(encoding="utf-8")),
    )
    assert problems(now, locked, changelog) == []
    assert now == locked


@pytest.mark.parametrize(
    ("old", "new", "version", "is_same"),
    [
        ("", "", 1, True),
        ("points = 35", "points    =   35  # many", 1, True),
        ('id = "tiny.fee"', 'id = "tiny.fee"\nversion = 2', 2, True),
        ("points = 35", "points = 36", 1, False),
        ('why = "A court fee."', 'why = "A fee."', 1, False),
        ('"demand.pay"]', '"demand.pay"]\nscope = "40"', 1, False),
        ('id = "tiny.fee"', 'id = "tiny.fee"\nmaturity = "experimental"', 1, False),
    ],
)
def test_the_hash_is_of_what_a_rule_says(fee, old, new, version, is_same):
    before, now = fee()["tiny.fee"], fee(old, new)["tiny.fee"]
    assert now.version == version
    assert (now.sha256 == before.sha256) is is_same


@pytest.mark.parametrize(
    ("was", "now", "changelog", "words"),
    [
        ((1, "a"), (1, "a"), "", ""),
        (None, (1, "a"), "", ""),
        ((1, "a"), None, "", ""),
        ((1, "a"), (2, "b"), CHANGELOG, ""),
        ((1, "a"), (2, "a"), CHANGELOG, ""),
        ((1, "a"), (1, "b"), CHANGELOG, "write `version = 2`"),
        ((3, "a"), (2, "a"), CHANGELOG, "version 2 comes after 3"),
        ((1, "a"), (2, "b"), "", "told nowhere"),
        (None, (2, "b"), "- tiny.fee: more", "told nowhere"),  # under no heading
        ((1, "a"), (2, "b"), CHANGELOG.replace("tiny.fee", "tiny.fee-two"), "told nowhere"),
        ((1, "a"), (2, "b"), CHANGELOG.replace("tiny.fee", "untiny.fee"), "told nowhere"),
    ],
)
def test_a_changed_rule_needs_a_version_and_a_line(was, now, changelog, words):
    locks = [{"tiny.fee": Locked(*each)} if each else {} for each in (now, was)]
    found = problems(*locks, changelog)
    assert len(found) == bool(words)
    assert all(line.startswith("tiny.fee: ") and words in line for line in found)


def test_a_lock_is_read_as_it_was_written(fee):
    assert read_lock(written(fee())) == fee()
    assert read_lock("") == {}


@pytest.mark.parametrize("line", ["tiny.fee", "tiny.fee\tone\tabc", "a\t1\tb\tc", ""])
def test_a_spoilt_lock_is_refused(line):
    with pytest.raises(LockError, match=r"rules\.lock:2: no line of a lock"):
        read_lock(f"# head\n{line}\n")
