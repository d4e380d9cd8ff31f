"""Make `area_codes.csv`: area codes of mainland landlines and the places that they serve.

From the prefix table of `phonenumbers` (Google's libphonenumber; its version
stands in the first line). A place is a province or a city; codes that the
table does not know, or only as China's, are left out.

Usage: python make_area_codes.py [--check]
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import phonenumbers
from making import finish
from phonenumbers import geocoder

TARGET = Path(__file__).parent / "area_codes.csv"
COUNTRY = "中国"
LOCAL = ("88888888", "8888888", "2888888", "6888888", "22888888", "82888888")
"""Local numbers to try: which are valid differs from place to place."""


def place_of(area: str) -> str:
    """The place that an area code serves, as libphonenumber names it; empty if unknown."""
    for local in LOCAL:
        number = phonenumbers.parse(f"+86{area}{local}")
        place = str(geocoder.description_for_number(number, "zh"))
        if place and place != COUNTRY:
            return place
    return ""


def main() -> int:
    """Write the table, or compare it with what stands on the disk."""
    codes = ["10", *(f"2{n}" for n in range(10)), *(str(n) for n in range(310, 1000))]
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("code", "place", f"phonenumbers {phonenumbers.__version__}"))
    for code in codes:
        if place := place_of(code):
            table.writerow((f"0{code}", place, ""))
    return finish(TARGET, out.getvalue())


if __name__ == "__main__":
    sys.exit(main())
