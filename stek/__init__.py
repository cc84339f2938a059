"""The roof: settings, URLs and the entry points of web and workers."""
