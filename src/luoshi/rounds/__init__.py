"""Reporting rounds: what is asked of whom, why, by when; one form per unit, on the page or as a workbook."""
