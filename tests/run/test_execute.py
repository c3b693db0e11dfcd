"""What a saved notebook says of the run that made it: nothing."""

import nbformat

from evidence_review.run.execute import strip


def test_a_saved_notebook_tells_neither_time_nor_python_nor_path():
    cell = nbformat.v4.new_code_cell("1 + 1", metadata={"papermill": {"duration": 2.5}, "tags": ["parameters"]})
    metadata = {
        "papermill": {"output_path": "somewhere/index.ipynb", "start_time": "2024-01-01T00:00:00"},
        "language_info": {"name": "python", "version": "3.12.1"},
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    }
    executed = nbformat.v4.new_notebook(cells=[cell], metadata=metadata)
    saved = strip(executed)
    assert dict(saved.metadata) == {"kernelspec": metadata["kernelspec"]}
    assert dict(saved.cells[0].metadata) == {"tags": ["parameters"]}
    assert saved.cells[0]["id"] == "cell-01"
    assert executed.metadata["papermill"]["output_path"] == "somewhere/index.ipynb", "the executed one stays as it is"
