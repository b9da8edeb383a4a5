import matplotlib.pyplot as plt
import numpy as np
import pytest

from momentum_docs import (
    COLOURS,
    method_style,
    plot_eigenvalues,
    plot_losses,
    plot_paths,
    plot_rate_map,
    plot_spread,
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


def test_losses_are_drawn_against_their_epochs():
    ax = plot_losses([0, 0.5, 1], {"run": [1.0, 0.5, 0.25]})
    np.testing.assert_array_equal(ax.lines[0].get_xydata(), [[0, 1.0], [0.5, 0.5], [1, 0.25]])


@pytest.mark.parametrize("label", ["Nesterov", "momentum, β = 0.9"])
def test_curve_of_a_method_has_its_style(label):
    line = plot_losses([0, 1], {"run": [1.0, 0.5], label: [1.0, 0.25]}).lines[1]
    style = method_style(label.split(",")[0])
    assert {"color": line.get_color(), "linestyle": line.get_linestyle()} == style


@pytest.mark.parametrize("label", ["Nesterov's", "η = 0.1", "run, momentum"])
def test_curve_of_anything_else_follows_the_cycle(label):
    line = plot_losses([0, 1], {label: [1.0, 0.5]}).lines[0]
    assert line.get_color() == plt.rcParams["axes.prop_cycle"].by_key()["color"][0]


def test_two_curves_of_one_method_are_told_apart():
    lines = plot_losses([0, 1], {"momentum, β = 0.5": [1, 0.5], "momentum, β = 0.9": [1, 0.2]}).lines
    assert lines[0].get_color() != lines[1].get_color()


def test_path_of_a_method_has_its_colour():
    line = plot_paths(GRID, GRID, VALUES, {"heavy ball": PATH}).lines[0]
    assert line.get_color() == COLOURS.blue


def test_eigenvalues_of_a_method_have_its_colour_and_no_line():
    line = plot_eigenvalues({"Adam": [0.5]}).lines[0]
    assert (line.get_color(), line.get_linestyle()) == (COLOURS.purple, "None")


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


def test_boundary_is_ink_in_a_halo_of_paper():
    line = plot_rate_map(GRID, GRID, VALUES, boundaries={"limit": GRID / 2}).lines[0]
    assert line.get_color() == COLOURS.ink
    assert line.get_path_effects()[0]._gc["foreground"] == COLOURS.paper


def test_good_values_of_a_rate_map_are_bright():
    mesh = plot_rate_map(GRID, GRID, VALUES, limits=(0.0, 2.0)).collections[0]
    best, worst = mesh.to_rgba([0.0, 2.0])[:, :3].sum(axis=1)
    assert best > worst


@pytest.mark.parametrize("xscale", ["linear", "log"])
def test_rate_map_has_the_scale(xscale):
    assert plot_rate_map(GRID + 2, GRID, VALUES, xscale=xscale).get_xscale() == xscale


def test_maps_share_one_colour_bar():
    figure, axes = plt.subplots(1, 2)
    plot_rate_map(GRID, GRID, VALUES, label=None, ax=axes[0])
    plot_rate_map(GRID, GRID, VALUES, label="loss", shared=axes, ax=axes[1])
    assert [ax.get_xlabel() for ax in figure.axes] == ["learning rate η"] * 2 + ["loss (grey: beyond)"]


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: plot_paths(GRID, GRID[:3], VALUES, {}), "values"),
        (lambda: plot_paths(GRID, GRID, VALUES, {"run": PATH[:, :1]}), "paths"),
        (lambda: plot_rate_map(GRID, GRID[:3], VALUES), "rates"),
        (lambda: plot_losses([0, 1, 2], {"run": [1.0, 0.5]}), "losses"),
    ],
)
def test_mismatched_shapes_raise_the_house_error(call, name):
    with pytest.raises(ValueError, match=rf"^`{name}` must be .+; got .+\. .+\.$"):
        call()
