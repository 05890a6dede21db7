"""Paper: pages, layouts by version, one file per report."""
