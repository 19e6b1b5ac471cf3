"""The batches of an epoch: a new order each time, gathered once and cut."""


class Batches:
    """Iterating gives the pairs ``(inputs, targets)`` of one epoch; each iteration is a new epoch.

    Parameters
    ----------
    X, y : Tensor
        With equally many rows; they are never written to.
    batch_size : int or None
        None, or at least the number of rows: one batch of all rows, in their order, and no random number is drawn.
    shuffle : bool
        Draw the order of the rows from torch's global generator.

    Notes
    -----
    All rows are gathered into one buffer an epoch, whose batches were cut once: several times faster than gathering
    each batch, and without new memory. A batch is therefore overwritten when the next epoch begins.
    """

    def __init__(self, X, y, batch_size=None, shuffle=True):
        import torch

        self._source = (X, y)
        self.rows = len(X)
        whole = batch_size is None or batch_size >= self.rows
        self._shuffle = shuffle and not whole
        self._buffers = tuple(torch.empty_like(data) for data in (X, y)) if self._shuffle else (X, y)
        size = self.rows if whole else batch_size
        self._pairs = list(zip(*(data.split(size) for data in self._buffers), strict=True))

    def __len__(self) -> int:
        return len(self._pairs)

    def __iter__(self):
        if self._shuffle:
            import torch

            order = torch.randperm(self.rows).to(self._source[0].device)
            for data, buffer in zip(self._source, self._buffers, strict=True):
                torch.index_select(data, 0, order, out=buffer)
        return iter(self._pairs)
