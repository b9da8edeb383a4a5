import matplotlib.pyplot as plt
import numpy as np
import pytest

from momentum_docs import (
    plot_decay,
    plot_eigenvalues,
    plot_losses,
    plot_paths,
    plot_race,
    plot_rate_map,
    plot_spread,
    plot_weights,
)


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


GRID = np.linspace(-1.0, 1.0, 5)
VALUES = GRID[:, None] ** 2 + GRID**2
PATH = np.array([[1.0, 1.0], [0.5, 0.25], [0.0, 0.0]])

CALLS = {
    "plot_paths": lambda ax: plot_paths(GRID, GRID, VALUES, {"run": PATH}, ax=ax),
    "plot_weights": lambda ax: plot_weights({"β": [1.0, 0.5]}, ax=ax),
    "plot_decay": lambda ax: plot_decay({"λ": [1.0, 0.5]}, ax=ax),
    "plot_losses": lambda ax: plot_losses([0, 1], {"run": [1.0, 0.5]}, ax=ax),
    "plot_spread": lambda ax: plot_spread({"a": [1, 2, 3, 4, 5]}, {}, mark_label="m", ax=ax),
    "plot_rate_map": lambda ax: plot_rate_map(GRID, GRID, VALUES, ax=ax),
    "plot_eigenvalues": lambda ax: plot_eigenvalues({"λ": [0.5 + 0.5j]}, ax=ax),
}


@pytest.mark.parametrize("name", CALLS)
def test_plot_draws_on_the_given_axes(name):
    ax = plt.subplots()[1]
    assert CALLS[name](ax) is ax


@pytest.mark.parametrize("name", CALLS)
def test_plot_makes_new_axes_by_default(name):
    ax = plt.subplots()[1]
    assert CALLS[name](None) is not ax


def test_path_is_drawn_as_given():
    ax = plot_paths(GRID, GRID, VALUES, {"run": PATH})
    np.testing.assert_array_equal(ax.lines[0].get_xydata(), PATH)


def test_diverging_path_does_not_move_the_window():
    ax = plot_paths(GRID, GRID, VALUES, {"run": PATH * 1e6})
    assert ax.get_ylim() == (-1.0, 1.0)


def test_nan_in_a_path_is_drawn_as_a_gap():
    ax = plot_paths(GRID, GRID, VALUES, {"run": np.array([[1.0, 1.0], [np.nan, np.inf]])})
    assert np.isnan(ax.lines[0].get_xdata()[1])


def test_curves_are_drawn_against_their_steps():
    ax = plot_decay({"λ": [1.0, 0.5, 0.25]})
    np.testing.assert_array_equal(ax.lines[0].get_xydata(), [[0, 1.0], [1, 0.5], [2, 0.25]])


def test_spread_marks_the_value_in_its_row():
    ax = plot_spread({"a": [1, 2, 3, 4, 5], "b": [2, 3, 4, 5, 6]}, {"b": 2.5}, mark_label="published")
    marks = [line.get_xydata().tolist() for line in ax.lines if line.get_marker() == "D"]
    assert marks == [[[2.5, 1.0]]]


@pytest.mark.parametrize("beyond", [np.nan, np.inf, 1.5])
def test_rate_map_shows_divergence_in_the_colour_of_the_scale_s_end(beyond):
    ax = plot_rate_map(GRID, GRID, np.full((5, 5), beyond))
    mesh = ax.collections[0]
    assert mesh.to_rgba(mesh.get_array())[..., 3].max() == 0, "the ground must show through"
    assert ax.patches[0].get_facecolor() == tuple(mesh.get_cmap().get_over())


def test_rate_map_draws_the_boundary_over_momenta():
    ax = plot_rate_map(GRID, GRID, VALUES, boundaries={"limit": GRID / 2})
    np.testing.assert_array_equal(ax.lines[0].get_xydata(), np.column_stack([GRID / 2, GRID]))


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: plot_paths(GRID, GRID[:3], VALUES, {}), "values"),
        (lambda: plot_paths(GRID, GRID, VALUES, {"run": PATH[:, :1]}), "paths"),
        (lambda: plot_rate_map(GRID, GRID[:3], VALUES), "rates"),
        (lambda: plot_losses([0, 1, 2], {"run": [1.0, 0.5]}), "curves"),
    ],
)
def test_mismatched_shapes_raise_the_house_error(call, name):
    with pytest.raises(ValueError, match=rf"^`{name}` must be .+; got .+\. .+\.$"):
        call()


def test_race_draws_every_setting_of_every_method():
    losses = dict.fromkeys("bcd", VALUES + 0.01) | {"a": np.linspace(0.1, 1, 7)}
    figure = plot_race(GRID + 2, GRID, {name: losses[name] for name in "abcd"})
    assert [len(line.get_xdata()) for line in figure.axes[0].lines] == [7, 25, 25, 25]


def test_race_is_sorted_best_first():
    figure = plot_race(GRID + 2, GRID, {"a": [0.5, 0.1], "b": VALUES, "c": VALUES, "d": VALUES})
    assert figure.axes[0].lines[0].get_ydata().tolist() == [0.1, 0.5]


@pytest.mark.parametrize("losses", [{"a": [1.0]}, {name: [[1.0, 2.0]] for name in "abcd"}])
def test_race_of_other_shapes_is_refused(losses, house_error):
    with house_error("losses"):
        plot_race(GRID + 2, GRID, losses)
