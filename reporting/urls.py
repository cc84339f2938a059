"""Figures, reports and paper. All of it asks for an account."""

from django.urls import URLPattern, path

from reporting.views import corrections, documents, figures

urlpatterns: list[URLPattern] = [
    path("rapporten/", documents.report_list, name="report_list"),
    path("rapporten/cijfers/", figures.figures, name="figures"),
    path("rapporten/cijfers/verbeteringen/", corrections.correction_list, name="correction_list"),
    path(
        "rapporten/cijfers/verbeteringen/<uuid:correction>/terug/",
        corrections.correction_reverse,
        name="correction_reverse",
    ),
    path("rapporten/cijfers/verbeteringen/<slug:counter>/", corrections.correction_add, name="correction_add"),
    path("drukwerk/", documents.print_list, name="print_list"),
    path("drukwerk/<uuid:document>/", documents.document_status, name="document_status"),
    path("drukwerk/<uuid:document>/download/", documents.document_download, name="document_download"),
    path("drukwerk/<uuid:document>/opnieuw/", documents.document_retry, name="document_retry"),
    path("drukwerk/<uuid:document>/stop/", documents.document_stop, name="document_stop"),
]
