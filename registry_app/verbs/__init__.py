"""The verbs of the command line, one file per topic; each adds its own to the parser and carries it out."""
