"""Moments of time: aware, Asia/Shanghai, and how the wire says them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

#: China has one time zone and no summer time since 1991.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


def moment_of(wire: str) -> datetime:
    """The aware datetime that a wire moment says."""
    return datetime.fromisoformat(wire)


def wire_moment(moment: datetime) -> str:
    """A moment as the wire says it, in Asia/Shanghai, whole seconds."""
    return moment.astimezone(SHANGHAI).replace(microsecond=0).isoformat()


def moment_from_ms(ms: int) -> str:
    """Milliseconds since 1970 (as in a stamp) as a wire moment; a hostile number is clamped, never an error."""
    return _wire_second(min(max(ms // 1000, 0), 4_102_444_800))


@lru_cache(maxsize=1000)  # an import stamps thousands of changes alike
def _wire_second(seconds: int) -> str:
    return wire_moment(datetime.fromtimestamp(seconds, UTC))
