"""What a request tells of whoever asks; test_web_page.py has whole requests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from summons_check.languages import LANGS
from summons_check.web.visitor import chosen_lang, is_here, preferred_lang

_HERE = {"host": "127.0.0.1:8000"}


def _request(headers, client=("127.0.0.1", 5), query=""):
    raw = [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]
    return Request(
        {"type": "http", "headers": raw, "client": client, "query_string": query.encode()}
    )


@given(st.text())
def test_any_wish_is_answered_in_a_language_of_the_page(accepted):
    assert preferred_lang(accepted) in LANGS


@given(st.text(), st.text())
def test_any_headers_are_read(host, origin):
    assert is_here(_request({"host": host, "origin": origin})) in {True, False}


@pytest.mark.parametrize(
    ("headers", "client", "expected"),
    [
        (_HERE, ("127.0.0.1", 5), True),
        ({"host": "localhost"}, ("127.8.8.8", 5), True),
        ({"host": "[::1]:8000"}, ("::1", 5), True),
        (_HERE, None, False),
        (_HERE, ("192.0.2.7", 5), False),
        ({}, ("127.0.0.1", 5), False),
        ({"host": "localhost.example.org"}, ("127.0.0.1", 5), False),
        ({"host": "192.0.2.1:8000"}, ("127.0.0.1", 5), False),
        ({**_HERE, "origin": "null"}, ("127.0.0.1", 5), True),
        ({**_HERE, "origin": "https://example.org"}, ("127.0.0.1", 5), False),
        ({**_HERE, "forwarded": "for=192.0.2.7"}, ("127.0.0.1", 5), False),
    ],
)
def test_only_what_is_all_of_this_machine_is_here(headers, client, expected):
    assert is_here(_request(headers, client)) is expected


@pytest.mark.parametrize(
    ("query", "lang"),
    [
        ("lang=ja", "ja"),
        ("lang=zh-Hant", "zh-Hant"),
        ("lang=zh", None),
        ("lang=EN", None),
        ("", None),
    ],
)
def test_a_language_is_named_exactly(query, lang):
    assert chosen_lang(_request(_HERE, query=query)) == lang
