"""A student's tensors in the examiner: values to compute with, and the way back to the tensors themselves."""

import copy

import pytest
import torch
from torch import nn

from coursekit import checks
from coursekit.grading.alarms import Misuse, Quota
from tests.support.served import scripted, served

STUDENTS = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 1)
        self.register_buffer('count', torch.zeros(1))
    def forward(self, x): return self.layer(x)

net = Net()
def softmax(x): return torch.softmax(x, 1)
def both(x):
    h = net.layer(x)
    return h, h.sum()
def loss(f, y): return f(net(torch.ones(3, 2)), y)
def descend(f, x, steps):
    for _ in range(steps):
        y = f(x)
        y.backward()
        with torch.no_grad():
            x -= 0.1 * x.grad
        x.grad.zero_()
    return x
def slope(f, x): return torch.autograd.grad(f(x), x)[0]
def mode(): return torch.is_grad_enabled(), str(torch.get_default_dtype()), torch.ones(1).dtype
def same(a, b): return a is b
def step():
    with torch.no_grad():
        net.layer.weight.data -= 1
"""


@pytest.fixture
def link():
    torch.manual_seed(0)
    with served(STUDENTS) as link:
        yield link


@pytest.fixture
def get(link):
    return lambda name: link.ask("get", name)


@pytest.fixture
def net(get):
    return get("net")


X, Y = torch.ones(3, 2), torch.zeros(3, 1)


def twin(link):
    """The student's own network, as its process has it."""
    return link.shell.user_ns["net"]


def test_backward_of_a_students_loss_reaches_the_parameters(link, get, net):
    """`loss.backward()`, then `net.layer.weight.grad` gives values."""
    loss = get("loss")(nn.MSELoss(), Y)
    assert net.layer.weight.grad is None
    assert loss.requires_grad
    assert loss.grad_fn is not None
    assert not loss.is_leaf
    loss.backward()
    assert torch.equal(net.layer.weight.grad, twin(link).layer.weight.grad)


def test_backward_of_the_tests_own_loss_reaches_the_parameters(link, net):
    """What the test computes from a student's output is differentiated here and then there."""
    ((net(X) - Y) ** 2).mean().backward()
    expected = torch.autograd.grad(((twin(link)(X) - Y) ** 2).mean(), twin(link).layer.weight)[0]
    assert torch.allclose(net.layer.weight.grad, expected)


def test_two_outputs_of_one_graph_are_differentiated_together(link, get, net):
    """One pass over the student's graph, not one for each output."""
    h, total = get("both")(X)
    ((h**2).sum() + 3 * total).backward()
    own = twin(link)
    h2 = own.layer(X)
    expected = torch.autograd.grad((h2**2).sum() + 3 * h2.sum(), own.layer.weight)[0]
    assert torch.allclose(net.layer.weight.grad, expected)


def test_a_graph_that_is_kept_can_be_used_twice(net):
    """`retain_graph` holds on both sides; without it the second pass fails as at home."""
    loss = net(X).sum()
    loss.backward(retain_graph=True)
    first = net.layer.weight.grad.clone()
    loss.backward()
    assert torch.allclose(net.layer.weight.grad, 2 * first)
    with pytest.raises(RuntimeError):
        loss.backward()


def test_a_gradient_comes_home_to_the_tests_tensor(net):
    """Also to a tensor of the test's that is itself computed."""
    x = torch.ones(3, 2, requires_grad=True)
    (net(x * 2).sum() * 3).backward()
    assert torch.allclose(x.grad, 6 * net.layer.weight.expand(3, 2))


def test_a_backward_of_the_students_code_comes_home_too(get):
    """A student's loop over the test's function: forward and backward across the border."""
    x = get("descend")(lambda x: (x**2).sum(), torch.tensor([1.0, -2.0], requires_grad=True), 3)
    assert torch.allclose(x.detach(), torch.tensor([1.0, -2.0]) * 0.8**3)


def test_autograd_grad_finds_its_way_through_a_call_back(get):
    """Not only `backward`: the graph goes on in the call-back's arguments."""
    w = torch.tensor([3.0, 4.0], requires_grad=True)
    slope = get("slope")(lambda x: (w * x**2).sum(), torch.tensor([1.0, 2.0], requires_grad=True))
    assert slope.tolist() == [6.0, 16.0]


