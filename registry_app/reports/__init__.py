"""Paper: pages, layouts by version, one file per report.

A report is a pure function of plain content: it makes an `ArchiveCanvas`, puts `Pages` on it, and lays out `blocks` and
a `Table` below the cursor; `package` names it. Texts are made here, in the language in force, from the codes given.
"""
