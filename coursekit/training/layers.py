"""What happens inside while a network learns: norms, relative updates and dead units, layer by layer."""

from coursekit.training.errors import fail
from coursekit.training.tensors import modes_kept

SAMPLE_ROWS = 1024


class LayerRecord:
    """Statistics of one training, gathered update by update and handed over at the end of each epoch.

    For each layer with a weight of two or more dimensions, by the name that ``model.named_modules()`` gives it:
    ``weight_norm`` (at the end of the epoch), ``grad_norm`` (of the weight, before clipping, mean over the epoch's
    updates) and ``update_ratio`` (length of a step against length of the weight, mean over the updates; about 1e-3 is
    healthy). For each ``nn.ReLU``: ``dead``, the share of units that are 0 for every row looked at.

    Parameters
    ----------
    model : torch.nn.Module
    X : Tensor
        Dead units are counted on its first `SAMPLE_ROWS` rows.
    """

    def __init__(self, model, X):
        from torch import nn

        self._model, self._sample = model, X[:SAMPLE_ROWS]
        self._weights, self._relus = {}, {}
        for name, module in model.named_modules():
            weight = getattr(module, "weight", None)
            if isinstance(weight, nn.Parameter) and weight.requires_grad and weight.ndim >= 2:
                self._weights[name or "model"] = weight
            if isinstance(module, (nn.ReLU, nn.ReLU6)):
                self._relus[name or "model"] = module
        if not self._weights:
            raise fail(
                "模型里没有可记录的层：要有带 weight 矩阵、没有冻结的层（Linear、Conv2d……）。去掉 record",
                "the model has no layer with a trainable weight matrix to record: leave record out",
            )
        self._gradients, self._ratios, self._before = [], [], []

    def before_step(self) -> None:
        """Note the gradients and keep the weights."""
        import torch

        weights = self._weights.values()
        zero = torch.zeros((), device=self._sample.device)
        self._gradients.append(torch.stack([zero if w.grad is None else w.grad.norm().float() for w in weights]))
        self._before = [w.detach().clone() for w in weights]

    def after_step(self) -> None:
        """Note how far the weights went."""
        import torch

        pairs = zip(self._weights.values(), self._before, strict=True)
        steps = [(w.detach() - old).norm() / old.norm().clamp_min(1e-12) for w, old in pairs]
        self._ratios.append(torch.stack(steps).float())

    def end_epoch(self) -> dict[str, dict[str, float]]:
        """Return ``{layer: {statistic: value}}`` of the epoch and begin the next."""
        import torch

        gradients = torch.stack(self._gradients).mean(dim=0).tolist()
        ratios = torch.stack(self._ratios).mean(dim=0).tolist()
        self.begin_epoch()
        found = {}
        for (name, weight), gradient, ratio in zip(self._weights.items(), gradients, ratios, strict=True):
            found[name] = {"weight_norm": weight.detach().norm().item(), "grad_norm": gradient, "update_ratio": ratio}
        return found | {name: {"dead": share} for name, share in self._dead().items()}

    def begin_epoch(self) -> None:
        """Forget what was gathered of an epoch that did not end."""
        self._gradients, self._ratios, self._before = [], [], []

    def _dead(self) -> dict[str, float]:
        import torch

        shares = {name: [] for name in self._relus}

        def hook(name):
            return lambda module, inputs, outputs: shares[name].append(_share_of_dead(outputs))

        hooks = [module.register_forward_hook(hook(name)) for name, module in self._relus.items()]
        try:
            with modes_kept(self._model), torch.no_grad():
                self._model.eval()
                self._model(self._sample)
        finally:
            for each in hooks:
                each.remove()
        return {name: sum(values) / len(values) for name, values in shares.items() if values}


def _share_of_dead(outputs) -> float:
    # Pictures (n, channels, height, width) have a unit per channel, everything else one per number of the last axis.
    units = outputs.movedim(1, -1) if outputs.ndim == 4 else outputs
    alive = (units > 0).reshape(-1, units.shape[-1]).any(dim=0)
    return 1.0 - alive.double().mean().item()


def record_for(wanted, model, X) -> LayerRecord | None:
    """Return the record that `fit` was asked for: None or ``"layers"``.

    Raises
    ------
    TrainingError
        For anything else, and where the model has no weights to record.
    """
    if wanted is None:
        return None
    if wanted != "layers":
        raise fail(f'record 应为 None 或 "layers"，得到 {wanted!r}', f'record must be None or "layers", got {wanted!r}')
    return LayerRecord(model, X)
