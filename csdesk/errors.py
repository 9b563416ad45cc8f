"""The things that can go wrong and be told to a user, in Chinese, with what to do next."""


class CsdeskError(Exception):
    """Anything whose message may be shown as it stands; everything else is a bug."""


class Refused(CsdeskError):
    """A rule of the business, or what a person entered, forbids it."""


class Cancelled(CsdeskError):
    """The person stopped a long piece of work; everything is as it was."""


class StorageError(CsdeskError):
    """The disk, the file or another program is in the way."""
