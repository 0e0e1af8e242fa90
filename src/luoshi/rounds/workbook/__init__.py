"""A form as a workbook that can be filled offline: written locked, read back with distrust. Knows no database."""
