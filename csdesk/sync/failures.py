"""What can be wrong with a sync file, each a sentence that says what it is and what to do next (sync.md §2.9)."""

from __future__ import annotations

from typing import ClassVar

from csdesk.errors import Refused

_NOTHING = "没有写入任何内容"


class PackRefused(Refused):
    """The whole file is refused; nothing of it was written."""

    code: ClassVar[str] = "refused"


class NotAPack(PackRefused):
    """Some other file."""

    code = "not_a_pack"

    def __init__(self) -> None:
        super().__init__("这不是 csdesk 的同步文件，请选择对方用“发送”写出的 .csdesk 文件")


class CutShort(PackRefused):
    """The file ends before its end."""

    code = "cut_short"

    def __init__(self, got: int, wanted: int = 0) -> None:
        sizes = f"（收到 {got} 字节，应为 {wanted} 字节）" if wanted else ""
        super().__init__(f"文件不完整{sizes}，{_NOTHING}。请让对方重新发送，或重新下载、复制一次")


class Altered(PackRefused):
    """The file is not what its sender signed."""

    code = "altered"

    def __init__(self) -> None:
        super().__init__(f"文件在传输中损坏或被改动过，{_NOTHING}。请让对方重新发送")


class ForSomebodyElse(PackRefused):
    """Sealed for another workstation."""

    code = "somebody_else"

    def __init__(self, sender: str = "") -> None:
        whose = f"{sender}的这份文件" if sender else "这份文件"
        super().__init__(f"{whose}不是发给本机的，不能打开。请让对方选择您作为收件人重新发送")


class OwnPack(PackRefused):
    """Written on this workstation, for somebody else."""

    code = "own"

    def __init__(self, receiver: str = "") -> None:
        super().__init__(f"这份文件是本机发给{receiver or '别人'}的，内容本机都有，不用合并；请把它交给{receiver or '收件人'}")


class UnknownSender(PackRefused):
    """Signed by nobody whose certificate is known here."""

    code = "unknown_sender"

    def __init__(self, name: str = "") -> None:
        who = f"“{name}”" if name else "发送人"
        super().__init__(f"不认识{who}：没有可信的证书，{_NOTHING}。请先按“入网”交换申请和证书，再请对方重新发送")


class RevokedSender(PackRefused):
    """From a workstation that was revoked."""

    code = "revoked"

    def __init__(self, name: str, reason: str) -> None:
        why = f"（{reason}）" if reason else ""
        super().__init__(f"{name}的工作站已被吊销{why}，{_NOTHING}。请他新建文件重新申请入网；如果吊销有误，由经理撤销吊销后再合并")


class NewerVersion(PackRefused):
    """Written by a newer csdesk in a form that this one cannot read."""

    code = "newer_version"

    def __init__(self, app: str = "") -> None:
        wanted = f"（≥ {app}）" if app else ""
        super().__init__(f"文件由更新版本的 csdesk 写成，请先升级本机程序{wanted}，再合并")


class TooLarge(PackRefused):
    """Larger than any honest file, or unpacks into more than it may."""

    code = "too_large"

    def __init__(self) -> None:
        super().__init__(f"文件大得不合理，可能是恶意文件，{_NOTHING}。请与发送人当面核实")


class Malformed(PackRefused):
    """Signed, but not what the format says."""

    code = "malformed"

    def __init__(self, where: str) -> None:
        super().__init__(f"文件内容不符合格式（{where}），{_NOTHING}。请让对方升级 csdesk 后重新发送")


class SetAside(Refused):
    """What concerns one stream only: it is left out, the others are merged."""

    code: ClassVar[str] = "set_aside"


class Gap(SetAside):
    """Earlier changes are missing; the file waits in the inbox until they come."""

    code = "gap"

    def __init__(self, name: str, first: int, last: int) -> None:
        self.name, self.first, self.last = name, first, last
        which = f"第 {first}–{last} 条" if last > first else f"第 {first} 条"
        super().__init__(f"{name}的文件缺{which}，请他重新发送")


class Fork(SetAside):
    """Two different changes with the same number: a copied or restored PC."""

    code = "fork"

    def __init__(self, name: str, seq: int) -> None:
        super().__init__(
            f"{name}的第 {seq} 条与此前收到的不同：他的电脑或数据文件可能被复制或恢复过。请联系他核实，并从他现在的电脑重新入网"
        )


class OwnFork(Fork):
    """Another computer wrote under the own number."""

    code = "own_fork"

    def __init__(self, name: str, seq: int) -> None:
        SetAside.__init__(
            self,
            f"另一台电脑用{name}在本机的编号写过第 {seq} 条：本机或数据文件是复制来的。请选择“这是另一台电脑”，两边的内容都会保留",
        )


class Forbidden(SetAside):
    """Changes that the author's certificate does not allow."""

    code = "forbidden"

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"{name}的岗位不能修改{what}，这部分没有合并。请与他核实")


class Unsigned(SetAside):
    """The author's own signature under his stream is missing or wrong."""

    code = "unsigned"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}的流水缺少他本人的有效签名，这部分没有合并。请让他本人重新发送")
