"""Diagnosis: what a loss curve shows, how sure that is, and what to try first.

    from coursekit import diagnosis

    found = diagnosis.diagnose(history)          # of training.fit; or diagnose(train_losses, valid_losses)
    print(found)
    found.plot()

The labels, as somebody would tell them from a picture; the first line that fits is the label. *Start* is the first
epoch, *end* the last few. Faults of the training curve come first, since they spoil everything else. All numbers are
about: on a border both labels are told.

============  =========================================================================================================
diverged      a loss is nan or infinite, or the training loss gets more than 10,000 times above its start
flat_train    (5) the validation loss falls clearly; training two fifths as much or less, and by two fifths or less
rising        the training loss goes up: it stays above its start, or comes most of the way back from its lowest point
jitter        the training loss jumps: to the end, epochs lie off the trend by 6 % or more of the whole fall
stuck         the training loss falls by less than 3 % of its start, or not at all
memorising    (6) the training loss falls, the validation loss never gets better by a tenth
overfitting   (2) the validation loss falls first, then rises by a sixth or more
underfitting  (3) the training loss ends above half of its start, whether it is still falling or not
plateau       (4) training is low; validation has stopped at twice as much or more, a clear gap above it
staircase     healthy: a stretch of a tenth of the epochs or so without progress, and then a fall
converging    (1) healthy: both curves fall and end close together
smooth        healthy, without validation data: the training loss falls and ends low
============  =========================================================================================================

The numbers in brackets are those of the six pairs of curves in the lecture. Where a loss shot up within the first epoch
and never learnt after it, the first epoch is left out and told. Where `training.fit(record="layers")` noted gradients
and updates, dead ReLUs, vanished or exploded gradients and steps of a wrong size join the evidence and choose the first
advice.

How good it is on runs really trained, on tasks, networks and seeds that played no part in the tuning, is what
``tests/benchmarks/diagnosis_heldout.py`` measures; it writes ``diagnosis.md`` beside itself. Where the picture is
clear, 381 of 403 labels are right, 1 of 205 healthy runs is called sick, and the first advice cures 176 of 198. Where
the curves may look like anything, the cause behind them is guessed in 307 of 403.
"""

from coursekit.diagnosis.advice import ACTIONS, Advice
from coursekit.diagnosis.diagnosis import Diagnosis, diagnose
from coursekit.diagnosis.errors import DiagnosisError
from coursekit.diagnosis.labels import FAULTS, HEALTHY, LABELS
from coursekit.diagnosis.wording import Evidence

__all__ = ["ACTIONS", "FAULTS", "HEALTHY", "LABELS", "Advice", "Diagnosis", "DiagnosisError", "Evidence", "diagnose"]
