"""A plan's lists as xlsx, docx, csv and json."""
