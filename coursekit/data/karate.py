"""Zachary's karate club: friendships in a club that split in two."""

import numpy as np

MEMBERS = 34
# The friends of each member that have a greater number.
FRIENDS = {
    0: (1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31), 1: (2, 3, 7, 13, 17, 19, 21, 30),
    2: (3, 7, 8, 9, 13, 27, 28, 32), 3: (7, 12, 13), 4: (6, 10), 5: (6, 10, 16), 6: (16,), 8: (30, 32, 33), 9: (33,),
    13: (33,), 14: (32, 33), 15: (32, 33), 18: (32, 33), 19: (33,), 20: (32, 33), 22: (32, 33),
    23: (25, 27, 29, 32, 33), 24: (25, 27, 31), 25: (31,), 26: (29, 33), 27: (33,), 28: (31, 33), 29: (32, 33),
    30: (32, 33), 31: (32, 33), 32: (33,),
}  # fmt: skip
WITH_TEACHER = (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 16, 17, 19, 21)


def karate_club() -> tuple[np.ndarray, np.ndarray]:
    """Return the graph of friendships and the side that each member took.

    W. W. Zachary watched the club for three years: *An Information Flow Model for Conflict and Fission in Small
    Groups*, Journal of Anthropological Research 33 (1977).

    Returns
    -------
    A : ndarray of int64, shape (34, 34)
        Symmetric adjacency, 78 edges; member 0 is the teacher, member 33 the president.
    side : ndarray of int64, shape (34,)
        0 for those who went with the teacher (17), 1 for those who stayed with the president (17).

    Examples
    --------
    >>> from coursekit import data
    >>> A, side = data.karate_club()
    >>> int(A.sum()) // 2
    78
    >>> A[[0, 33]].sum(axis=1).tolist()
    [16, 17]
    """
    A = np.zeros((MEMBERS, MEMBERS), dtype=int)
    for member, friends in FRIENDS.items():
        A[member, friends] = A[friends, member] = 1
    side = np.ones(MEMBERS, dtype=int)
    side[list(WITH_TEACHER)] = 0
    return A, side
