"""Runtime type checks, strict promotion, no display, and what many tests share."""

import os
import re

import jax
import matplotlib
import pytest
from hypothesis import HealthCheck, settings
from jaxtyping import config, install_import_hook

# The hook must stand before the package's first import. PEP 484 lets an int stand for a float.
install_import_hook("momentum_docs", "beartype.beartype(conf=beartype.BeartypeConf(is_pep484_tower=True))")

jax.config.update("jax_numpy_dtype_promotion", "strict")
jax.config.update("jax_numpy_rank_promotion", "raise")
matplotlib.use("Agg")

# The fixtures below are the same for every example that Hypothesis draws.
settings.register_profile(
    "here", deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture
def x64():
    """Compute in double precision."""
    with jax.enable_x64(True):
        yield


@pytest.fixture
def without_type_checks():
    """Call the library as a reader does, whose wrong types meet the library's own errors."""
    config.update("jaxtyping_disable", True)
    yield
    config.update("jaxtyping_disable", False)


@pytest.fixture
def house_error():
    """Expect an error about one argument in the house's pattern."""

    def expect(name, error=ValueError):
        return pytest.raises(error, match=rf"(?s)^`{re.escape(name)}` must be .+; got .+\. \S.+\.$")

    return expect
