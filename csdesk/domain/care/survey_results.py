"""What a satisfaction round says: who answered, how many are satisfied, each dimension (domain.md §3.5, K04 and its companions)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from csdesk.domain.care.surveys import DIMENSIONS, InvalidReason
from csdesk.domain.kpi.surveys import SATISFIED
from csdesk.domain.record import Choice, Values


class Answered(Choice):
    """Where one questionnaire stands."""

    WAITING = "waiting", "未回复"
    VALID = "valid", "有效"
    INVALID = "invalid", "无效"


def answered(values: Values) -> Answered:
    """Where a questionnaire stands, by its wire values."""
    if not values.get("responded_at"):
        return Answered.WAITING
    return Answered.INVALID if values.get("valid") is False or mark(values) is None else Answered.VALID


def mark(values: Values) -> Fraction | None:
    """The overall mark, or where it is missing the mean of the dimensions, exactly (K04)."""
    if values.get("overall") is not None:
        return Fraction(values["overall"])
    dims = [values[name] for name in DIMENSIONS if values.get(name) is not None]
    return Fraction(sum(dims), len(dims)) if dims else None


@dataclass(frozen=True, slots=True)
class Results:
    """A round in numbers; every ratio is exact, None where nothing can be divided.

    satisfied: valid answers of at least 4. index: Σ mark ÷ (5·valid). by_client: the mean of the clients' own rates. dimensions:
    name → mean mark. own: valid answers entered by the client's own specialist, which are no ground for an appraisal.
    """

    sent: int
    came: int
    valid: int
    satisfied: int
    index: Fraction | None
    by_client: Fraction | None
    dimensions: dict[str, Fraction]
    own: int

    @property
    def rate(self) -> Fraction | None:
        """K04 of this round: satisfied ÷ valid."""
        return Fraction(self.satisfied, self.valid) if self.valid else None

    @property
    def response_rate(self) -> Fraction | None:
        """Valid answers ÷ questionnaires sent."""
        return Fraction(self.valid, self.sent) if self.sent else None


def results(responses: Sequence[Values], owners: dict[str, str]) -> Results:
    """A round's numbers. responses: wire values of its questionnaires; owners: client id → the name of its specialist."""
    told = [one for one in responses if answered(one) is Answered.VALID]
    marks = [found for one in told if (found := mark(one)) is not None]
    shares: dict[str, list[int]] = defaultdict(list)
    for one, found in zip(told, marks, strict=True):
        shares[str(one.get("client_id"))].append(int(found >= SATISFIED))
    dimensions = {name: value for name in DIMENSIONS if (value := _mean(one.get(name) for one in told)) is not None}
    return Results(
        sent=len(responses),
        came=sum(bool(one.get("responded_at")) for one in responses),
        valid=len(told),
        satisfied=sum(found >= SATISFIED for found in marks),
        index=sum(marks, Fraction(0)) / (5 * len(marks)) if marks else None,
        by_client=_mean(Fraction(sum(own), len(own)) for own in shares.values()),
        dimensions=dimensions,
        own=sum(bool(one.get("entered_by")) and one["entered_by"] == owners.get(str(one.get("client_id"))) for one in told),
    )


def _mean(values: Iterable[int | Fraction | None]) -> Fraction | None:
    found = [Fraction(value) for value in values if value is not None]
    return sum(found, Fraction(0)) / len(found) if found else None


def sampled(clients: Sequence[str], share: int) -> list[str]:
    """`share` percent of the clients, evenly from the list as it stands, at least one; all of them for 100."""
    wanted = max(1, -(-len(clients) * share // 100)) if clients else 0
    return [clients[i * len(clients) // wanted] for i in range(wanted)]


def late(responded_at: str, closes_on: object) -> dict[str, object]:
    """What an answer after the last day of its round is marked as: it does not count."""
    return {"valid": False, "invalid_reason": InvalidReason.LATE.value} if responded_at[:10] > str(closes_on) else {}
