"""One trial pass before training, so that what does not fit is told by its shapes and not by torch's internals."""

from contextlib import contextmanager

from coursekit.training.errors import TrainingError, fail, shape
from coursekit.training.losses import FocalLoss
from coursekit.training.tensors import compares_numbers, modes_kept

TRIAL_ROWS = 5


def try_out(model, loss, X, y, names=("X", "y")) -> None:
    """Send a few rows through model and loss; raise a `TrainingError` that explains whatever does not fit.

    In evaluation mode, so that dropout draws nothing and normalisation layers learn nothing. `names` is what the
    messages call the data.
    """
    import torch

    inputs, targets = X[:TRIAL_ROWS], y[:TRIAL_ROWS]
    with modes_kept(model), torch.enable_grad():
        model.eval()
        with explained(model, X, names[0]):
            outputs = model(inputs)
        _require_outputs(outputs, inputs)
        full = (len(X), *outputs.shape[1:])
        _require_match(full, y, loss, names[1])
        try:
            value = loss(outputs, targets)
        except (RuntimeError, ValueError, TypeError, IndexError) as error:
            raise fail(
                f"损失函数算不出来：模型输出的形状是 {full}，{names[1]} 的形状是 {shape(y)}（{y.dtype}）。"
                f"原来的说法：{error}",
                f"the loss failed on outputs {full} and {names[1]} {shape(y)} ({y.dtype}): {error}",
            ) from error
    _require_scalar(value)


@contextmanager
def explained(model, X, name="X"):
    """Turn an error of the forward pass into one that names the layer, what it got and what it wanted."""
    try:
        yield
    except TrainingError:
        raise
    except (RuntimeError, ValueError, TypeError, IndexError) as error:
        raise _forward_failed(model, X, name, error) from error


def _forward_failed(model, X, data, error) -> TrainingError:
    name, layer, got = _where(model, X)
    wanted = getattr(layer, "in_features", None)
    if wanted is None or got is None or got[-1:] == (wanted,):
        place = f" {name} {layer} " if layer is not None else ""
        return fail(
            f"{data} 的形状是 {shape(X)}，模型的前向计算在{place or '中途'}失败。原来的说法：{error}",
            f"the forward pass failed{' in' + place if place else ''} on {data} {shape(X)}: {error}",
        )
    outputs = getattr(layer, "out_features", "…")
    this, cure = f"{name} Linear({wanted}, {outputs})", f"Linear({got[-1]}, {outputs})"
    flatten_zh = "，或者先用 nn.Flatten() 展平" if len(got) > 2 else ""
    flatten_en = ", or flatten with nn.Flatten() first" if len(got) > 2 else ""
    if len(got) == 1:
        return fail(
            f"{data} 只有一维，形状 {shape(X)}；{this} 要的是每行一个样本、{wanted} 列特征。"
            f"写成 {data}.reshape(-1, {wanted})",
            f"{data} has one dimension, {shape(X)}; {this} wants rows of {wanted}: {data}.reshape(-1, {wanted})",
        )
    if got[1:] == tuple(X.shape[1:]):
        return fail(
            f"{this} 要 {wanted} 个特征，{data} 的形状是 {shape(X)}，最后一维是 {got[-1]}。"
            f"改成 {cure}，或检查 {data} 多了还是少了列{flatten_zh}",
            f"{this} wants {wanted} features but {data} is {shape(X)}: use {cure} or check its columns{flatten_en}",
        )
    return fail(
        f"层与层接不上：{this} 要 {wanted} 个输入，前一层交给它的却是 {got[-1]} 个"
        f"（形状 {('n', *got[1:])} 的最后一维）。让前一层的输出数等于 {wanted}，或改成 {cure}{flatten_zh}".replace(
            "'", ""
        ),
        f"{this} wants {wanted} inputs but the layer before it gives {got[-1]}: make the two equal{flatten_en}",
    )


def _where(model, X):
    """Run the pass again and return name, module and input shape of the innermost module entered last."""
    import torch

    entered = [("", None, None)]
    names = {module: name for name, module in model.named_modules()}

    def note(module, inputs):
        if not any(True for _ in module.children()):
            first = inputs[0] if inputs and isinstance(inputs[0], torch.Tensor) else None
            entered.append((f"model[{name}]" if (name := names[module]).isdigit() else name or "model", module,
                            None if first is None else tuple(first.shape)))  # fmt: skip

    hooks = [module.register_forward_pre_hook(note) for module in names]
    try:
        with modes_kept(model), torch.no_grad():
            model.eval()
            model(X[:TRIAL_ROWS])
    except Exception:  # the error is known already; only its place is asked for
        pass
    finally:
        for hook in hooks:
            hook.remove()
    return entered[-1]


def _require_outputs(outputs, inputs) -> None:
    import torch

    if isinstance(outputs, (tuple, list, dict)):
        raise fail(
            f"模型的输出应是一个张量，得到 {type(outputs).__name__}（{len(outputs)} 项）。"
            "forward 里只返回要和标签比较的那一项；nn.LSTM、nn.GRU 返回一对，写成 out, _ = self.rnn(x)",
            f"the model must return one tensor, got a {type(outputs).__name__} of {len(outputs)}: return the one to "
            "compare with the labels; nn.LSTM and nn.GRU return a pair, out, _ = self.rnn(x)",
        )
    if not isinstance(outputs, torch.Tensor):
        raise fail(
            f"模型的输出应是一个张量，得到 {type(outputs).__name__}。检查 forward 有没有 return，返回的是不是一个张量",
            f"the model must return one tensor, got {type(outputs).__name__}: does forward end in return?",
        )
    if outputs.ndim == 0 or len(outputs) != len(inputs):
        raise fail(
            f"给模型 {len(inputs)} 行，它的输出形状却是 {shape(outputs)}：第一维应当还是样本数。"
            "检查 forward 里的 reshape、flatten、squeeze 或 mean",
            f"{len(inputs)} rows in, shape {shape(outputs)} out: the first dimension must stay the rows",
        )


