"""What a Word document's XML means: styles, automatic numbers, runs and tables."""
