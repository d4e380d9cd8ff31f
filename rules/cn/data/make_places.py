"""Make `places.txt`: the short names of places that courts and police stations bear.

From the administrative divisions in `cn_divisions.csv` and from the names and
aliases of the courts in `cn_courts.csv`; the places of Taiwan's and Hong Kong's
courts by hand.

Usage: python make_places.py [--check]
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from making import finish

FOLDER = Path(__file__).parent
SUFFIX = re.compile(
    r"(?:(?:[一-龥]{1,3}族)+自治(?:州|县|旗|区)|自治(?:州|县|旗|区)|地区|林区|矿区|新区|特区|省|市|区|县|旗|盟|州)$"
)
COURT = re.compile(
    r"(?:第[一二三四五六七八九]+)?"
    r"(?:中级|高级|基层|铁路运输|知识产权|海事|金融|互联网)*人?民?法院$"
)
ELSEWHERE = """
台北 新北 桃园 台中 台南 高雄 基隆 新竹 苗栗 彰化 南投 云林 嘉义 屏东 台东 花莲 宜兰 澎湖
金门 连江 士林 板桥 桥头 香港 九龙 观塘 沙田 屯门 粉岭 东区 西九龙 荃湾 湾仔 深水埗 澳门
"""
NO_PLACES = {"市辖", "城区", "市辖区", "县级"}
"""What the division table calls a group of districts, or any town."""


def main() -> int:
    """Write the list, or compare it with what stands on the disk."""
    names: set[str] = set(ELSEWHERE.split())
    names.update(row["name"] for row in _rows("cn_divisions.csv"))
    for row in _rows("cn_courts.csv"):
        names.update(COURT.sub("", name) for name in (row["name"], *row["aliases"].split("|")))
    names |= {SUFFIX.sub("", name) for name in names}
    places = sorted(name for name in names - NO_PLACES if 2 <= len(name) <= 6)
    content = "# Made by make_places.py; do not edit.\n" + "\n".join(places) + "\n"
    return finish(FOLDER / "places.txt", content)


def _rows(table: str) -> Iterator[dict[str, str]]:
    with (FOLDER / table).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


if __name__ == "__main__":
    sys.exit(main())
