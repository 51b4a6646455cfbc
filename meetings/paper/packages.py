"""What a ZIP, and so an Office or OpenDocument file, may fail with when it is damaged or made to do harm."""

import lzma
import zipfile
import zlib

# The library lets those of its decompressors through, which are neither BadZipFile nor OSError.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    KeyError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)
