"""The outputs of a model: in evaluation mode, without gradients, the model left as it was."""

from coursekit.training.explain import explained
from coursekit.training.tensors import as_features, modes_kept

CHUNK = 8192


def predict(model, X):
    """Return the model's outputs for `X`, in evaluation mode and without gradients.

    Parameters
    ----------
    model : torch.nn.Module
        Comes back in the mode it had.
    X : Tensor, array or DataFrame, shape (n, ...)

    Returns
    -------
    Tensor, shape (n, ...)
        On the device that `X` lies on (the CPU for arrays and frames). Raw outputs: for a classifier the logits.

    Raises
    ------
    TrainingError
        Where `X` does not fit the model.
    """
    home = getattr(X, "device", "cpu")
    features = as_features(X, model)
    with explained(model, features):
        return outputs_of(model, features).to(home)


def outputs_of(model, X):
    """Return the outputs for a tensor that is known to fit, by chunks that any memory holds."""
    import torch

    with modes_kept(model), torch.no_grad():
        model.eval()
        chunks = [model(chunk) for chunk in X.split(CHUNK)]
    return chunks[0] if len(chunks) == 1 else torch.cat(chunks)
