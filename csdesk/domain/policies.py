"""The numbers that a company may set by a policy (政策参数): what each means, what holds until it does, and its limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """One whole number. least ≤ value ≤ most, in `unit`."""

    label: str
    default: int
    unit: str
    least: int = 1
    most: int = 366

    def read(self, text: str) -> int | None:
        """What a policy says; None when it says nothing sensible."""
        told = text.strip()
        return int(told) if told.isascii() and told.isdigit() and self.least <= int(told[:9]) <= self.most else None

    @property
    def said(self) -> str:
        """What may be filled in."""
        return f"{self.label}请填 {self.least} 到 {self.most} 的整数（{self.unit}）"


def _by_severity(key: str, label: str, defaults: tuple[int, int, int], unit: str, most: int) -> dict[str, Number]:
    """The same number for cases of each severity."""
    graves = zip(("normal", "major", "critical"), ("一般", "较大", "重大"), defaults, strict=True)
    return {f"{key}_{grave}": Number(f"{word}{label}", default, unit, 1, most) for grave, word, default in graves}


#: Key → number. Days between contacts: features.md §4.4; visits: K18; contracts: domain.md §3.1; calls: §3.7; volumes: §3.4; weeks: §3.11;
#: cases: §3.6.
NUMBERS: Mapping[str, Number] = {
    "contact_days_KA": Number("全国重点客户多久联系一次", 7, "天"),
    "contact_days_A": Number("A 级客户多久联系一次", 7, "天"),
    "contact_days_B": Number("B 级客户多久联系一次", 15, "天"),
    "contact_days_C": Number("C 级客户多久联系一次", 30, "天"),
    "visits_per_year_KA": Number("全国重点客户每年走访", 12, "次", 0),
    "visits_per_year_A": Number("A 级客户每年走访", 12, "次", 0),
    "visits_per_year_B": Number("B 级客户每年走访", 4, "次", 0),
    "visits_per_year_C": Number("C 级客户每年走访", 2, "次", 0),
    "visits_a_day": Number("一人一天最多走访", 3, "家", 1, 20),
    "daily_cut_off": Number("每日动态几点前填完", 17, "点", 0, 23),
    "quiet_days": Number("几天没有发货就预警", 7, "天", 1, 90),
    "volume_drop": Number("发货比近四周同日下降多少就预警", 50, "%", 1, 100),
    "contract_days_first": Number("合同到期首次提醒，提前", 60, "天"),
    "contract_days_second": Number("合同到期再次提醒，提前", 30, "天"),
    "contract_days_last": Number("合同到期最后提醒，提前", 7, "天"),
    "call_hours": Number("在途多久打一次电话", 4, "小时", 1, 72),
    "weekly_reason_percent": Number("周数据变化多少要写原因", 10, "%", 0, 1_000),
    "weekly_reason_money": Number("周数据变化多少钱要写原因", 50_000, "元", 0, 999_999_999),
    "case_claim_major": Number("索赔多少起至少较大", 5_000, "元", 1, 999_999_999),
    "case_claim_critical": Number("索赔多少起为重大", 50_000, "元", 1, 999_999_999),
    "case_delay_hours": Number("到货晚多久以上至少较大", 24, "小时", 1, 720),
    "case_tier_major": Number("KA、A 级客户的案件至少较大", 1, "1 是，0 否", 0, 1),
    "case_many": Number("一个客户几件案件起至少较大", 3, "件", 2, 99),
    "case_many_days": Number("几天之内的案件一起数", 30, "天"),
    "case_alike_days": Number("几天之内的同类案件算重复", 90, "天"),
    **_by_severity("response_min", "案件首次响应", (120, 60, 30), "分钟", 10_080),
    **_by_severity("plan_hours", "案件提出方案", (24, 8, 4), "小时", 720),
    **_by_severity("close_wd", "案件结案", (3, 7, 15), "工作日", 90),
    "report_min_branch": Number("重大案件报分部经理", 30, "分钟", 1, 1_440),
    "report_min_director": Number("重大案件报总监或副总监", 60, "分钟", 1, 1_440),
    "report_min_written": Number("重大案件书面初报", 240, "分钟", 1, 2_880),
    "callback_wd": Number("结案后回访", 3, "工作日", 1, 90),
    "review_wd": Number("重大案件复盘", 10, "工作日", 1, 90),
    "hire_percent": Number("外调车比自有车贵多少", 20, "%", 0, 300),
    "reopen_days": Number("结案后可以重开", 30, "天"),
}


def numbers(told: Mapping[str, str]) -> dict[str, int]:
    """Every number, as the policies say it; what makes no sense leaves the default."""
    read = {key: NUMBERS[key].read(text) for key, text in told.items() if key in NUMBERS}
    return {key: number.default if (said := read.get(key)) is None else said for key, number in NUMBERS.items()}
