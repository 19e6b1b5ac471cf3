"""Values that live on the student's side: changed there, made there, read as text.

At home test and student share a kernel, so `inout` and `remote` are the identity. In the examiner they cross a border.
"""

from coursekit.checks import session


def inout(value):
    """Pass an argument that the student's function may change in place, and have the change here.

    In the examiner a function gets a copy of what it is given; with `inout` the original follows the copy when the call
    has ended, also where it ended in an exception.

    Parameters
    ----------
    value : numpy array, tensor, list, dict, set, DataFrame or Series
        It must be an argument itself, or stand in a list or dictionary of arguments.

    Examples
    --------
    >>> from coursekit import checks
    >>> scores = [3, 1, 2]
    >>> list.sort(checks.inout(scores))
    >>> scores
    [1, 2, 3]
    """
    return session.current().inout(value)


def remote(function):
    """Call a function, or make an object of a class, on the student's side.

    What a test makes for the student's objects must be made beside them: an optimizer of a student's network, say. In a
    test cell ``torch.optim``, ``torch.nn.init``, ``torch.nn.utils`` and ``copy.deepcopy`` do so by themselves where an
    argument is the student's. Everything else, and whatever has no such argument, is asked for by `remote`.

    Parameters
    ----------
    function : callable
        Of a library, of a cell that students see, or the student's own.

    Returns
    -------
    callable
        In the examiner its result is a handle or None, never a value: a comparison made over there proves nothing.

    Examples
    --------
    >>> import collections
    >>> from coursekit import checks
    >>> checks.remote(collections.Counter)("aab")["a"]
    2
    """
    return session.current().remote(function)


def source(name: str) -> str:
    """Return the text that defines a function, class or variable in the student's cells: as text, nothing is run.

    Raises
    ------
    CheckFailed
        If no cell defines the name.

    Examples
    --------
    ``assert "for" not in checks.source("distances"), "不要用循环"``

    >>> from coursekit import checks
    >>> checks.source("distances")
    Traceback (most recent call last):
        ...
    coursekit.checks.failure.CheckFailed: 没有找到 distances 的定义：定义它的单元还在吗，名字是否一字不差？
    """
    return session.current().source(name)
