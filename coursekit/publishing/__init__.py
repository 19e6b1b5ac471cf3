"""The students' folder: chapters without the lecturer's cells, released homework, the wheel; and the proof that
nothing in it gives a solution, a hidden test or a student's name away.

    from coursekit import publishing

    publishing.write_folder(root, target, release)      # `coursekit student`
    publishing.prove(root, target).leaks                # [] where nothing is found
"""

from coursekit.publishing.errors import PublishingError
from coursekit.publishing.folder import Written, write_folder
from coursekit.publishing.proof import Leak, Proof, prove

__all__ = ["Leak", "Proof", "PublishingError", "Written", "prove", "write_folder"]
