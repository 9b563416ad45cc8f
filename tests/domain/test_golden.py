"""The worked numbers of domain.md §2 as its tables print them: the right one and every reading that the text calls wrong or another.

What is right is computed by the formulas in the tests of each KPI; here each printed number is one row, with how it comes about, and
no other reading may be told as ours.
"""

from fractions import Fraction

import pytest

from csdesk.domain.kpi.judgement import DAYS, PERCENT, PERMILLE, shown

MEAN = lambda *values: sum(values, Fraction(0)) / len(values)  # noqa: E731

#: (what, value, unit, as printed)
NUMBERS = [
    # K01
    ("client A", Fraction(100_000 - 79_000, 100_000), PERCENT, "21.00 %"),
    ("client B", Fraction(400_000 - 340_000, 400_000), PERCENT, "15.00 %"),
    ("branch", Fraction(500_000 - 421_000, 500_000), PERCENT, "15.80 %"),
    ("wrong: mean of A, B", MEAN(Fraction(21, 100), Fraction(15, 100)), PERCENT, "18.00 %"),
    ("wrong: drop client C", Fraction(500_000 - 419_000, 500_000), PERCENT, "16.20 %"),
    ("markup of 18 % margin", Fraction(18, 82), PERCENT, "21.95 %"),
    ("tax-inclusive margin", Fraction(109_000 - 79_000, 109_000), PERCENT, "27.52 %"),
    # K02
    ("SP1", Fraction(90, 100), PERCENT, "90.00 %"),
    ("SP2", Fraction(300, 300), PERCENT, "100.00 %"),
    ("branch", Fraction(390, 400), PERCENT, "97.50 %"),
    ("wrong: mean", MEAN(Fraction(9, 10), Fraction(1)), PERCENT, "95.00 %"),
    ("branch plan line 420", Fraction(390, 420), PERCENT, "92.86 %"),
    # K03
    ("January", Fraction(980, 1000), PERCENT, "98.00 %"),
    ("February", Fraction(640, 600), PERCENT, "106.67 %"),
    ("March", Fraction(1150, 1100), PERCENT, "104.55 %"),
    ("累计", Fraction(2770, 2700), PERCENT, "102.59 %"),
    ("年度进度", Fraction(2770, 12_000), PERCENT, "23.08 %"),
    ("wrong: mean of months", MEAN(Fraction(980, 1000), Fraction(640, 600), Fraction(1150, 1100)), PERCENT, "103.07 %"),
    ("wrong: year / 12", Fraction(2770, 3000), PERCENT, "92.33 %"),
    # K04
    ("SP-A", Fraction(19, 20), PERCENT, "95.00 %"),
    ("SP-B", Fraction(4, 5), PERCENT, "80.00 %"),
    ("branch", Fraction(23, 25), PERCENT, "92.00 %"),
    ("wrong: mean", MEAN(Fraction(19, 20), Fraction(4, 5)), PERCENT, "87.50 %"),
    ("score index", Fraction(109, 125), PERCENT, "87.20 %"),
    ("client-equal", MEAN(Fraction(1), Fraction(1), Fraction(1), Fraction(1, 2), Fraction(2, 3)), PERCENT, "83.33 %"),
    # K05
    ("应结 June", Fraction(4, 6), PERCENT, "66.67 %"),
    ("flow", Fraction(4, 5), PERCENT, "80.00 %"),
    ("cohort", Fraction(2, 5), PERCENT, "40.00 %"),
    ("workload", Fraction(4, 7), PERCENT, "57.14 %"),
    ("on-time", Fraction(3, 5), PERCENT, "60.00 %"),
    ("应结 May", Fraction(1, 2), PERCENT, "50.00 %"),
    ("应结 Q2", Fraction(5, 7), PERCENT, "71.43 %"),
    ("wrong: May + June", Fraction(5, 8), PERCENT, "62.50 %"),
    ("应结 July", Fraction(0, 3), PERCENT, "0.00 %"),
    ("the guard", Fraction(4799, 4897), PERCENT, "98.00 %"),
    # K06
    ("comparable clients", Fraction(230, 220) - 1, PERCENT, "4.55 %"),
    ("total", Fraction(320, 230) - 1, PERCENT, "39.13 %"),
    ("matched-active", Fraction(240, 190) - 1, PERCENT, "26.32 %"),
    ("matched-active without E", Fraction(210, 180) - 1, PERCENT, "16.67 %"),
    ("base > 0", Fraction(240, 230) - 1, PERCENT, "4.35 %"),
    ("January", Fraction(100, 72) - 1, PERCENT, "38.89 %"),
    ("February", Fraction(58, 84) - 1, PERCENT, "-30.95 %"),
    ("1–2月", Fraction(158, 156) - 1, PERCENT, "1.28 %"),
    # K07, in units of 0.1 M
    ("averaged", Fraction(23, 30) * 91, DAYS, "69.8 天"),
    ("two-point", Fraction(27, 30) * 91, DAYS, "81.9 天"),
    ("plain mean", Fraction(24, 30) * 91, DAYS, "72.8 天"),
    ("ending balance", Fraction(28, 30) * 91, DAYS, "84.9 天"),
    ("countback", 30 + 31 + Fraction(8, 10) * 30, DAYS, "85.0 天"),
    ("June only", Fraction(24, 11) * 30, DAYS, "65.5 天"),
    ("90-day quarter", Fraction(23, 30) * 90, DAYS, "69.0 天"),
    ("wrong: without VAT", Fraction(23, 30) * Fraction(109, 100) * 91, DAYS, "76.0 天"),
    ("client X", Fraction(3, 6) * 91, DAYS, "45.5 天"),
    ("client Y", Fraction(20, 24) * 91, DAYS, "75.8 天"),
    ("wrong: mean of X, Y", MEAN(Fraction(3, 6) * 91, Fraction(20, 24) * 91), DAYS, "60.7 天"),
    # K08 to K11
    ("items", 1 - Fraction(17, 4180), PERCENT, "99.59 %"),
    ("reports", Fraction(19, 22), PERCENT, "86.36 %"),
    ("plan items", Fraction(17, 19), PERCENT, "89.47 %"),
    ("ignoring the cancellation", Fraction(17, 20), PERCENT, "85.00 %"),
    ("on time", Fraction(16, 19), PERCENT, "84.21 %"),
    ("coverage", Fraction(42, 43), PERCENT, "97.67 %"),
    ("wrong: all 46", Fraction(42, 46), PERCENT, "91.30 %"),
    ("superiors", Fraction(35, 40), PERCENT, "87.50 %"),
    # §2.8
    ("K12", Fraction(46, 48), PERCENT, "95.83 %"),
    ("wrong: drop no truck", Fraction(46, 47), PERCENT, "97.87 %"),
    ("K13", Fraction(91, 95), PERCENT, "95.79 %"),
    ("K13 考核口径", Fraction(91, 93), PERCENT, "97.85 %"),
    ("K14", Fraction(88, 92), PERCENT, "95.65 %"),
    ("K15a", Fraction(70, 80), PERCENT, "87.50 %"),
    ("K15b", Fraction(76, 80), PERCENT, "95.00 %"),
    ("K16", Fraction(5, 600), PERMILLE, "8.333 ‰"),
    ("货损率", Fraction(38, 52_000), PERMILLE, "0.731 ‰"),
    ("货差率", Fraction(12, 52_000), PERMILLE, "0.231 ‰"),
    ("货物缺失率", Fraction(50, 52_000), PERMILLE, "0.962 ‰"),
    ("compensation / revenue", Fraction(18_600, 1_430_000), PERCENT, "1.30 %"),
    ("K17 within an hour", Fraction(8, 10), PERCENT, "80.00 %"),
    ("K18", Fraction(9, 11), PERCENT, "81.82 %"),
    ("K19 overdue", Fraction(418_000, 1_618_000), PERCENT, "25.83 %"),
    ("K19 over 90 days", Fraction(23_000, 1_618_000), PERCENT, "1.42 %"),
    ("K20", Fraction(780, 1000), PERCENT, "78.00 %"),
    ("K20 flow", Fraction(900, 1100), PERCENT, "81.82 %"),
    ("K20 plan", Fraction(900, 950), PERCENT, "94.74 %"),
    # §2.9
    ("attainment of 15.80 %", Fraction(158, 180), PERCENT, "87.78 %"),
    ("attainment of 69.8 days", Fraction(75) / (Fraction(23, 30) * 91), PERCENT, "107.50 %"),
]


@pytest.mark.parametrize(("what", "value", "unit", "printed"), NUMBERS, ids=[what for what, *_ in NUMBERS])
def test_a_worked_number_reads_as_printed(what, value, unit, printed):
    assert shown(value, None, unit) == printed
