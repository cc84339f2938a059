"""How static files are named."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModules(CompressedManifestStaticFilesStorage):
    """Every file under a name with a digest, also where one ES module imports another: a page never mixes two versions."""

    support_js_module_import_aggregation = True
