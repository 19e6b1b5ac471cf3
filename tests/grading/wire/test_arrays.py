"""Arrays, numpy scalars and tensors: type, shape and every bit arrive; what is no such array is refused."""

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis.extra import numpy as hnp

from coursekit.grading.wire import Tag, WireError, arrays
from tests.grading.wire.conftest import Reference, decode

ARRAY, SCALAR, TENSOR, SIZE = (int(tag) for tag in (Tag.ARRAY, Tag.NPSCALAR, Tag.TENSOR, Tag.SIZE))
DTYPES = (
    hnp.boolean_dtypes()
    | hnp.integer_dtypes()
    | hnp.unsigned_integer_dtypes()
    | hnp.floating_dtypes(sizes=(16, 32, 64))
    | hnp.complex_number_dtypes(sizes=(64, 128))
    | hnp.datetime64_dtypes()
    | hnp.timedelta64_dtypes()
    | hnp.unicode_string_dtypes(max_len=5)
    | hnp.byte_string_dtypes(max_len=5)
)


def same(one, other) -> bool:
    return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, max_examples=200
)
@given(hnp.arrays(DTYPES, hnp.array_shapes(min_dims=0, min_side=0, max_dims=4, max_side=4)))
def test_every_array_crosses_bit_by_bit(cross, array):
    """Both byte orders, any shape with empty ones and without dimensions, nan payloads and all."""
    arrived = cross(array)
    assert type(arrived) is np.ndarray
    assert same(arrived, array)


@pytest.mark.parametrize(
    "array",
    [
        np.arange(12).reshape(3, 4).T,
        np.arange(12)[::-2],
        np.asfortranarray(np.eye(3)),
        np.broadcast_to(np.float64(2), (3, 2)),
        np.array(5.0),
        np.array([0.0, -0.0, np.nan, np.inf]),
    ],
    ids=["transposed", "backwards", "fortran", "broadcast", "0-d", "special"],
)
def test_layout_does_not_matter(cross, array):
    """Views that are not contiguous arrive as the values they show."""
    assert same(cross(array), np.array(array))


@pytest.mark.parametrize(
    "scalar",
    [np.float32(0.1), np.float64("nan"), np.int8(-1), np.uint64(2**64 - 1), np.True_, np.complex64(1j), np.float16(1)]
    + [
        np.str_("文"),
        np.str_(""),
        np.bytes_(b"a"),
        np.bytes_(b""),
        np.datetime64("2020-01-01"),
        np.timedelta64(3, "h"),
    ],
    ids=repr,
)
def test_numpy_scalars_keep_their_type(cross, scalar):
    """A numpy scalar is not turned into Python's number."""
    arrived = cross(scalar)
    assert type(arrived) is type(scalar)
    assert same(arrived, scalar)


@pytest.mark.parametrize("name", sorted(arrays._TENSOR_DTYPES))
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 3), (2, 3)])
def test_tensors_keep_type_and_shape(cross, name, shape):
    """Every dense CPU type, bfloat16 too."""
    tensor = (torch.arange(torch.Size(shape).numel()) % 2).reshape(shape).to(getattr(torch, name))
    arrived = cross(tensor)
    assert type(arrived) is torch.Tensor
    assert arrived.dtype == tensor.dtype
    assert arrived.shape == tensor.shape
    assert torch.equal(arrived, tensor)


@pytest.mark.parametrize(
    "tensor",
    [
        torch.arange(6.0).reshape(2, 3).T,
        torch.ones(1).expand(4),
        torch.ones(2, requires_grad=True) * 2,
        torch.nn.Parameter(torch.ones(2)),
        torch.tensor([1 + 2j]).conj(),
        torch.tensor([float("nan"), -0.0, float("inf")]),
    ],
    ids=["transposed", "expanded", "graph", "parameter", "conjugate", "special"],
)
def test_a_tensor_crosses_as_its_value(cross, tensor):
    """Strides, graphs and lazy conjugation stay behind."""
    arrived = cross(tensor)
    assert not arrived.requires_grad
    torch.testing.assert_close(arrived, tensor.detach().resolve_conj(), equal_nan=True, rtol=0, atol=0)


def test_a_size_stays_a_size(cross):
    """`x.shape == torch.Size(…)` holds after the crossing."""
    assert cross(torch.zeros(2, 3).shape) == torch.Size([2, 3])
    assert type(cross(torch.Size([2]))) is torch.Size


@pytest.mark.parametrize(
    "value",
    [
        np.array([object()]),
        np.array([None]),
        np.zeros(1, [("a", "i4")]),
        np.ma.array([1]),
        np.zeros((1, 1)).view(np.matrix),
        np.longdouble(1),
        torch.eye(2).to_sparse(),
        torch.empty(2, device="meta"),
        torch.float32,
        np.dtype("f8"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_plain_array_crosses_by_reference(cross, value):
    """Objects, structures, subclasses, sparse and far tensors have no bytes of their own to send."""
    assert type(cross(value)) is Reference


@pytest.mark.parametrize(
    "node",
    [
        [ARRAY, "<f8", [2], 0],
        [ARRAY, "<f8", [1], 1],
        [ARRAY, "<f8", [1], -1],
        [ARRAY, "<f8", [1], True],
        [ARRAY, "<f8", [-1], 0],
        [ARRAY, "<f8", [1.0], 0],
        [ARRAY, "<f8", 1, 0],
        [ARRAY, "<f8", [1] * 33, 0],
        [ARRAY, "<f8", [2**62, 4], 0],
        [ARRAY, "<f8", [2**64, 0], 0],
        [ARRAY, "<f8", [1], 0, 0],
        [ARRAY, "|O", [1], 0],
        [ARRAY, "O", [1], 0],
        [ARRAY, "<f8,<f8", [1], 0],
        [ARRAY, "|V8", [1], 0],
        [ARRAY, "<f16", [1], 0],
        [ARRAY, "<f8\n", [1], 0],
        [ARRAY, "<U0", [10**11], 0],
        [ARRAY, "<U9999999", [1], 0],
        [ARRAY, "<M8[zz]", [1], 0],
        [ARRAY, "|b1", [8], 0],
        [ARRAY, "<U2", [1], 0],
        [ARRAY, ">U2", [1], 0],
        [ARRAY, 5, [1], 0],
        [SCALAR, "<f8", b"1234567"],
        [SCALAR, "<f8", "12345678"],
        [SCALAR, "|b1", b"\x02"],
        [SCALAR, "<U1", b"\xff\xff\xff\x7f"],
        [TENSOR, "float64", [2], 0],
        [TENSOR, "object", [1], 0],
        [TENSOR, ["float64"], [1], 0],
        [TENSOR, "bool", [8], 0],
        [TENSOR, "float32", [0, 2**62, 2**62], 1],
        [SIZE, -1],
        [SIZE, 2**63],
        [SIZE, "2"],
    ],
    ids=str,
)
def test_what_no_array_is_written_as_is_refused(node):
    """Sizes that do not fit the buffer, object types, overflow, bytes that are no truth value and no character."""
    with pytest.raises(WireError):
        decode(node, b"\xff" * 8)


def test_empty_arrays_need_no_bytes():
    """Without elements an enormous element type takes no memory."""
    assert decode([ARRAY, "<U9999999", [0], 0], b"").shape == (0,)
    assert decode([TENSOR, "float32", [0, 5], 0], b"").shape == (0, 5)
