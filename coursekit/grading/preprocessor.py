"""The door for nbgrader: ``nbgrader autograde`` and formgrader's button grade with this engine.

`coursekit.grading.course_config.use_engine` puts it into a course's configuration. nbgrader goes on to find the
submissions, to write the autograded notebooks and to fill its gradebook; between, instead of running the student's
notebook in a kernel, it gets one that the engine made. nbgrader reads scores off the outputs of test cells, so those
outputs are written here, and no student's code has a say in them.
"""

import atexit
import copy
from dataclasses import dataclass, field
from pathlib import Path

from nbconvert.exporters import NotebookExporter
from nbformat import v4
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import compute_checksum
from traitlets import Bool

from coursekit.grading.course import Course
from coursekit.grading.data_folder import data_folder
from coursekit.grading.digests import assignment_digests, source_digest
from coursekit.grading.errors import EngineFault
from coursekit.grading.grade import Grader
from coursekit.grading.gradebook import GradebookWriter
from coursekit.grading.harmless import harmless
from coursekit.grading.metadata_rules import MANUAL, TEST, cell_kind
from coursekit.grading.platform import require_linux
from coursekit.grading.rebuild import Rebuilder
from coursekit.grading.results import CellResult, NotebookResult
from coursekit.grading.warm import WarmProcess


class BlankExporter(NotebookExporter):
    """Hands over an empty notebook in place of each submission: the engine reads those itself, and with more care."""

    def from_filename(self, filename, resources=None, **options):
        return self.from_notebook_node(v4.new_notebook(), resources, **options)


class Examine(NbGraderPreprocessor):
    """Grades a submission and returns its graded notebook, which nbgrader's `SaveAutoGrades` reads as our scores."""

    unsafe = Bool(False, help="Grade without a sandbox: students' code runs as you.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Replace a notebook by the graded one.

        Parameters
        ----------
        nb : NotebookNode
            Not looked at.
        resources : dict
            ``resources["nbgrader"]`` names assignment, notebook and student.

        Raises
        ------
        CourseError
            The assignment is faulty, or the engine failed; nbgrader reports it and goes on with the next student.
        """
        about = resources["nbgrader"]
        engine = _engine(self._course(), about["assignment"], self.unsafe)
        return engine.graded(about["student"], about["notebook"]), resources

    def _course(self) -> Course:
        """Return the course of the nbgrader that is running; it has changed into the course's root."""
        above = self.parent
        while above is not None and not hasattr(above, "coursedir"):
            above = above.parent
        return Course(above.coursedir.root if above is not None else Path.cwd(), config=self.config)


@dataclass
class _Engine:
    """What is kept between submissions for one state of an assignment."""

    grader: Grader
    rebuilders: dict[str, Rebuilder] = field(default_factory=dict)

    def graded(self, student: str, notebook: str) -> NotebookNode:
        assignment = next(a for a in self.grader.assignments if a.notebook == notebook)
        if notebook not in self.rebuilders:
            self.rebuilders[notebook] = Rebuilder(self.grader.course, assignment)
        graded = self.grader.grade_one(student, assignment)
        if graded.fault:
            raise EngineFault(graded.fault)
        # A copy of it all: nbgrader changes what it gets, and the teacher's part is the same object for everybody.
        made = harmless(copy.deepcopy(self.rebuilders[notebook].notebook(graded.submission, graded.outcome)))
        write_scores(made, graded.result)
        return made


# One warm process for all that this nbgrader grades, and engines by course, assignment and state of its source.
_warm: list[WarmProcess] = []
_engines: dict[tuple[Path, str, bool], tuple[str, _Engine]] = {}
_in_step: dict[tuple[str, str], str] = {}


def _engine(course: Course, assignment: str, unsafe: bool) -> _Engine:
    require_linux()
    digest = source_digest(assignment_digests(course, assignment))
    key = (course.root, assignment, unsafe)
    if key not in _engines or _engines[key][0] != digest:
        _forget(key)
        if not _warm:
            _warm.append(WarmProcess())
            atexit.register(close)
        _engines[key] = (
            digest,
            _Engine(Grader(course, assignment, _warm[0], data_folder(course, assignment), unsafe=unsafe)),
        )
    return _engines[key][1]


def close() -> None:
    """End the warm process and forget what was kept; the next submission starts anew."""
    for key in list(_engines):
        _forget(key)
    while _warm:
        _warm.pop().close()


def _forget(key: tuple[Path, str, bool]) -> None:
    if key in _engines:
        _engines.pop(key)[1].grader.release.close()


def sync_gradebook(assignment: str, **_about) -> None:
    """Bring nbgrader's gradebook in step with the source before it looks up the assignment there.

    nbgrader calls it before each submission, in the course's root; only a changed source makes it do anything.
    """
    course = Course(Path.cwd())
    digest = source_digest(assignment_digests(course, assignment))
    if _in_step.get((course.db_url, assignment)) != digest:
        with GradebookWriter(course) as book:
            book.sync(assignment)
        _in_step[course.db_url, assignment] = digest


def write_scores(notebook: NotebookNode, result: NotebookResult) -> None:
    """Write outputs and checksums that nbgrader's `determine_grade` reads as these scores."""
    verdicts = {verdict.grade_id: verdict for verdict in result.cells}
    for cell in notebook.cells:
        kind = cell_kind(cell)
        if kind == TEST and cell.cell_type == "code":
            cell.outputs = _outputs(verdicts[cell.metadata.nbgrader.grade_id], cell.outputs)
        elif kind == MANUAL:
            # one that is as it was released scores 0, any other waits for its mark
            waits = verdicts[cell.metadata.nbgrader.grade_id].score is None
            cell.metadata.nbgrader.checksum = "" if waits else compute_checksum(cell)


def _outputs(verdict: CellResult, told: list[NotebookNode]) -> list[NotebookNode]:
    """Return the outputs of a test cell: its score first, then what the teacher should see.

    Of the outputs, nbgrader takes the first that is an error (0 points) or a number (so many), else all points.
    """
    if verdict.score == verdict.max_score:
        return []
    number = v4.new_output("execute_result", data={"text/plain": repr(float(verdict.score))}, execution_count=None)
    return [number, *told]
