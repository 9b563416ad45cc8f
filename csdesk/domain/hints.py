"""Reading the type hint of a declared field."""

from __future__ import annotations

import types
from typing import Annotated, Any, Union, get_args, get_origin

from msgspec import Meta


def bare(hint: Any) -> tuple[Any, list[Meta], bool]:
    """The plain type in a hint, its Metas from the inside out, and whether None is allowed."""
    metas: list[Meta] = []
    optional = False
    while True:
        origin = get_origin(hint)
        if origin is Annotated:
            inner, *notes = get_args(hint)
            metas = [n for n in notes if isinstance(n, Meta)] + metas
            hint = inner
        elif origin in (Union, types.UnionType):
            optional = True
            (hint,) = (arg for arg in get_args(hint) if arg is not type(None))
        else:
            return hint, metas, optional