def _require_match(outputs: tuple, y, loss, name: str) -> None:
    from torch import nn

    targets = tuple(y.shape)
    focal = isinstance(loss, FocalLoss)
    if isinstance(loss, nn.CrossEntropyLoss) or (focal and not y.is_floating_point()):
        _require_classes(outputs, y, name, getattr(loss, "ignore_index", None))
    elif _broadcasts(outputs, targets):
        cure = f"{name}.reshape(-1, 1)" if len(outputs) == 2 else f"{name}.reshape(-1)"
        square = (outputs[0], outputs[0])
        raise fail(
            f"模型输出的形状是 {outputs}，{name} 的形状是 {targets}：逐个相减时会广播成 {square}，"
            f"每个预测都和所有标签比了一遍，损失没有意义。写成 {cure}",
            f"outputs {outputs} against {name} {targets} broadcasts to {square}, every prediction against every "
            f"label: write {cure}",
        )
    elif (focal or isinstance(loss, compares_numbers())) and outputs != targets:
        raise fail(
            f"模型输出的形状是 {outputs}，{name} 的形状是 {targets}，{type(loss).__name__} 要两者相同。"
            f"改最后一层的输出数，或改 {name} 的形状；"
            f"如果 {name} 是类别编号，写成 {name}.long()，并用 CrossEntropyLoss",
            f"{type(loss).__name__} wants equal shapes, got outputs {outputs} and {name} {targets}. "
            f"If {name} holds class numbers: {name}.long() and CrossEntropyLoss",
        )


def _broadcasts(outputs: tuple, targets: tuple) -> bool:
    """Return whether one is a column and the other a row of as many numbers, more than one."""
    n = outputs[0]
    return n > 1 and {outputs, targets} == {(n,), (n, 1)}


def _require_classes(outputs: tuple, y, name: str, ignored: int | None) -> None:
    targets = tuple(y.shape)
    if len(outputs) == 1:
        raise fail(
            f"交叉熵要每个类别一个输出，模型输出的形状却是 {outputs}。最后一层改成 Linear(…, 类别数)，并去掉 squeeze",
            f"cross-entropy wants one output a class, the model gives {outputs}: end in Linear(..., classes)",
        )
    if y.is_floating_point():
        if targets == outputs:
            return  # probabilities of the classes
        raise fail(
            f"交叉熵要整数的类别编号，{name} 却是小数（{y.dtype}，形状 {targets}）。"
            f"写成 {name}.long()；如果是回归，改用 MSELoss",
            f"cross-entropy wants class numbers, {name} is {y.dtype} {targets}: write {name}.long(); "
            "for regression use MSELoss",
        )
    expected = (outputs[0], *outputs[2:])
    if targets != expected:
        column = targets == (outputs[0], 1) and len(outputs) == 2
        cure = f"{name}.reshape(-1)" if column else f"{name}.argmax(1)"
        raise fail(
            f"{name} 的形状是 {targets}，交叉熵要的是 {expected}：每个样本一个类别编号"
            f"（模型输出 {outputs}）。写成 {cure}",
            f"{name} is {targets}, cross-entropy wants {expected}, a class number a row (outputs {outputs}): {cure}",
        )
    counted = y if ignored is None else y[y != ignored]
    if len(counted):
        _require_range(int(counted.min()), int(counted.max()), outputs[1], name)


def _require_range(low: int, high: int, classes: int, name: str) -> None:
    if low >= 0 and high < classes:
        return
    if classes == 1:
        cure_zh = f"两类也要 2 个输出；只留 1 个输出就用 BCEWithLogitsLoss；如果要预测的是数值，写成 {name}.float()"
        cure_en = f"two classes need 2 outputs, or 1 with BCEWithLogitsLoss; for regression write {name}.float()"
    elif low == 1 and high == classes:
        cure_zh, cure_en = f"编号从 0 起，写成 {name} - 1", f"classes count from 0: {name} - 1"
    else:
        cure_zh = f"最后一层的输出数应等于类别数（至少 {high + 1}），编号从 0 起、没有负数"
        cure_en = f"the last layer needs as many outputs as classes ({high + 1} at least), numbered from 0"
    known_zh, known_en = (f"，认得 0 到 {classes - 1}", f" (0 to {classes - 1})") if classes > 1 else ("", "")
    raise fail(
        f"{name} 里的类别编号从 {low} 到 {high}，模型只有 {classes} 个输出{known_zh}。{cure_zh}",
        f"classes in {name} run from {low} to {high}, the model has {classes} outputs{known_en}: {cure_en}",
    )


def _require_scalar(value) -> None:
    import torch

    if not isinstance(value, torch.Tensor) or not value.requires_grad:
        raise fail(
            "损失与参数断了联系，反向传播无从算起。损失函数要用 torch 的运算，"
            "返回张量，不要写 .item()、.detach()、.numpy()，也不要对输出取 argmax",
            "the loss is cut off from the parameters: compute it with torch, without .item(), .detach(), .numpy() or "
            "argmax",
        )
    if value.ndim != 0:
        raise fail(
            f"损失应是一个数，得到形状 {shape(value)}。取平均：.mean()，或者去掉 reduction='none'",
            f"the loss must be one number, got shape {shape(value)}: take .mean(), or drop reduction='none'",
        )
