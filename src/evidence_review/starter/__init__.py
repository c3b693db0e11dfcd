"""What a new review begins with: the files in `files/`, and the notebooks of the workbook."""
