"""The library over HTTP: `create_app` makes the application, `summons-check serve` runs it."""

from summons_check.web.app import create_app
from summons_check.web.limits import Limits

__all__ = ["Limits", "create_app"]
