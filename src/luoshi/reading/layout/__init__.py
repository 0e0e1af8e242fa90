"""From text at coordinates to paragraphs and tables: shared by PDF, OFD and recognised scans."""
