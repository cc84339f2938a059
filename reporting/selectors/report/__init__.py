"""What a steering-group report tells: figures, the offer, milestones and signals of a period."""

from reporting.selectors.report.figures import read_report_figures
from reporting.selectors.report.periods import choose_columns, choose_default_period, choose_year_to_date
from reporting.selectors.report.shapes import ReportFigures
from reporting.selectors.report.texts import ReportTexts, read_report_texts

__all__ = [
    "ReportFigures",
    "ReportTexts",
    "choose_columns",
    "choose_default_period",
    "choose_year_to_date",
    "read_report_figures",
    "read_report_texts",
]