def test_a_parameter_is_a_parameter(net):
    """`isinstance`, `is_leaf`, shapes, counts: as the student's."""
    w = net.layer.weight
    assert isinstance(w, nn.Parameter)
    assert isinstance(w, torch.Tensor)
    assert not isinstance(net(X), nn.Parameter)
    assert w.is_leaf
    assert w.grad_fn is None
    assert sum(p.numel() for p in net.parameters()) == 3
    assert [name for name, _ in net.named_parameters()] == ["layer.weight", "layer.bias"]


def test_values_are_values(net):
    """What is computed with them is an ordinary tensor, and checks take them."""
    w = net.layer.weight
    assert type(w + 1) is torch.Tensor
    checks.close(w, w.detach())
    checks.close(w.detach().numpy(), w)
    assert torch.equal(torch.stack([w, w])[0], w)
    assert w.tolist() == w.detach().numpy().tolist()
    assert type(copy.deepcopy(w)) is torch.Tensor
    assert "Tensor" not in repr(w)


def test_a_students_tensor_goes_back_as_itself(get, net):
    """The candidate's own object, not a copy of it."""
    assert get("same")(net.layer.weight, net.layer.weight) is True
    assert get("same")(net.layer.weight, net.layer.bias) is False


@pytest.mark.parametrize(
    "change",
    [
        lambda w: w.fill_(2.0),
        lambda w: w.data.fill_(2.0),
        lambda w: w.copy_(torch.full((1, 2), 2.0)),
        lambda w: w.__setitem__(slice(None), 2.0),
        lambda w: setattr(w, "data", torch.full((1, 2), 2.0)),
        lambda w: w.zero_().add_(2.0),
        lambda w: nn.init.constant_(w, 2.0),
        lambda w: w.__imul__(0).__iadd__(2),
    ],
    ids=range(8),
)
def test_a_change_in_place_happens_to_the_parameter(link, net, change):
    """Seen by the student's network, and by every copy of the parameter that the test holds."""
    w, other = net.layer.weight, net.layer.weight
    with torch.no_grad():
        change(w)
    assert twin(link).layer.weight.tolist() == [[2.0, 2.0]]
    assert w.tolist() == other.tolist() == [[2.0, 2.0]]


@pytest.mark.parametrize(
    "change",
    [lambda out, y: out.sub_(y), lambda out, y: out.__isub__(y), lambda out, y: out.copy_(out - y)],
    ids=range(3),
)
def test_a_change_is_made_here_too(link, net, change):
    """What the candidate learns by it does not come back as the result: `out -= y` leaves the error it had."""
    out, y = net.layer.weight, torch.tensor([[5.0, 6.0]])
    error = out.detach().clone() - y
    link.shell.candidate.op_values = lambda tensor: torch.zeros_like(tensor)
    with torch.no_grad():
        change(out, y)
    assert torch.equal(out, error)


def test_a_change_of_a_leaf_needs_no_grad_as_at_home(net):
    """torch's own error, of the student's side."""
    with pytest.raises(RuntimeError, match="leaf"):
        net.layer.weight.fill_(2.0)


def test_parameters_that_were_read_before_a_step_follow_it(get, net):
    """`params = list(net.parameters())` shows what an optimizer has done since."""
    w = net.layer.weight
    before = w.clone()
    get("step")()
    assert torch.allclose(w, before - 1)


