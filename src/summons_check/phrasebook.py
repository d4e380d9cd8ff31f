"""Fixed texts that are said in one language or another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from summons_check.languages import in_lang
from summons_check.models import Lang, Text

_NONE: Mapping[str, str] = MappingProxyType({})


class Phrasebook:
    """Texts by key; a collection of its keys.

    Args:
        words: By key the Chinese, English and Japanese; `{name}` stands for a value.
        traditional: Traditional Chinese by key, where OpenCC's is not good enough.

    """

    def __init__(
        self, words: Mapping[str, tuple[str, str, str]], traditional: Mapping[str, str] = _NONE
    ) -> None:
        self._words = words
        self._said: dict[tuple[str, Lang], str] = {
            (key, "zh-Hant"): text for key, text in traditional.items()
        }

    def __contains__(self, key: str) -> bool:
        return key in self._words

    def __len__(self) -> int:
        return len(self._words)

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def say(self, key: str, lang: Lang, **values: object) -> str:
        """Say a text in one language.

        Args:
            key: One of those that the phrasebook has.
            lang: The language.
            values: What takes the place of each `{name}` in the text.

        Raises:
            KeyError: If no text has this key, or a value that it needs is missing.

        Examples:
            >>> greetings = Phrasebook({"hello": ("{name}您好", "Dear {name}", "{name}様")})
            >>> greetings.say("hello", "en", name="reader"), "goodbye" in greetings
            ('Dear reader', False)

        """
        text = self._said.get((key, lang))
        if text is None:
            zh, en, ja = self._words[key]
            text = self._said[key, lang] = in_lang(Text(zh=zh, en=en, ja=ja), lang)
        return text.format_map(values)
