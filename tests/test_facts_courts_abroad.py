"""Courts of the United States and of England and Wales, by name."""

import pytest

from summons_check.facts import Court, find_facts
from summons_check.facts.courts_abroad import find_abroad
from summons_check.facts.data import rows
from summons_check.folding import fold


@pytest.mark.parametrize(
    ("text", "named", "law"),
    [
        ("Franklin County Municipal Court: you are sued.", "Franklin County Municipal Court", "us"),
        ("In the ALAMEDA COUNTY SUPERIOR COURT", "ALAMEDA COUNTY SUPERIOR COURT", "us"),
        (
            "Superior Court of California, County of Alameda",
            "Superior Court of California, County of Alameda",
            "us",
        ),
        ("U.S. District Court for the Northern District of Texas", None, "us"),
        ("Hearing in the County Court at Leeds on 3 June", "County Court at Leeds", "uk"),
        ("York County Court", "York County Court", "uk"),
        ("Ｌuton\u200b County Court wrote", "Ｌuton\u200b County Court", "uk"),
        ("the Crown Court at Leicester", "Crown Court at Leicester", "uk"),
    ],
)
def test_a_court_of_the_tables(text: str, named: str | None, law: str) -> None:
    """The court is found in any case and disguise, and its name tells the country."""
    [court] = find_facts(text, Court)

    assert text[court.start : court.end] == (named or text)
    assert (court.concepts, court.exists) == ((f"court_name.{law}",), True)


@pytest.mark.parametrize(
    "text",
    [
        "a court",
        "the tennis court at Leedsville",
        "County Court",
        "the district court",
        "Seaside County Courtesy Shuttle",
        "Nowhere County Municipal Court",
    ],
)
def test_no_court_of_the_tables(text: str) -> None:
    """A kind of court is no court, and a name inside another word is none."""
    assert find_facts(text, Court) == []


def test_new_york_is_not_york() -> None:
    """A place may be called after another."""
    assert find_facts("New York County Court", Court) == []
    assert [court.detail for court in find_facts("New York County Supreme Court", Court)] == [
        "american"
    ]


def test_every_court_of_the_tables_is_found() -> None:
    """Each name, written as the table has it."""
    written = [row["name"] for row in rows("courts.csv", "us")]
    written += [f"{row['place']} {row['kind']} court" for row in rows("courts.csv", "uk")]
    lost = [name for name in written if not list(find_abroad(fold(f"see {name}.").text))]

    assert len(written) > 1700
    assert lost == []
