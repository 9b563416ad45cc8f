"""Chinese as it is spoken: the syllables of a text, longest known phrases first, as pypinyin reads it but without its 80 µs a name."""

from __future__ import annotations

from functools import cache, lru_cache


def syllables(text: str) -> list[str]:
    """One syllable without its tone for each Chinese character of a text; other characters as they are."""
    longest, phrases, found, at = _longest(), _phrases(), list[str](), 0
    while at < len(text):
        end = at + longest.get(text[at : at + 2], 1)
        while end > at + 1 and text[at:end] not in phrases:
            end -= 1
        found += _read(text[at:end])
        at = end
    return found


@lru_cache(maxsize=20_000)  # characters and phrases, of which there are few, and not names, of which there are many
def _read(phrase: str) -> list[str]:
    import pypinyin  # 0.2 s: only when Chinese text is first stored

    return pypinyin.lazy_pinyin(phrase, style=pypinyin.Style.NORMAL, errors=list)  # type: ignore[arg-type]  # the stub knows only text


@cache
def _phrases() -> dict[str, list[list[str]]]:
    from pypinyin.constants import PHRASES_DICT

    return PHRASES_DICT


@cache
def _longest() -> dict[str, int]:
    """Two characters → the length of the longest phrase that begins with them."""
    found: dict[str, int] = {}
    for phrase in _phrases():
        start = phrase[:2]
        found[start] = max(found.get(start, 0), len(phrase))
    return found
