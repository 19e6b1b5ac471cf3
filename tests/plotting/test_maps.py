"""Feature maps: every channel once, all on one scale."""

import numpy as np
import pytest
import torch

from coursekit import plotting

MAPS = np.arange(5 * 3 * 4).reshape(5, 3, 4) / 10


def test_every_channel_is_a_picture_on_the_common_scale():
    """Five images with the extremes of all of them, numbered from 0."""
    ax = plotting.feature_maps(MAPS)
    assert [image.get_array().tolist() for image in ax.images] == MAPS.tolist()
    assert {image.get_clim() for image in ax.images} == {(0.0, 5.9)}
    assert [text.get_text() for text in ax.texts] == [f"通道 {k}" for k in range(5)]


def test_the_pictures_stand_in_rows_without_overlap():
    """Left to right, then down; pixels are square."""
    ax = plotting.feature_maps(MAPS, columns=3)
    places = [image.get_extent() for image in ax.images]
    assert [place[0] for place in places[:3]] == [place[0] for place in places[3:]] + [places[2][0]]
    assert places[0][1] <= places[1][0] and places[3][3] <= places[0][2]
    assert all((top - low) / (right - left) == pytest.approx(3 / 4) for left, right, low, top in places)
    assert ax.get_aspect() == 1


def test_a_tensor_of_one_sample_is_taken_with_names():
    """(1, channels, height, width), as a convolution gives it."""
    ax = plotting.feature_maps(torch.tensor(MAPS[None, :2]), names=["竖边", "横边"])
    assert [text.get_text() for text in ax.texts] == ["竖边", "横边"]


def test_many_channels_are_named_by_number_alone():
    """The word has no room above a small picture."""
    assert [text.get_text() for text in plotting.feature_maps(np.zeros((30, 2, 2))).texts][-1] == "29"


@pytest.mark.parametrize(
    ("maps", "names", "message"),
    [
        (MAPS[0], None, r"maps 要是 3或4 维.*\(3, 4\)"),
        (MAPS[None].repeat(2, 0), None, r"一次画一个样本.*\(2, 5, 3, 4\)"),
        (np.zeros((65, 2, 2)), None, "最多 64 个"),
        (MAPS, ["甲"], "5 个通道，名字却有 1 个"),
    ],
)
def test_what_does_not_fit_is_named(maps, names, message):
    """The message says what came and what is wanted."""
    with pytest.raises(ValueError, match=message):
        plotting.feature_maps(maps, names=names)