def test_gradients_and_flags_can_be_set(link, net):
    """`w.grad = None`, `w.grad.zero_()`, `w.requires_grad = False`."""
    w = net.layer.weight
    net(X).sum().backward()
    w.grad.zero_()
    assert twin(link).layer.weight.grad.tolist() == [[0.0, 0.0]]
    w.grad = None
    assert twin(link).layer.weight.grad is None
    w.requires_grad = False
    assert not w.requires_grad
    assert not twin(link).layer.weight.requires_grad
    w.requires_grad_(True)
    assert twin(link).layer.weight.requires_grad


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.add_(1),
        lambda t: t.__setitem__(0, 1),
        lambda t: t[0].fill_(1),
        lambda t: t.T.zero_(),
        lambda t: t.view(-1).zero_(),
        lambda t: t.detach().zero_(),
        lambda t: t.data.zero_(),
        lambda t: setattr(t, "data", torch.ones(2, 2)),
        lambda t: next(iter(t)).zero_(),
        lambda t: torch.relu_(t),
        lambda t: nn.functional.relu(t, inplace=True),
        lambda t: torch.add(t, 1, out=t),
        lambda t: t.__iadd__(1),
    ],
    ids=range(13),
)
def test_a_change_of_what_is_only_a_value_is_an_alarm(link, get, change):
    """The student's side would not see it: the alarm says what to do instead."""
    value = get("softmax")(torch.ones(2, 2))
    with pytest.raises(Misuse, match="clone"):
        change(value)
    assert isinstance(link.alarmed, Misuse)


def test_a_copy_may_be_changed(link, get):
    """`.clone()` and whatever is computed are the test's own."""
    value = get("softmax")(torch.ones(2, 2))
    value.clone().zero_()
    (value * 1).add_(1)
    mine = torch.zeros(2, 2)
    mine.add_(value)
    mine[0] = value[0]
    assert link.alarmed is None


def test_views_of_a_parameter_refuse_to_be_changed(link, net):
    """A row has no tensor of its own there."""
    with torch.no_grad(), pytest.raises(Misuse):
        net.layer.weight[0].fill_(1.0)
    assert link.alarmed is not None


def test_arrays_are_read_only(net):
    """numpy says so itself, of arrays that came and of those that share a tensor's memory."""
    with pytest.raises(ValueError, match="read-only"):
        net.layer.weight.detach().numpy()[0] = 1
    with served("import numpy as np\ndef f(): return np.zeros(3)") as link:
        zeros = link.ask("get", "f")()
    with pytest.raises(ValueError, match="read-only"):
        zeros[0] = 1


def test_buffers_of_a_network_can_be_changed(link, net):
    """What is part of an object leads back to it, with a gradient or without."""
    net.count += 5
    assert twin(link).count.tolist() == [5.0]


def test_the_mode_of_torch_goes_with_a_call(get, net):
    """`torch.no_grad()` and the default precision hold around a student's function, and no longer."""
    assert get("mode")() == (True, "torch.float32", torch.float32)
    with torch.no_grad():
        assert get("mode")()[0] is False
        assert not net(X).requires_grad
    torch.set_default_dtype(torch.float64)
    try:
        assert get("mode")() == (True, "torch.float64", torch.float64)
    finally:
        torch.set_default_dtype(torch.float32)
    assert get("mode")() == (True, "torch.float32", torch.float32)


def test_a_state_dict_is_values(net):
    """It can be read, and loaded into a network of the test's."""
    mine = nn.Linear(2, 1)
    mine.load_state_dict({name.removeprefix("layer."): t for name, t in net.state_dict().items() if name != "count"})
    assert torch.equal(mine(X), net(X))
    net.load_state_dict({"layer.weight": torch.ones(1, 2), "layer.bias": torch.zeros(1), "count": torch.zeros(1)})
    assert net(X).tolist() == [[2.0]] * 3


FLOATS = [15, "float32", [2], 0]


@pytest.mark.parametrize(
    "node",
    [
        ["tensor", FLOATS, 1, [True, True]],
        ["tensor", FLOATS, 1, [1, True, True]],
        ["tensor", FLOATS, "1", [True, True, True]],
        ["tensor", [15, "int64", [1], 0], 1, [True, True, False]],
        ["tensor", [20, "tensor", FLOATS]],
        ["tensor", [0, 1]],
        ["tensor"],
    ],
    ids=str,
)
def test_a_malformed_tensor_is_an_alarm(node):
    """Flags, numbers and values are checked; an integer cannot require a gradient."""
    with scripted(["ok", [20, *node], None], buffers=(b"\0" * 8,)) as link, pytest.raises(Quota):
        link.ask("get", "x")


def test_a_parameter_that_changes_its_type_is_an_alarm(link, net):
    """What is read again must fit."""
    w = net.layer.weight
    w + 1
    link.shell.candidate.op_values = lambda tensor: 5
    net.eval()
    with pytest.raises(Misuse):
        w + 1
