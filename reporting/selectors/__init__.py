"""Reading for reports and paper."""
