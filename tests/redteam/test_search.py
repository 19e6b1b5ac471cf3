# ruff: noqa: E501 - an attack is a text, in one line where its form does not matter
"""Attacks that look for what is hidden: in memory, in other processes, in files, over the network."""

from tests.redteam.attack import Attack, ways
from tests.redteam.suite import *  # noqa: F403

# What a thief looks for: the words of hidden tests, of solutions, of other students, of the one who grades.
PATTERN = "rb'(KEY|SOLVED|NEIGHBOUR|TOKEN|COURSE|BESIDE)-[0-9a-f]{6,8}|41[.]625371|8[.]12534|HIDDEN TEST'"


def at_home(way: str, code: str, **more) -> dict:
    """Return a way whose code looks around at the top, while a test calls, and at the end."""
    body = "\n".join(f"    {line}" for line in code.strip("\n").split("\n"))
    look = f"import os, re, sys\ndef look():\n{body}\ntry:\n    look()\nexcept BaseException as error:\n    print(type(error))"
    double = "def double(x):\n    try:\n        look()\n    except BaseException as error:\n        pass\n    return x"
    again = "try:\n    look()\nexcept BaseException as error:\n    print(type(error))"
    return {"way": way, "free": {"top": look, "end": again}, "answers": {"double": double}, **more}


