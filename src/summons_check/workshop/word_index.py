"""What the concepts of a bench stand for: which include which, and with which phrases."""

from __future__ import annotations

from summons_check.pack_schema import Concept
from summons_check.workshop.bench import Bench


class WordIndex:
    """The concepts of the packs on a bench.

    Args:
        bench: The packs.

    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._concepts = bench.pack.concepts
        self._within: dict[str, frozenset[str]] = {}

    def within(self, name: str) -> frozenset[str]:
        """A concept and all that it includes, directly or not."""
        if name not in self._within:
            found, todo = {name}, [name]
            while todo:
                for concept in self._concepts.get(todo.pop(), ()):
                    for item in concept.includes:
                        more = self._bench.resolver.concepts_of(item) - found
                        found |= more
                        todo += more
            self._within[name] = frozenset(found)
        return self._within[name]

    def all_within(self, names: frozenset[str]) -> frozenset[str]:
        """Concepts and all that they include."""
        return frozenset().union(*map(self.within, names))

    def sure_within(self, names: frozenset[str]) -> frozenset[str]:
        """Concepts any one of which being found means that one of `names` is, too.

        A concept that has to be found at several places is not sure to be.
        """
        return names.union(
            *(
                self.within(name)
                for name in names
                if all(c.at_least == 1 for c in self._entries(name))
            )
        )

    def has_words(self, name: str) -> bool:
        """Whether anything can be found as a concept: a phrase of it, or what code finds."""
        return name not in self._concepts or any(
            concept.phrases for inner in self.within(name) for concept in self._entries(inner)
        )

    def _entries(self, name: str) -> tuple[Concept, ...]:
        return self._concepts.get(name, ())
