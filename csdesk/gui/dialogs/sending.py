"""Writing a sync file for somebody: what will be in it, then where it lies."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from csdesk import paths
from csdesk.gui import choosing
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.packs import moment, role_label
from csdesk.gui.forms.send_dialog import Ui_SendDialog
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations.peers import exchange, outgoing
from csdesk.operations.peers.outgoing import LARGE, Outgoing, Recipient


class SendDialog(QDialog):
    """To whom, what it holds, and where to write the file."""

    sent = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.written: Path | None = None
        self.ui = Ui_SendDialog()
        self.ui.setupUi(self)
        tell(self.ui.told, "")
        self._forget_written()
        self.ui.go_button.setEnabled(False)
        self._connect()
        desk.tasks.read(partial(outgoing.recipients, desk.db), self._offer, self._failed)

    def _connect(self) -> None:
        ui = self.ui
        ui.cancel_button.clicked.connect(self.reject)
        ui.go_button.clicked.connect(self._ask_place)
        ui.to.activated.connect(self.look)
        ui.full.toggled.connect(self.look)
        ui.folder_button.clicked.connect(self.open_folder)
        ui.copy_button.clicked.connect(self.copy_path)

    # -- before -------------------------------------------------------------------------------------------------------

    def _offer(self, found: list[Recipient]) -> None:
        for one in found:
            self.ui.to.addItem(f"{one.name}（{role_label(one.role)} {one.branch}）", one)
        if found:
            self.look()
        else:
            tell(self.ui.told, "还没有认识的收件人：请先在“同步 › 入网”中装入证书", wrong=True)

    @property
    def _to(self) -> Recipient | None:
        chosen: Recipient | None = self.ui.to.currentData()
        return chosen

    def look(self) -> None:
        """Show what the file would hold."""
        if self._to is not None:
            work = partial(outgoing.outgoing, self._desk.db, self._to.site, full=self.ui.full.isChecked())
            self._desk.tasks.read(work, self._show, self._failed, key=(id(self), "outgoing"))

    def _show(self, found: Outgoing) -> None:
        tell(self.ui.told, _warning(found.size), wrong=True)
        self.ui.content.setHtml(_html(found))
        self._forget_written()
        self.ui.go_button.setEnabled(True)

    def _forget_written(self) -> None:
        self.ui.folder_button.hide()
        self.ui.copy_button.hide()

    def _ask_place(self) -> None:
        if self._to is not None:
            name = f"{paths.file_name(f'{self._desk.db.site.name}-给{self._to.name}')}-{self._desk.now():%Y%m%d-%H%M}.csdesk"
            choosing.save_file(self, "同步文件写到哪里", name, "同步文件 (*.csdesk)", self.write)

    # -- writing ------------------------------------------------------------------------------------------------------

    def write(self, path: str) -> None:
        """Write the file."""
        if self._to is not None:
            self.ui.go_button.setEnabled(False)
            out = Path(path)
            work = partial(exchange.send, self._desk.db, self._to.site, out, full=self.ui.full.isChecked())
            self._desk.tasks.write(work, partial(self._written, out), self._failed)

    def _written(self, out: Path, _: int) -> None:
        self.written = out
        size = out.stat().st_size
        sentence = f"已写到 {out}（{_size(size)}），请交给{self._to.name if self._to else '对方'}"
        warning = _warning(size)
        tell(self.ui.told, f"{sentence}。{warning}" if warning else sentence, wrong=bool(warning))
        self.ui.go_button.setEnabled(True)
        self.ui.folder_button.show()
        self.ui.copy_button.show()
        self.ui.copy_button.setFocus()
        self.sent.emit(sentence)

    def open_folder(self) -> None:
        """Show the folder of the file in the system's file manager."""
        if self.written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.written.parent)))

    def copy_path(self) -> None:
        """Put the path of the file on the clipboard."""
        if self.written is not None:
            QGuiApplication.clipboard().setText(str(self.written))
            tell(self.ui.told, f"已复制路径 {self.written}")

    def _failed(self, error: BaseException) -> None:
        self.ui.go_button.setEnabled(self._to is not None)
        tell(self.ui.told, sentence_of(error), wrong=True)


def _warning(size: int) -> str:
    return f"文件约 {_size(size)}，超过 20 MB，邮件可能发不出去：请用微信、U 盘或共享文件夹" if size > LARGE else ""


def _size(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(size // 1024, 1)} KB"


def _html(found: Outgoing) -> str:
    which = "全部内容" if found.full else "对方上次确认以后的改动"
    facts = [("发给", f"{found.to}　{role_label(found.role)}"), ("核对码", found.code), ("内容", f"{which}，共 {found.changes} 条")]
    if found.since:
        facts.append(("时段", f"{moment(found.since)} 至 {moment(found.until)}"))
    facts.append(("大小", f"约 {_size(found.size)}"))
    if found.withheld:
        facts.append(("不带出", f"{found.withheld} 条含手机号等隐私的改动只留在分部，上级看不到"))
    lines = "".join(f"<tr><td>{word}　</td><td>{escape(text)}</td></tr>" for word, text in facts)
    tables = "".join(f"<tr><td>{escape(name)}　</td><td align=right>{many:,}</td></tr>" for name, many in found.tables.items())
    told = (
        f"<h4>各台账的改动</h4><table cellpadding=1>{tables}</table>" if tables else "<p>没有新的改动，对方收到后只会知道您收到了什么。</p>"
    )
    return f"<table cellpadding=1>{lines}</table>{told}"
