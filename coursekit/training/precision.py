"""Mixed precision: the forward pass in 16 bits, weights, loss and step in 32."""

from coursekit.training.errors import fail

NAMES = ("bfloat16", "float16")


class Precision:
    """How a forward pass is computed and how its loss is scaled.

    Parameters
    ----------
    wanted : bool or str
        False: as the model is. True: bfloat16 where the device knows it, else float16. Or one of the two by name.
    model : torch.nn.Module
        In float32.

    Raises
    ------
    TrainingError
        For an unknown name, a device or a model that it does not go with.
    """

    def __init__(self, wanted, model):
        import torch

        parameter = next(model.parameters())
        kind = parameter.device.type
        self.dtype = _dtype(wanted, kind, parameter.dtype)
        self._kind = kind
        # Gradients in float16 vanish below 6e-8: the scaler multiplies the loss and divides the gradients again.
        self.scaler = torch.amp.GradScaler(kind, enabled=self.dtype == torch.float16)

    def forward(self, model, inputs):
        """Return the outputs in float32 (as the model is, without mixed precision)."""
        import torch

        if self.dtype is None:
            return model(inputs)
        with torch.autocast(self._kind, dtype=self.dtype):
            return model(inputs).float()


def _dtype(wanted, kind: str, parameters):
    import torch

    if wanted is False:
        return None
    if wanted is not True and wanted not in NAMES:
        raise fail(
            f'mixed_precision 应为 True、False、"bfloat16" 或 "float16"，得到 {wanted!r}',
            f'mixed_precision must be True, False, "bfloat16" or "float16", got {wanted!r}',
        )
    if kind not in ("cpu", "cuda"):
        raise fail(
            f"混合精度用于 CPU 和 CUDA，模型却在 {kind} 上。去掉 mixed_precision",
            f"mixed precision is for the CPU and CUDA, the model lies on {kind}: leave mixed_precision out",
        )
    if parameters != torch.float32:
        raise fail(
            f"混合精度要 float32 的模型，得到 {parameters}：先写 model.float()",
            f"mixed precision needs a float32 model, got {parameters}: write model.float() first",
        )
    if wanted == "float16" and kind == "cpu":
        raise fail(
            'float16 的混合精度只在 GPU 上有用。CPU 上写 mixed_precision="bfloat16"',
            'float16 is for GPUs; on the CPU write mixed_precision="bfloat16"',
        )
    if wanted is True:
        return torch.float16 if kind == "cuda" and not torch.cuda.is_bf16_supported() else torch.bfloat16
    return getattr(torch, wanted)
