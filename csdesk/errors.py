"""The things that can go wrong and be told to a user, in Chinese, with what to do next."""


class CsdeskError(Exception):
    """Anything whose message may be shown as it stands; everything else is a bug."""


class Refused(CsdeskError):
    """A rule of the business, or what a person entered, forbids it."""


class KeysElsewhere(Refused):
    """A file whose keys are not on this computer."""

    def __init__(self) -> None:
        super().__init__("这份数据文件的密钥不在本机：它是从别的电脑复制来的，只能查看。请新建文件并重新申请入网，再请经理发一份全量文件")


class Cancelled(CsdeskError):
    """The person stopped a long piece of work; everything is as it was."""


class StorageError(CsdeskError):
    """The disk, the file or another program is in the way."""
