"""Starting a site."""
