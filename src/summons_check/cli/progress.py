"""How far long work is: a bar on a terminal, beside what is printed, and nothing elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text


class _Rate(ProgressColumn):
    """Messages in a second, since the start."""

    def render(self, task: Task) -> Text:
        seconds = task.elapsed or 0
        return Text(f"{task.fields['rows'] / seconds:,.0f}/s" if seconds else "")


class Bar:
    """A bar that somebody looks at, or nobody."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._task = progress.add_task("messages", total=total, rows=0)

    def show(self, rows: int, done: int, total: int | None = None, what: str = "messages") -> None:
        """Move the bar.

        Args:
            rows: Messages that are done.
            done: Bytes that are done.
            total: Of so many; as before if not given.
            what: Stands behind the number of messages.

        """
        self._progress.update(self._task, completed=done, total=total, rows=rows, description=what)


@contextmanager
def bar(total: int) -> Iterator[Bar]:
    """A bar for so many bytes."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.fields[rows]:,} {task.description}"), BarColumn(), _Rate())
    with Progress(
        *columns, TimeRemainingColumn(), console=console, disable=not console.is_terminal
    ) as progress:
        yield Bar(progress, total)
