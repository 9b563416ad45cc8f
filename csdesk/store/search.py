"""Search as you type: overlapping pieces of the text in an index, Chinese, pinyin and codes alike (platform.md §11).

Two Chinese characters are rare together, two digits are not: a word that holds digits stands in the index by fours as well.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Connection

from csdesk.domain.record import Field, Record, Values, fields_of
from csdesk.domain.records import RECORDS
from csdesk.store import spoken
from csdesk.store.engines import words_of

#: Surnames whose reading as a name differs from the common one.
SURNAMES = {"单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "任": "ren", "盖": "ge", "区": "ou",
            "朴": "piao", "翟": "zhai", "尉": "yu", "乐": "yue", "缪": "miao", "折": "she", "员": "yun", "秘": "bi",
            "种": "chong", "覃": "qin", "华": "hua", "宁": "ning", "冼": "xian", "洗": "xian", "黑": "he", "那": "na"}  # fmt: skip

_LEFT_OUT = re.compile(r"[\s\-·•—–_]")
_DIGIT = re.compile(r"\d")
_CHINESE = re.compile("[\u3400-\u9fff]")
_SAMPLED = 32  # records whose texts tell which pieces are rare


def create(connection: Connection) -> None:
    """Make the index table of every record that is found by typing."""
    words = words_of(connection)
    for record in RECORDS:
        if is_searched(record):
            words.create_index(connection, record.about.name)


def drop(connection: Connection) -> None:
    """Remove the index tables, to fill them anew."""
    for record in RECORDS:
        if is_searched(record):
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS find_{record.about.name}")


@cache
def is_searched(record: type[Record]) -> bool:
    """Whether a record has text of its own to be found by."""
    return any(f.searched and not f.of for f in fields_of(record))


def plain(text: str) -> str:
    """The form in which text is searched: NFKC, lower case, no blanks or hyphens."""
    folded = (text if text.isascii() else unicodedata.normalize("NFKC", text)).lower()
    return folded if folded.isalnum() else _LEFT_OUT.sub("", folded)


def text_of(record: type[Record], values: Values) -> str:
    """The search text of a record: its searched fields, with pinyin, one per line; what an earlier line holds is left out."""
    text = ""
    for name, show, aloud in _told(record):
        if (value := values.get(name)) is not None:
            shown = show(value)
            for form in _readings(shown) if aloud and not shown.isascii() else (plain(shown),):
                if form and form not in text:
                    text = f"{text}\n{form}" if text else form
    return text


@cache
def own_text(record: type[Record]) -> tuple[Field, ...]:
    """The fields whose text a record is found by."""
    return tuple(f for f in fields_of(record) if f.searched and not f.of)


@cache
def _told(record: type[Record]) -> tuple[tuple[str, Callable[[Any], str], bool], ...]:
    """Each of them: its name, how it is shown, and whether it is said aloud: a name and not a number or a story."""
    return tuple((f.name, f.show if f.choices else f.kind.show, f.kind.name in ("line", "long")) for f in own_text(record))


@lru_cache(maxsize=4096)  # cities, goods and drivers come again and again, and a name takes 8 µs
def _readings(shown: str) -> tuple[str, ...]:
    """A text as it is searched; with Chinese in it also its full pinyin and initials, both ways where it may begin with a surname."""
    first = plain(shown)
    if not _CHINESE.search(shown):
        return (first,)
    syllables = spoken.syllables(shown)
    initials = "".join([s[0] for s in syllables])
    found = [first, plain("".join(syllables)), plain(initials)]
    other = SURNAMES.get(shown[0])
    if other and other != syllables[0]:
        found += [plain(other + "".join(syllables[1:])), plain(other[0] + initials[1:])]
    return tuple(found)


def tokens(text: str) -> str:
    """The pieces of a search text as one string of tokens, each made of plain letters and digits; some of them more than once.

    A hundred pieces a record: they are laid side by side as arrays of characters, a third of what strings cost.
    """
    words = text.split("\n")
    codes = array("I", f"{' '.join(words)} ".encode(_FOUR_BYTES))
    found, at, mixed = _overlapping(codes, 2), 0, ""
    for word in words:
        if at:
            found[3 * at - 2] = _BLANK[0]  # the pair that begins between two words would say a first letter alone
        if word.isalpha() or not _DIGIT.search(word):
            pass
        elif word.isascii():
            found += _overlapping(codes[at : at + len(word)], 4)
        else:
            mixed = " ".join((mixed, *_fours(word)))
        at += len(word) + 1
    pieces = found.tobytes().decode(_FOUR_BYTES) + mixed
    return pieces if "".join(words).isalnum() else " ".join(map(_token, pieces.split()))


_FOUR_BYTES = "utf-32-le"
_BLANK = array("I", " ".encode(_FOUR_BYTES))


def _overlapping(codes: array[int], size: int) -> array[int]:
    """All runs of so many characters, a blank behind each."""
    many = max(0, len(codes) - size + 1)
    laid = _BLANK * (many * (size + 1))
    for n in range(size):
        laid[n :: size + 1] = codes[n : n + many]
    return laid


def _fours(word: str) -> list[str]:
    if word.isalpha() or not _DIGIT.search(word):
        return []
    fours = [word[i : i + 4] for i in range(len(word) - 3)]
    return fours if word.isascii() else [four for four in fours if four.isascii()]


@lru_cache(maxsize=65_536)
def _token(piece: str) -> str:
    """An index splits at signs, so each character that is no letter or digit is written as its number."""
    return "".join(c if c.isalnum() else f"q{ord(c):x}" for c in piece)


def match(connection: Connection, record: type[Record], query: str) -> tuple[str, str]:
    """The condition on an index `f` that finds every text holding `query` and, unless it `is_piece`, a few more to re-check."""
    pieces = [query] if len(query) == 1 else _pieces(query)
    if len(pieces) > 1:
        pieces = rarest(pieces, _sample(connection, record))
    return words_of(connection).match(record.about.name, [_token(piece) for piece in pieces], begins=len(query) == 1)


def rarest(pieces: Sequence[str], among: Sequence[str]) -> list[str]:
    """The three pieces that fewest texts hold, without those that most hold.

    A million entries of `nb` would only be read to find that they tell nothing.
    """
    held = {piece: sum(piece in text for text in among) for piece in pieces}
    telling = [piece for piece in pieces if held[piece] <= len(among) // 2] or pieces
    return sorted(telling, key=held.__getitem__)[:3]


def _sample(connection: Connection, record: type[Record]) -> Sequence[str]:
    """The search texts of a few records from all over a ledger."""
    top = connection.exec_driver_sql(f'SELECT max(n) FROM "{record.about.name}"').scalar() or 0
    places = ",".join(str(top * (part + 1) // _SAMPLED) for part in range(_SAMPLED))
    text = f'SELECT search FROM "{record.about.name}" WHERE n IN ({places}) AND search IS NOT NULL'
    return connection.exec_driver_sql(text).scalars().all()


def _pieces(query: str) -> list[str]:
    """Pieces that cover a query; only a word with digits can hold a query with digits."""
    if query.isascii() and (fours := _fours(query)):
        return list(dict.fromkeys((*fours[::4], fours[-1])))
    return list(dict.fromkeys(query[i : i + 2] for i in range(len(query) - 1)))


def is_piece(query: str) -> bool:
    """Whether the index knows the query itself as one token, so that a hit is a hit and needs no second look."""
    plainly = all((c.isascii() and c.isalnum()) or _CHINESE.match(c) for c in query)
    return plainly and len(query) > 1 and _pieces(query) == [query]


def replace(connection: Connection, record: type[Record], rows: Iterable[tuple[int, str | None, str | None]]) -> None:
    """Bring the index up to date: (n, old search text, new search text) of each row that changed."""
    gone: list[tuple[int, str]] = []
    come: list[tuple[int, str]] = []
    for n, old, new in rows:
        if old == new:
            continue
        if old:
            gone.append((n, " ".join(dict.fromkeys(tokens(old).split()))))  # each once: never more than a former version put in
        if new:
            come.append((n, tokens(new)))
    if gone or come:
        words_of(connection).replace(connection, record.about.name, gone, come)
