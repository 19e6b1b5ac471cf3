"""In a mount namespace of its own: grade a course on a disk that is full, then again with room. See test_faults.py.

full_disk.py COURSE MOUNT_POINT RESULT
"""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.faulty_runs import start

SIZE = "6m"
LEFT = 150_000  # bytes: enough to begin, not to end


def main(course: Path, disk: Path, result: Path) -> None:
    """Copy the course there, fill the disk, grade, make room, grade, and copy the outcome out."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(disk)], check=True)
    shutil.copytree(course, disk / "course")
    filler = disk / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(disk).free - LEFT))
    for expected in (1, 0):
        run = start(disk / "course")
        said = "".join(run.communicate())
        print(said)
        if run.returncode != expected:
            sys.exit(f"exit status {run.returncode}, expected {expected}")
        filler.unlink(missing_ok=True)
    shutil.copytree(disk / "course", result)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
