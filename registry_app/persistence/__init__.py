"""The register on disk: open, lock, seal, back up, check."""