FRAMES = ways(
    "frames and traces",
    at_home(
        "up the stack, all locals and globals",
        """
frame = sys._getframe()
while frame is not None:
    print(frame.f_code.co_filename, frame.f_code.co_names, frame.f_code.co_consts, list(frame.f_locals.items()))
    print({k: v for k, v in frame.f_globals.items() if k != '__builtins__'})
    frame = frame.f_back""",
    ),
    at_home(
        "through the traceback of an exception",
        """
try:
    1 / 0
except ZeroDivisionError as error:
    trace = error.__traceback__
    while trace is not None:
        print(trace.tb_frame.f_locals, trace.tb_frame.f_back and trace.tb_frame.f_back.f_locals)
        trace = trace.tb_next""",
    ),
    at_home(
        "settrace and setprofile",
        """
def tell(frame, event, arg):
    print(event, frame.f_code.co_name, frame.f_code.co_consts, arg)
    return tell
import threading
sys.settrace(tell); sys.setprofile(tell); threading.settrace(tell)""",
    ),
    at_home(
        "every thread's frames, audit hooks and fault handlers",
        """
import faulthandler
for frame in sys._current_frames().values():
    print(frame.f_locals, frame.f_globals.get('job'), frame.f_globals.get('steps'))
sys.addaudithook(lambda event, args: print(event, args) if event in ('compile', 'exec') else None)
faulthandler.dump_traceback(open('trace.txt', 'w')); print(open('trace.txt').read())""",
    ),
    at_home(
        "call-back frames while the examiner computes",
        """
import gc
for found in gc.get_objects():
    if type(found).__name__ in ('Candidate', 'CallBack', 'Arguments', 'Answer', 'Channel'):
        print(found, getattr(found, '__dict__', None))""",
    ),
)
HEAP = ways(
    "the garbage collector",
    at_home(
        "all objects",
        f"""
import gc
gc.unfreeze()
for found in gc.get_objects():
    if type(found) in (dict, list, tuple):
        for part in (found.values() if type(found) is dict else found):
            if type(part) in (str, bytes):
                text = part if type(part) is bytes else part.encode('utf-8', 'replace')
                if re.search({PATTERN}, text) and b'KEY|SOLVED' not in text: print('LOOT', part)""",
    ),
    at_home(
        "referrers of the student's own function",
        """
import gc
seen = []
todo = [double] if 'double' in globals() else [look]
for _ in range(200):
    for found in gc.get_referrers(todo.pop()) if todo else []:
        seen.append(type(found)); todo.append(found)
        if type(found).__name__ == 'frame': print(found.f_locals)""",
    ),
    at_home(
        "the process's own memory",
        """
if 'double' not in globals(): return
for line in open('/proc/self/maps'):
    span, rights, *_ = line.split()
    if rights.startswith('rw') and '[v' not in line:
        start, end = (int(part, 16) for part in span.split('-'))
        with open('/proc/self/mem', 'rb', 0) as memory:
            memory.seek(start)
            content = memory.read(min(end - start, 2**26))
        for word in (b'KEY-', b'SOLVED-', b'NEIGHBOUR-', b'TOKEN-', b'COURSE-', b'BESIDE-'):
            at = content.find(word)
            while at >= 0:
                if re.match(rb'[A-Z]+-[0-9a-f]{6}', content[at:at + 30]): print('LOOT', content[at:at + 30])
                at = content.find(word, at + 1)
    sys.stdout.flush()""",
    ),
    at_home(
        "line caches and loaded sources",
        """
import linecache, inspect
print(list(linecache.cache)[:50], [v for k, v in linecache.cache.items() if k.startswith('<')])
for name, module in list(sys.modules.items()):
    if 'test' in name or 'course' in name: print(name, getattr(module, '__dict__', {}).get('job'))
print(sys.argv, sys.orig_argv, sys.path)""",
    ),
)
PROCESSES = ways(
    "other processes",
    at_home(
        "what /proc tells",
        """
for pid in sorted(os.listdir('/proc')):
    if pid.isdigit() and int(pid) != os.getpid():
        for name in ('cmdline', 'environ', 'maps', 'status', 'stat'):
            try: print('LOOT', pid, name, open(f'/proc/{pid}/{name}', 'rb').read()[:3000])
            except OSError: pass
        for name in ('cwd', 'root', 'exe'):
            try: print(os.readlink(f'/proc/{pid}/{name}'), os.listdir(f'/proc/{pid}/{name}'))
            except OSError: pass
for name in ('environ', 'cmdline', 'mountinfo', 'cgroup', 'status', 'timers', 'fdinfo/3', 'task/1/environ'):
    try: print(name, open(f'/proc/self/{name}', 'rb').read())
    except OSError: pass""",
    ),
    at_home(
        "ptrace, process_vm_readv and pidfds by ctypes",
        """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
room = ctypes.create_string_buffer(4096)
class Vec(ctypes.Structure): _fields_ = [('base', ctypes.c_void_p), ('len', ctypes.c_size_t)]
for pid in [os.getppid(), 1, 2, *range(os.getpid() - 30, os.getpid() + 30)]:
    if pid > 0 and pid != os.getpid():
        assert libc.ptrace(16, pid, 0, 0) == -1
        vec = Vec(ctypes.addressof(room), 4096)
        got = libc.process_vm_readv(pid, ctypes.byref(vec), 1, ctypes.byref(Vec(0x400000, 4096)), 1, 0)
        print('LOOT' if got > 0 else '', room.raw[:got] if got > 0 else '')
        for call, args in ((434, (pid, 0)), (438, (pid, 0, 0)), (312, (pid, pid, 0))):
            libc.syscall(call, *args)""",
    ),
    at_home(
        "inherited descriptors",
        """
for number in range(256):
    try:
        path = os.readlink(f'/proc/self/fd/{number}')
    except OSError:
        continue
    print(number, path)
    for read in (lambda: os.pread(number, 10**6, 0), lambda: os.listdir(f'/proc/self/fd/{number}')):
        try: print('LOOT', read()[:4000])
        except (OSError, ValueError): pass""",
    ),
    at_home(
        "the line to the examiner, read directly",
        """
import gc, socket
line = next(o for o in gc.get_objects() if type(o).__name__ == 'Candidate').channel.sock
line.setblocking(False)
for flag in (socket.MSG_PEEK, socket.MSG_OOB):
    try: print('LOOT', line.recv(10**6, flag))
    except OSError: pass
print(line.getsockopt(socket.SOL_SOCKET, 17, 12), line.getpeername(), line.getsockname())
line.setblocking(True)""",
    ),
)
FILES = ways(
    "files that are not the student's",
    at_home(
        "the course by its path",
        """
course = '@COURSE@'
for path in [course, course + '/source/hw/hw.ipynb', course + '/gradebook.db', course + '/teacher.txt',
             course + '/submitted/s000/hw/hw.ipynb', course + '/autograded', course + '/feedback',
             '/proc/self/root' + course, '/proc/1/root' + course + '/teacher.txt']:
    try: print('LOOT', path, open(path, 'rb').read()[:2000])
    except OSError as error: print(type(error))
    try: print('LOOT', os.listdir(path))
    except OSError as error: print(type(error))""",
    ),
    at_home(
        "what lies beside the data folder",
        """
data = os.environ['COURSEKIT_DATA']
print(os.listdir(data))
for path in (data + '/..', data + '/../test-labels.csv', os.path.dirname(data), os.path.dirname(os.path.dirname(data))):
    try: print('LOOT', os.listdir(path))
    except OSError: pass
    try: print('LOOT', open(path).read())
    except OSError: pass""",
        honest=frozenset({"rate"}),
    ),
    at_home(
        "a walk over the whole root",
        f"""
if 'walked' in globals(): return
globals()['walked'] = True
for folder, names, files in os.walk('/'):
    if folder.startswith(('/proc', '/sys', '/usr', '/lib')) or 'site-packages' in folder or 'lib/python' in folder:
        names[:] = []
        continue
    for name in files:
        path = os.path.join(folder, name)
        try:
            with open(path, 'rb') as file: content = file.read(10**6)
        except OSError: continue
        if re.search({PATTERN}, content) and b'KEY|SOLVED' not in content: print('LOOT', path, content[:500])
for path in ('/root', '/home', '/work', '/etc/shadow', '/var/log', '/run', '/tmp', '/dev/shm', '/mnt', '/opt', '/srv'):
    try: print(path, os.listdir(path))
    except OSError: pass""",
    ),
    at_home(
        "links made to it, names by way of links, handles",
        """
import ctypes
libc = ctypes.CDLL(None)
for k, target in enumerate(['@COURSE@/teacher.txt', '@COURSE@/gradebook.db', '/proc/1/environ', '/proc/1/fd']):
    try: os.symlink(target, f'link{k}')
    except OSError: pass
    try: os.link(target, f'hard{k}')
    except OSError: pass
    for name in (f'link{k}', f'hard{k}'):
        try: print('LOOT', open(name, 'rb').read())
        except OSError: pass
print(libc.open_by_handle_at(-100, b'x' * 64, 0), libc.chroot(b'@COURSE@'), libc.fchdir(3))""",
    ),
    {
        "way": "a link that checks.file would follow",
        "free": {
            "end": "import os\nprint(os.path.exists('submission.csv'))",
        },
        "answers": {"file": "import os\nos.symlink('@COURSE@/teacher.txt', 'submission.csv')"},
    },
    {
        "way": "a pipe, a device and a folder for checks.file",
        "answers": {"file": "import os\nos.mkfifo('submission.csv')"},
    },
    {"way": "a folder for checks.file", "answers": {"file": "import os\nos.mkdir('submission.csv')"}},
    {
        "way": "an endless file for checks.file",
        "answers": {"file": "f = open('submission.csv', 'w')\nf.truncate(60 * 2**20)"},
    },
)
BREAKING_OUT = ways(
    "ways out of the sandbox",
    at_home(
        "the network",
        """
import socket, urllib.request
for family in (socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK, socket.AF_PACKET, 40, 38):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
        try: socket.socket(family, kind); print('LOOT TOKEN socket', family, kind)
        except OSError: pass
for place in ('http://127.0.0.1:8888/', 'http://example.org/', 'file://@COURSE@/teacher.txt'):
    try: print('LOOT', urllib.request.urlopen(place, timeout=2).read())
    except Exception as error: print(type(error))""",
    ),
    at_home(
        "sockets of the machine",
        """
import glob, socket
for path in glob.glob('/run/**', recursive=True)[:200] + ['/var/run/docker.sock', '\\0/tmp/.X11-unix/X0', '/run/dbus/system_bus_socket']:
    try:
        s = socket.socket(socket.AF_UNIX); s.settimeout(0.2); s.connect(path); print('LOOT TOKEN', path)
    except OSError: pass
for line in open('/proc/net/unix'): print(line)""",
    ),
    at_home(
        "namespaces, mounts, privileges and devices",
        """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
mine = os.getuid(), os.getgid()
tries = {
    'unshare': lambda: libc.unshare(0x10000000 | 0x20000), 'mount': lambda: libc.mount(b'none', b'/tmp', b'tmpfs', 0, None),
    'umount': lambda: libc.umount2(b'/tmp', 2), 'chroot': lambda: libc.chroot(b'/tmp'), 'setuid': lambda: libc.setuid(0),
    'pivot': lambda: libc.syscall(155, b'/', b'/tmp'), 'bpf': lambda: libc.syscall(321, 0, 0, 0),
    'keyctl': lambda: libc.syscall(250, 0, -3, 0), 'uring': lambda: libc.syscall(425, 8, 0),
    'userfault': lambda: libc.syscall(323, 0), 'perf': lambda: libc.syscall(298, 0, 0, -1, -1, 0),
    'module': lambda: libc.syscall(313, 0, b'', 0), 'kexec': lambda: libc.syscall(246, 0, 0, 0, 0),
    'sethostname': lambda: libc.sethostname(b'x', 1), 'reboot': lambda: libc.reboot(0), 'swapon': lambda: libc.swapon(b'/x', 0),
    'settime': lambda: libc.settimeofday(b'\\0' * 16, None), 'memfd': lambda: libc.syscall(319, b'x', 0),
    'mknod': lambda: libc.mknod(b'disk', 0o60666, 0x800), 'iopl': lambda: libc.iopl(3), 'quota': lambda: libc.syscall(179, 0, 0, 0, 0),
    'setns': lambda: libc.setns(0, 0), 'prctl dumpable': lambda: 1 if libc.prctl(38, 0, 0, 0, 0) == 0 else -1,
}
for name, attempt in tries.items():
    if attempt() not in (-1,): print('LOOT TOKEN', name)
for path in ('/dev/mem', '/dev/kmsg', '/dev/sda', '/dev/vda', '/dev/fuse', '/proc/sysrq-trigger', '/proc/sys/kernel/core_pattern',
             '/sys/kernel/uevent_helper', '/proc/self/loginuid', '/proc/kcore', '/sys/fs/cgroup/cgroup.procs'):
    for mode in ('r+b', 'wb'):
        try: open(path, mode); print('opened', path, mode)
        except OSError: pass
assert (os.getuid(), os.getgid()) == mine != (0, 0)""",
    ),
    at_home(
        "setuid programs",
        """
import subprocess
for command in ('su -c id', 'sudo -n id', 'newuidmap 1 0 0 1', 'unshare -Ur id', 'mount', 'passwd -S', 'bwrap --version'):
    try: print(subprocess.run(command, shell=True, capture_output=True, timeout=5).stdout)
    except Exception as error: print(type(error))""",
    ),
    at_home(
        "foreign machine code: 32-bit and x32 calls",
        """
import ctypes
libc = ctypes.CDLL(None)
if libc.syscall(0x40000000 + 39) > 0: print('LOOT TOKEN x32')
if libc.syscall(0x40000000 + 101, 16, os.getppid(), 0, 0) not in (-1,): print('LOOT TOKEN x32 ptrace')""",
    ),
)
ENVIRONMENT = ways(
    "the environment",
    at_home("variables", "print(dict(os.environ), os.environb)"),
    at_home(
        "the teacher's account and machine",
        """
import getpass, pathlib, platform, pwd, socket, tempfile, time
print(getpass.getuser(), pwd.getpwall(), pathlib.Path.home(), os.uname(), platform.node(), tempfile.gettempdir())
print(open('/etc/passwd').read(), open('/etc/hosts').read(), os.getcwd(), os.getlogin() if False else '')""",
    ),
    at_home(
        "the seed of the tests",
        """
from coursekit import checks
from coursekit.checks import session
print(checks.seed(), vars(session._session), session.__dict__.keys())
from coursekit.grading import examiner, testcell
print(vars(examiner), testcell.TestCell.__init__.__defaults__)""",
    ),
)
ATTACKS: list[Attack] = [*FRAMES, *HEAP, *PROCESSES, *FILES, *BREAKING_OUT, *ENVIRONMENT]
