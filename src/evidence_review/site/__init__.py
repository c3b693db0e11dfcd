"""The pages that are no notebooks, and what stands around all of them.

`frame` is the head, the navigation and the foot of every page; `contents` finds its table of contents; `index` is the start page;
`reading` shows a source with its statements, citations and findings marked: `pieces` cuts its text into blocks, `spans` turns rows of the
tables into marks, `marks` writes a block with its marks, `notes` says what stands beside it, `views` joins them. `run.render` puts executed notebooks into the same frame.
"""
