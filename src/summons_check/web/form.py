"""The form of the page: what somebody filled in, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace

from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from summons_check.check_request import CheckRequest
from summons_check.message_input import UnreadableMessageError, decoded
from summons_check.models import Lang
from summons_check.web.limits import Limits
from summons_check.web.problems import RequestError

MEDIA_TYPE = "multipart/form-data"
_MOST_FIELDS = 10
_FIELDS = ("text", "sender", "channel", "received", "jurisdiction")


@dataclass(frozen=True)
class Form:
    """The fields as they were filled in, to be shown again."""

    text: str = ""
    sender: str = ""
    channel: str = ""
    received: str = ""
    jurisdiction: str = ""
    is_draft: bool = False
    """Whether it is not to be checked yet: only the language was changed."""
    problems: tuple[str, ...] = ()
    """What is wrong with it: "empty", "both", "file", the name of a field, "lang" or "rule", or a
    status of HTTP."""

    def for_api(self, lang: Lang) -> CheckRequest:
        """The same, as the API takes it.

        Raises:
            ValidationError: Whose places are the fields that are wrong.

        """
        return CheckRequest(
            text=self.text,
            sender=self.sender or None,
            channel=self.channel or None,  # type: ignore[arg-type] # pydantic tells
            received=self.received or None,  # type: ignore[arg-type] # pydantic reads it
            jurisdiction=self.jurisdiction or None,
            lang=lang,
        )

    def checked(self, laws: Collection[str]) -> Form:
        """The same with what is wrong with it.

        Args:
            laws: Jurisdictions that it may name.

        """
        wrong = [*self.problems]
        if not self.text.strip() and not wrong:
            wrong.append("empty")
        if self.jurisdiction and self.jurisdiction not in laws:
            wrong.append("jurisdiction")
        try:
            self.for_api("en")
        except ValidationError as error:
            found = error.errors(include_url=False, include_input=False, include_context=False)
            wrong += [str(each["loc"][0]) for each in found]
        return replace(self, problems=tuple(wrong))

    def fields(self) -> dict[str, str]:
        """What a form must hold to be sent as this one was."""
        values = asdict(self)
        return {name: values[name] for name in _FIELDS}


async def read_form(request: Request, limits: Limits) -> Form:
    """Read the form off a request, without writing any of it to a disk.

    Raises:
        RequestError: 415 if it is no such form, 400 if it is broken. No exception, nor what it came
            from, holds the request.

    """
    kind, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    if kind.strip() != MEDIA_TYPE or "charset" in parameters:
        raise RequestError(415, f"Send the form as {MEDIA_TYPE}, in UTF-8 without saying so.")
    parser = MultiPartParser(
        request.headers,
        request.stream(),
        max_files=1,
        max_fields=_MOST_FIELDS,
        max_part_size=limits.body_bytes,
    )
    parser.spool_max_size = limits.body_bytes  # a file above it would go to the disk
    try:
        filled = await parser.parse()
    except MultiPartException:
        filled = None
    if filled is None:
        raise RequestError(400, "The form is broken. Send it again.")
    try:
        return await _form(filled)
    finally:
        await filled.close()


async def _form(filled: FormData) -> Form:
    form = Form(
        text=_words(filled.get("text")),
        sender=_words(filled.get("sender")),
        channel=_words(filled.get("channel")),
        received=_words(filled.get("received")),
        jurisdiction=_words(filled.get("jurisdiction")),
        is_draft="draft" in filled,
    )
    file = filled.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        return form
    if form.text.strip():
        return replace(form, problems=("both",))
    try:
        text = decoded(await file.read(), "the file").text
    except UnreadableMessageError:
        return replace(form, problems=("file",))
    return replace(form, text=_with_line_feeds(text))


def _words(value: UploadFile | str | None) -> str:
    return _with_line_feeds(value) if isinstance(value, str) else ""


def _with_line_feeds(text: str) -> str:
    """A browser sends each line end as two characters, whatever it was."""
    return text.replace("\r\n", "\n")
