"""How large anything in a sync file may be; what is larger is refused before it is read (sync.md §2.13)."""

MIB = 1 << 20

PACK = 512 * MIB  # the whole file
HEADER = 64 << 10
CERTIFICATE_FILE = 64 << 10  # a join request or a certificate
PLAIN = 4096 * MIB  # unpacked text
RATIO = 100  # unpacked to packed, beyond the first MiB
WINDOW = 8 * MIB  # of the decompressor
STEP = 64 << 10  # unpacked at a time
LINE = 256 << 10
MANIFEST = 16 * MIB  # the first line: streams and certificates
CHANGES = 5_000_000
STREAMS = 10_000
BASE = 64
FIELDS = 100
TEXT = 32_000
WHOLE = 2**53
NESTING = 4
CHAIN = 3  # certificates from the sender to the root
#: A sender's clock may be this far ahead before it is not believed any more.
CLOCK_MS = 86_400_000
