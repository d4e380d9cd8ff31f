"""An evaluation as text and as a page: every figure is there, and no id or message steers it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from summons_check.evaluation import evaluate
from summons_check.evaluation_model import Evaluation, rate
from summons_check.evaluation_page import render_page
from summons_check.evaluation_report import in_words, percent, render_text, tables
from summons_check.labelled import LabelledMessage

HOSTILE = "</script><img src=x onerror=alert(1)>\"'& \u202e\x1b[31m\n== Rules =="
FAKE = "【速贷催收】您的借款逾期，我司已签发逮捕令，今晚上门抓人，转账到个人账户可撤销。"


def message(id_: str, label: str, must: str, text: str) -> LabelledMessage:
    values = {"id": id_, "label": label, "must": [must], "text": text, "lang": id_}
    return LabelledMessage.model_validate(values)


@pytest.fixture(scope="module")
def hostile() -> Evaluation:
    """Two misses, one with hostile id, language and text."""
    return evaluate(
        [
            message("caught", "fake_by_collector", "likely_fake", FAKE),
            message("talk", "ordinary", "not_applicable", "今晚吃什么？"),
            message(HOSTILE, "fake_court", "suspicious", HOSTILE),
            message("失", "ordinary", "not_applicable", FAKE),
        ],
        with_texts=True,
    )


def test_a_share_is_told_with_its_numbers() -> None:
    assert in_words(rate(98, 103)) == "98 of 103, 95.1 % (89.1-97.9)"
    assert percent(rate(0, 0)) == "-"


def test_text_tells_the_figures(hostile: Evaluation) -> None:
    lines = render_text(hostile).splitlines()

    assert lines[1] == "Right verdict: 2 of 4, 50.0 % (15.0-85.0)."
    assert any(re.fullmatch(r"fake_by_collector +1 +1 +0 +0 +0", line) for line in lines)
    assert any(re.match(r"likely_fake +0 +1/2 .* 1/1 ", line) for line in lines)
    assert any(re.match(r"false alarm +1/2 .* talk called likely_fake$", line) for line in lines)
    assert "== Wrong verdicts: 2 ==" in lines
    wrong = [line for line in lines if line.startswith("- ")]
    assert wrong[0] == "- 失: ordinary called likely_fake (score 100); right: not_applicable"
    assert "onerror" in wrong[1]


def test_text_obeys_no_message(hostile: Evaluation) -> None:
    """What a terminal would obey is spelled out, and no line is forged."""
    text = render_text(hostile)

    assert "\x1b" not in text
    assert "\u202e" not in text
    assert text.count("\n== Rules ==\n") == 1


def test_text_shows_as_much_as_asked(hostile: Evaluation) -> None:
    rules = len(hostile.rules)
    short, long = render_text(hostile, most=1), render_text(hostile, most=rules)

    assert f"... and {rules - 1} more" in short
    assert short.splitlines()[-1] == "... and 1 more"
    assert "more" not in long


class Page(HTMLParser):
    """What stands in a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def test_page_has_no_script_and_loads_nothing(hostile: Evaluation) -> None:
    page = Page(render_page(hostile))
    names = {tag for tag, _ in page.tags}
    attributes = {name for _, attrs in page.tags for name in attrs}
    policy = {attrs.get("content") for tag, attrs in page.tags if tag == "meta"}

    assert "default-src 'none'; style-src 'unsafe-inline'" in policy
    assert names.isdisjoint({"script", "img", "link", "iframe", "a", "object", "image", "use"})
    assert not [name for name in attributes if name.startswith("on")]
    assert attributes.isdisjoint({"src", "href", "style"})


def test_page_tells_every_figure_of_every_table(hostile: Evaluation) -> None:
    page = Page(render_page(hostile))

    for table in tables(hostile):
        for row in table.rows:
            assert all(cell in page.words for cell in row), table.id
    assert "<img src=x onerror=alert(1)>\"'& ⟨U+202E⟩⟨U+001B⟩[31m" in page.words


def test_plots_are_drawn(hostile: Evaluation) -> None:
    """Well-formed pictures with a title: a part for each verdict, a dot for each share."""
    plots = [
        ElementTree.fromstring(plot)  # noqa: S314 - of our own making
        for plot in re.findall(r"<svg.*?</svg>", render_page(hostile), re.DOTALL)
    ]
    bars, shares, bands = ([element.tag for element in plot.iter()] for plot in plots)
    told = [figures.rate for figures in hostile.faults] + [hostile.right]
    told += [each for row in hostile.detection for each in (row.precision, row.recall)]

    assert all(plot[0].tag == "title" for plot in plots)
    assert bars.count("rect") == 4 + 4  # in the key; one for each label, and two for `ordinary`
    assert shares.count("circle") == sum(each.n > 0 for each in told)
    assert bands.count("circle") == sum(band.bad.n > 0 for band in hostile.calibration)


def test_every_mark_of_a_plot_lies_in_it(hostile: Evaluation) -> None:
    for plot in re.findall(r"<svg.*?</svg>", render_page(hostile), re.DOTALL):
        root = ElementTree.fromstring(plot)  # noqa: S314 - of our own making
        _, _, width, height = map(float, root.attrib["viewBox"].split())
        for element in root.iter():
            across = [float(element.attrib.get(name, 0)) for name in ("x", "x1", "x2", "cx")]
            down = [float(element.attrib.get(name, 0)) for name in ("y", "y1", "y2", "cy")]

            assert all(0 <= value <= width for value in across)
            assert all(0 <= value <= height for value in down)


def test_nothing_to_tell_is_told() -> None:
    empty = evaluate([])

    assert render_text(empty).startswith("0 messages")
    assert "<h1>" in render_page(empty)
