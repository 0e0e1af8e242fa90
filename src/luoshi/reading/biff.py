"""Number formats of an xls workbook (MS-XLS, BIFF8), which the library that reads its values does not tell.

Only what is needed to print 0.075 as 7.5%: the workbook's stream out of its compound file (MS-CFB), the formats, which
cell has which. A file that does not keep to the rules yields no formats; its values are read all the same.
"""

import struct
from collections.abc import Iterator

BOUND_SHEET, FORMAT, XF, END, PASSWORD = 0x0085, 0x041E, 0x00E0, 0x000A, 0x002F
SINGLE = {0x0203, 0x027E, 0x0006}  # NUMBER, RK and FORMULA begin with row, column and format
MANY = 0x00BD  # MULRK: row, first column, then a format and a number for each
NO_SECTOR = 0xFFFFFFF8  # this and above end a chain
ROOT, STREAM = 5, 2  # kinds of directory entries
SMALL = 4096  # bytes: a smaller stream stands in the small sectors

FAULTS = (struct.error, IndexError, KeyError, ValueError)  # of a file that does not keep to the rules

Formats = dict[tuple[int, int], str]  # by row and column, from 0


def number_formats(data: bytes) -> dict[str, Formats]:
    """The number format of each number's cell, by sheet; an empty mapping where the file cannot be followed."""
    try:
        return _Workbook(_Compound(data).workbook()).formats()
    except FAULTS:
        return {}


def is_encrypted(data: bytes) -> bool:
    """Whether the workbook says that it is under a password."""
    try:
        return any(kind == PASSWORD for kind, _ in _Workbook(_Compound(data).workbook()).records(0))
    except FAULTS:
        return False


class _Compound:
    """A compound file: sectors in chains."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.size = 1 << struct.unpack_from("<H", data, 30)[0]
        self.table: list[int] = []
        for sector in self._table_sectors():
            self.table += struct.unpack_from(f"<{self.size // 4}I", data, (sector + 1) * self.size)

    def _table_sectors(self) -> Iterator[int]:
        count, first, more = struct.unpack_from("<I20xII", self.data, 44)
        listed = list(struct.unpack_from("<109I", self.data, 76))
        for _ in range(min(more, len(self.data) // self.size)):
            if first >= NO_SECTOR:
                break
            *sectors, first = struct.unpack_from(f"<{self.size // 4}I", self.data, (first + 1) * self.size)
            listed += sectors
        yield from (sector for sector in listed[:count] if sector < NO_SECTOR)

    def _chain(self, start: int, table: list[int]) -> Iterator[int]:
        for _ in range(len(table)):
            if start >= NO_SECTOR:
                return
            yield start
            start = table[start]

    def _stream(self, start: int) -> bytes:
        sectors = self._chain(start, self.table)
        return b"".join(self.data[(sector + 1) * self.size : (sector + 2) * self.size] for sector in sectors)

    def workbook(self) -> bytes:
        """The stream that holds the workbook. Raises KeyError where there is none."""
        directory = self._stream(struct.unpack_from("<I", self.data, 48)[0])
        found: dict[str, tuple[int, int]] = {}
        for at in range(0, len(directory), 128):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            name = directory[at : at + max(length - 2, 0)].decode("utf-16-le")
            if kind in (ROOT, STREAM):
                found["" if kind == ROOT else name] = struct.unpack_from("<II", directory, at + 116)
        start, size = found.get("Workbook") or found["Book"]
        return self._stream(start)[:size] if size >= SMALL else self._small(found[""][0], start)[:size]

    def _small(self, root: int, start: int) -> bytes:
        holder, width = self._stream(root), 64
        packed = self._stream(struct.unpack_from("<I", self.data, 60)[0])
        table = list(struct.unpack(f"<{len(packed) // 4}I", packed))
        return b"".join(holder[sector * width : (sector + 1) * width] for sector in self._chain(start, table))


class _Workbook:
    """The records of a workbook's stream."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def records(self, at: int) -> Iterator[tuple[int, bytes]]:
        """Kind and content of each record up to the end of a part."""
        while at + 4 <= len(self.data):
            kind, length = struct.unpack_from("<HH", self.data, at)
            if kind == END:
                return
            yield kind, self.data[at + 4 : at + 4 + length]
            at += 4 + length

    def formats(self) -> dict[str, Formats]:
        custom: dict[int, str] = {}
        used: list[int] = []
        sheets: list[tuple[str, int]] = []
        for kind, content in self.records(0):
            if kind == FORMAT:
                custom[struct.unpack_from("<H", content)[0]] = _text(content[2:], 2)
            elif kind == XF:
                used.append(struct.unpack_from("<H", content, 2)[0])
            elif kind == BOUND_SHEET:
                sheets.append((_text(content[6:], 1), struct.unpack_from("<I", content)[0]))
        codes = [custom.get(number) or BUILT_IN.get(number, "General") for number in used]
        return {name: dict(self._cells(at, codes)) for name, at in sheets}

    def _cells(self, at: int, codes: list[str]) -> Iterator[tuple[tuple[int, int], str]]:
        for kind, content in self.records(at):
            if kind in SINGLE:
                row, column, form = struct.unpack_from("<HHH", content)
                yield (row, column), codes[form]
            elif kind == MANY:
                row, first = struct.unpack_from("<HH", content)
                for index in range((len(content) - 6) // 6):
                    yield (row, first + index), codes[struct.unpack_from("<H", content, 4 + 6 * index)[0]]


BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}


def _text(content: bytes, width: int) -> str:
    """A string with its length in `width` bytes and a byte that says whether each character has one byte or two."""
    length = int.from_bytes(content[:width], "little")
    wide = content[width] & 1
    body = content[width + 1 : width + 1 + length * (2 if wide else 1)]
    return body.decode("utf-16-le" if wide else "latin-1")
