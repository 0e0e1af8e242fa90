"""One reader per format, each turning a file into a Document (text, blocks, tables)."""

from pathlib import Path

from luoshi.reading.compose import TooMuchText
from luoshi.reading.document import Document, ReadingError
from luoshi.reading.registry import choose
from luoshi.reading.source import DEFAULT_LIMIT, Progress, load, silent

__all__ = ["DEFAULT_LIMIT", "Document", "ReadingError", "read"]


def read(
    path: Path, *, name: str | None = None, progress: Progress | None = None, limit: int = DEFAULT_LIMIT
) -> Document:
    """Read a file with the reader that suits its content.

    `name` is how messages and the Document call it (by default the file's own name), `progress` hears
    (done, total, what), `limit` is the largest size accepted, in bytes. Raises ReadingError, and nothing else,
    for every file that cannot be read.
    """
    source = load(path, name or path.name, limit, progress or silent)
    try:
        return choose(source).read(source)
    except (ReadingError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except TooMuchText as error:
        raise source.refuse(f"prints {error}, which is no document; delete what does not belong to it") from error
    except MemoryError as error:
        raise source.refuse("needs more memory than there is; split it") from error
    except BaseException as error:  # a library's own panic need not be an Exception
        raise source.refuse(
            f"is damaged or incomplete ({_words(error)}); open and save it again, or ask for another copy"
        ) from error


def _words(error: BaseException) -> str:
    """What a library said, on one short line."""
    said = " ".join(str(error).split())[:120]
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
