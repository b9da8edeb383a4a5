"""The airfoil table, standardising, and the order of minibatches."""

from importlib import resources

import jax
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from momentum_docs import load_airfoil, minibatch_order, standardise

BUNDLED = resources.files("momentum_docs").joinpath("data", "airfoil_self_noise.dat").read_bytes()
KEY = jax.random.key(0)


def test_airfoil_has_1503_rows_of_six_columns():
    assert load_airfoil().values.shape == (1503, 6)


def test_airfoil_names_its_columns_and_units():
    assert load_airfoil().units == {
        "frequency": "Hz",
        "angle_of_attack": "deg",
        "chord_length": "m",
        "free_stream_velocity": "m/s",
        "displacement_thickness": "m",
        "sound_pressure_level": "dB",
    }


def test_airfoil_first_row_is_that_of_the_publication():
    airfoil = load_airfoil()
    first = [airfoil.column(name)[0] for name in airfoil.units]
    assert first == [800, 0, 0.3048, 71.3, 0.00266337, 126.201]


def test_airfoil_copy_with_crlf_line_ends_is_accepted(tmp_path):
    copy = tmp_path / "airfoil.dat"
    copy.write_bytes(BUNDLED.replace(b"\n", b"\r\n"))
    np.testing.assert_array_equal(load_airfoil(copy).values, load_airfoil().values)


@pytest.mark.parametrize(
    "content",
    [BUNDLED.replace(b"800", b"801", 1), BUNDLED[:-1], BUNDLED[: len(BUNDLED) // 2], b""],
    ids=["one_byte", "last_byte_missing", "truncated", "empty"],
)
def test_damaged_airfoil_file_is_refused(content, tmp_path, house_error):
    damaged = tmp_path / "airfoil.dat"
    damaged.write_bytes(content)
    with house_error("path"):
        load_airfoil(damaged)


def test_unknown_column_is_refused(house_error):
    with house_error("name"):
        load_airfoil().column("Frequency")


def test_unknown_column_error_lists_the_known_names():
    with pytest.raises(ValueError, match=", ".join(load_airfoil().units)):
        load_airfoil().column("temperature")


@given(
    arrays.arrays(float, st.tuples(st.integers(2, 20), st.integers(1, 4)), elements=st.integers(-100, 100))
)
def test_standardised_columns_have_mean_zero_and_deviation_one(values):
    values = np.vstack([values, values.max(axis=0) + 1])
    standardised = standardise(values)
    np.testing.assert_allclose(standardised.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(standardised.std(axis=0), 1, rtol=1e-12)


def test_standardise_leaves_its_input_alone():
    values = np.array([[1.0], [3.0]])
    standardise(values)
    assert values.tolist() == [[1.0], [3.0]]


@given(constant=st.floats(-1e6, 1e6), rows=st.integers(1, 30))
def test_constant_column_is_refused(constant, rows, house_error):
    with house_error("values"):
        standardise(np.column_stack([np.full(rows, constant), np.arange(rows)]))


@pytest.mark.parametrize("values", [[[1.0], [float("nan")]], [[1.0], [float("inf")]], [1.0, 2.0], [], 1.0])
def test_values_unfit_to_standardise_are_refused(values, house_error):
    with house_error("values"):
        standardise(values)


def epochs_of(order, epochs):
    return np.asarray(order).reshape(epochs, -1)


@pytest.mark.parametrize("batch_size", [1, 3, 12])
@given(seed=st.integers(0, 2**32 - 1))
def test_each_epoch_is_a_permutation(batch_size, seed):
    order = minibatch_order(jax.random.key(seed), examples=12, batch_size=batch_size, epochs=2)
    assert all(sorted(epoch) == list(range(12)) for epoch in epochs_of(order, 2))


def test_rows_left_over_are_skipped():
    order = minibatch_order(KEY, examples=10, batch_size=4, epochs=3)
    assert order.shape == (6, 4)
    assert all(len(set(epoch)) == 8 for epoch in epochs_of(order, 3).tolist())


def test_epochs_are_shuffled_differently():
    first, second = epochs_of(minibatch_order(KEY, examples=100, batch_size=10, epochs=2), 2)
    assert first.tolist() != second.tolist()


def test_order_is_a_function_of_its_key():
    orders = [minibatch_order(KEY, examples=12, batch_size=3, epochs=2) for _ in range(2)]
    np.testing.assert_array_equal(*orders)


def test_order_maps_over_keys():
    keys = jax.random.split(KEY, 3)
    mapped = jax.vmap(lambda key: minibatch_order(key, 12, 3, 2))(keys)
    np.testing.assert_array_equal(mapped, np.stack([minibatch_order(key, 12, 3, 2) for key in keys]))


@pytest.mark.parametrize("name", ["examples", "batch_size", "epochs"])
@pytest.mark.parametrize("count", [0, -1])
def test_count_below_one_is_refused(name, count, house_error):
    with house_error(name):
        minibatch_order(KEY, **{"examples": 12, "batch_size": 3, "epochs": 2, name: count})


@pytest.mark.parametrize("name", ["examples", "batch_size", "epochs"])
@pytest.mark.parametrize("count", [2.5, 2.0, "2", None])
def test_count_that_is_no_whole_number_is_refused(name, count, house_error, without_type_checks):
    with house_error(name, TypeError):
        minibatch_order(KEY, **{"examples": 12, "batch_size": 3, "epochs": 2, name: count})


def test_batch_larger_than_the_data_is_refused(house_error):
    with house_error("batch_size"):
        minibatch_order(KEY, examples=5, batch_size=6, epochs=1)
