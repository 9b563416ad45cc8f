"""上报: to whom a case must have gone up, by when, by severity, and how far it is (domain.md §3.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from csdesk.domain.cases.case_choices import CaseType, ReportChannel, ReportLevel, Severity
from csdesk.domain.cases.case_terms import term
from csdesk.domain.moments import moment_of, wire_moment
from csdesk.domain.record import Values

_INJURY = "人员受伤"
_WRITTEN = frozenset({ReportChannel.WRITTEN, ReportChannel.EMAIL})
_DIRECTORS = frozenset({ReportLevel.DEPUTY, ReportLevel.DIRECTOR})


@dataclass(frozen=True, slots=True)
class Rung:
    """One report that is due.

    field: where the case keeps when it was made. levels: whom it may reach. minutes: how long after receiving; None: that day.
    term: what the company may set instead. written: only in writing.
    """

    field: str
    label: str
    levels: frozenset[ReportLevel]
    minutes: int | None = None
    term: str = ""
    written: bool = False

    def due(self, received: str, terms: Sequence[str] = ()) -> str:
        """By when, for a case received at a moment that keeps such terms; both moments on the wire."""
        minutes = term(terms, self.term) if self.term else self.minutes
        if minutes is None:
            return f"{received[:10]}T23:59:59+08:00"
        return wire_moment(moment_of(received) + timedelta(minutes=minutes))

    def met_by(self, report: Values) -> bool:
        """Whether a report is the one that is due here."""
        return report.get("level") in self.levels and (not self.written or report.get("channel") in _WRITTEN)


@dataclass(frozen=True, slots=True)
class Standing:
    """A rung of one case: by when, and when it was done."""

    rung: Rung
    due: str
    done: str | None

    @property
    def late(self) -> bool:
        """Whether it was done too late."""
        return self.done is not None and self.done > self.due


_BRANCH = Rung("reported_branch_at", "报分部经理", frozenset({ReportLevel.BRANCH}), term="report_min_branch")
_HIGHER = Rung("reported_director_at", "报总监或副总监", _DIRECTORS, term="report_min_director")
_IN_WRITING = Rung("written_report_at", "书面初报", _DIRECTORS | {ReportLevel.BRANCH}, term="report_min_written", written=True)
_TOP = Rung("reported_vp_at", "报副总裁", frozenset({ReportLevel.VICE_PRESIDENT}))
#: By law, not by the company (国务院令 493 号).
_AUTHORITY = Rung("statutory_report_at", "报主管部门", frozenset({ReportLevel.AUTHORITY}), 60)

LADDER: Mapping[Severity, tuple[Rung, ...]] = {
    Severity.NORMAL: (),
    Severity.MAJOR: (Rung("reported_branch_at", "报分部经理", frozenset({ReportLevel.BRANCH})),),
    Severity.CRITICAL: (_BRANCH, _HIGHER, _IN_WRITING, _TOP),
}
#: The fields of a case in which its reports are kept, and what fills each.
KEPT = {rung.field: rung for rung in (_BRANCH, _HIGHER, _IN_WRITING, _TOP, _AUTHORITY)}


def ladder(case: Values) -> list[Standing]:
    """What is due of a case, in the order of its deadlines; the authority only hears of people who were hurt."""
    received = case.get("received_at")
    if not received:
        return []
    severity = Severity(case.get("severity") or Severity.NORMAL)
    hurt = case.get("type") == CaseType.SAFETY and case.get("subtype") == _INJURY
    rungs = (*LADDER[severity], *([_AUTHORITY] if hurt else []))
    found = [Standing(rung, rung.due(received, case.get("office_terms") or ()), case.get(rung.field)) for rung in rungs]
    return sorted(found, key=lambda standing: standing.due)


def next_due(case: Values) -> Standing | None:
    """The report that is due next; None when all were made, or none is due."""
    return next((standing for standing in ladder(case) if standing.done is None), None)


def said(reports: Sequence[Values]) -> dict[str, str | None]:
    """What a case keeps of all its reports: when each rung was first met; a report to a higher level counts for nobody below."""
    return {name: min((str(r["at"]) for r in reports if rung.met_by(r)), default=None) for name, rung in KEPT.items()}
