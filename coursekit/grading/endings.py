"""Why a candidate has ended, in words the student may read; why an examiner has, for the teacher."""

from coursekit.lang import tr


def over_time(limit: float) -> str:
    """It used more CPU seconds than the step may."""
    return tr(f"运行超过时间上限（{limit:.1f} 秒 CPU 时间）", f"over the limit of {limit:.1f} CPU seconds")


def over_memory(limit: int) -> str:
    """It and its processes together took more memory than one may."""
    return tr(
        f"代码和它启动的进程一共用了超过 {limit / 2**30:.1f} GiB 内存",
        f"the code and the processes it started took more than {limit / 2**30:.1f} GiB of memory",
    )


def by_itself() -> str:
    """It left without a signal."""
    return tr("运行代码的进程自己退出了（例如调用了 os._exit）", "the process ended by itself (os._exit, say)")


def inside(what: str) -> str:
    """The engine's own code has failed; for the teacher."""
    return tr(f"评分进程内部出错：{what}", f"a fault inside the examiner: {what}")


def of_the_teachers(what: str) -> str:
    """The assignment cannot be graded as it is; for the teacher."""
    return tr(f"教师的单元在评分进程里出错：{what}", f"a cell of the teacher's fails in the examiner: {what}")
