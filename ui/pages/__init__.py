"""One page of the window per topic."""
