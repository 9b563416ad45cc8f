"""The help menu: the manual, the list of keys, where the log lies, what this program is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QMessageBox, QTableWidget, QVBoxLayout, QWidget

from csdesk import __version__, paths
from csdesk.gui.tables import fill_table, start_table

if TYPE_CHECKING:
    from csdesk.gui.dialogs.manual import ManualDialog
    from csdesk.gui.theme import Look

#: Keys that belong to no menu.
_MORE = (
    ("F2 / 双击", "修改单元格"), ("Enter", "从表格到卡片"), ("直接打字", "搜索本台账"), ("Alt+↓", "打开日历"), ("Ctrl+;", "填今天或现在"),
    ("Delete", "清空选中的单元格（在表格中）"), ("Ctrl+V", "从 Excel 粘贴（在表格中）"), ("Ctrl+D", "向下填充（在表格中）"),
    ("Esc", "去掉单元格的红框（在表格中）"),
    ("F6", "办理下一步；运单：签收，已签收的更正；客户、拜访计划、今日动态：登记跟踪；满意度：录入答卷"),
    ("F3", "跟踪、运单：转投诉案件"), ("F7", "客户：登记走访；跟踪：统计；运单：复制在途消息；对账单：开票"),
    ("Enter（在引用栏中）", "只有一个匹配时直接选中"), ("+3、明天、下周一", "日期栏：从今天算起；时间栏：+2 是两小时后，14:30 是今天"),
    ("/", "在途跟踪、催收清单：查找"),
    ("空格", "今日动态：无异常"), ("Insert", "月度拜访：采用建议"),
    ("Tab / Shift+Tab", "下一栏 / 上一栏"), ("Ctrl+Enter / Ctrl+S", "保存（在对话框中）"),
    ("T 或 Enter", "在途跟踪：记一笔"), ("P", "在途跟踪：复制司机电话"), ("C", "在途跟踪：复制在途消息"),
    ("A", "在途跟踪：复制该客户全部在途"),
    ("Alt+L", "日看板：配载建议"), ("H", "日看板：选中的运单转待定、待定的转回待派"),
    ("D 或 空格", "今日：办完这一条（完成、已联系、已阅、无异常）"), ("M", "今日：推到明天"), ("F4", "待办台账：打开关联记录"),
    ("S", "在途跟踪：签收"), ("X", "在途跟踪：转投诉案件"),
)  # fmt: skip


class HelpCommands(QObject):
    """Shows what one may want to know."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def show_manual(self, look: Look, heading: str) -> ManualDialog:
        """The manual, open at a heading, beside the window."""
        from csdesk.gui.dialogs.manual import ManualDialog

        dialog = ManualDialog(look, self._window)
        dialog.show()
        dialog.open_at(heading)
        return dialog

    def show_keys(self, actions: Iterable[QAction]) -> QDialog:
        """Every key, read from the menus."""
        named = {a.text().replace("&", ""): a.shortcut().toString(QKeySequence.SequenceFormat.NativeText) for a in actions}
        keys = [(key, text) for text, key in named.items() if key]
        dialog = QDialog(self._window)
        dialog.setWindowTitle("快捷键一览")
        dialog.resize(460, 560)
        table = QTableWidget()
        table.setAccessibleName("按键和作用")
        start_table(table, ("按键", "作用"))
        fill_table(table, [*sorted(keys), *_MORE])
        QVBoxLayout(dialog).addWidget(table)
        dialog.open()
        return dialog

    def show_log(self) -> None:
        """Where the log lies."""
        self._tell("日志", f"日志文件：\n{paths.log_file()}")

    def show_about(self) -> None:
        """Name and version."""
        self._tell("关于 csdesk", f"csdesk 客服台 {__version__}\n\n离线台账、同步文件与分部汇总\nMIT 许可证")

    def _tell(self, title: str, text: str) -> None:
        QMessageBox(QMessageBox.Icon.Information, title, text, QMessageBox.StandardButton.Ok, self._window).open()
