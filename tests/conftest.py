from jaxtyping import install_import_hook

install_import_hook(["momentum_docs."+x for x in "_checks averaging datasets objectives optimizers reporting theory trajectory".split()], "beartype.beartype")
