"""Figures, reports and paper. All of it asks for an account."""

from django.urls import URLPattern, path

from reporting.views import documents, figures

urlpatterns: list[URLPattern] = [
    path("rapporten/", documents.report_list, name="report_list"),
    path("rapporten/cijfers/", figures.figures, name="figures"),
    path("drukwerk/", documents.print_list, name="print_list"),
    path("drukwerk/<uuid:document>/", documents.document_status, name="document_status"),
    path("drukwerk/<uuid:document>/download/", documents.document_download, name="document_download"),
    path("drukwerk/<uuid:document>/opnieuw/", documents.document_retry, name="document_retry"),
    path("drukwerk/<uuid:document>/stop/", documents.document_stop, name="document_stop"),
]
