# ruff: noqa: E501 - an attack is a text, in one line where its form does not matter
"""Attacks on the line between the two processes: the student's side speaks for itself, and forges what it says."""

from tests.redteam.attack import ALL, Attack, ways
from tests.redteam.suite import *  # noqa: F403

# The student's code takes the line of its own process: what it sends from here on is frames of its own making.
TAKE = """
import gc, os, socket, struct, sys, time
import msgpack
from coursekit.grading.wire import Channel
me = next(found for found in gc.get_objects() if type(found).__name__ == 'Candidate')
line = me.channel
raw = line.sock
def frame(header, buffers=(), announced=None):
    body = header if isinstance(header, bytes) else msgpack.packb(header, unicode_errors='surrogatepass')
    sizes = [len(part) for part in buffers]
    total = sum(sizes) if announced is None else announced
    return struct.pack('<IIQ', len(body), len(sizes), total) + body + struct.pack(f'<{len(sizes)}Q', *sizes) + b''.join(buffers)
"""


def instead(code: str) -> str:
    """Return a first cell after which each answer to a test's call is what `code` sends; cells still run."""
    lines = "\n".join(f"    {line}" for line in code.strip("\n").split("\n"))
    return f"""{TAKE}
honest = Channel.send
asked = []
answer = type(me)._answer
def noted(self, op, *rest):
    asked.append(op)
    return answer(self, op, *rest)
type(me)._answer = noted
def send(self, header, buffers=()):
    if not asked or asked[-1] in ('run', 'set', 'seed') or header[0] == 'back':
        return honest(self, header, buffers)
{lines}
Channel.send = send"""


FORGED = ways(
    "forged replies",
    *(
        {"way": way, "free": {"top": instead(f"raw.sendall(frame({header}))")}}
        for way, header in {
            "truth for everything": "['ok', True, None]",
            "nothing at all": "['ok', None, None]",
            "an unknown kind": "['done', None, None]",
            "a verdict": "['verdict', {'grade_id': 'test_double', 'score': 4.0, 'status': 'passed'}, None]",
            "the end of an iteration": "['stop', None]",
            "an answer to a call-back": "['returned', True, None]",
            "no header": "[]",
            "a header that is no list": "{'ok': True}",
            "too few parts": "['ok']",
            "too many parts": "['ok', True, None, None, None]",
            "a kind that is no text": "[['ok'], True, None]",
            "an unknown tag": "['ok', [99, 1, 2], None]",
            "a reference to nothing": "['ok', [20], None]",
            "a handle that does not exist": "['ok', [20, 10**9, [['builtins', 'float']]], None]",
            "a handle with a negative number": "['ok', [20, -1, [['builtins', 'float']]], None]",
            "a claim of every class": "['ok', [20, 1, [['builtins', 'float'], ['numpy', 'ndarray'], ['builtins', 'bool']]], None]",
            "a claim of the engine's alarms": "['raise', 0, [['coursekit.grading.alarms', 'TimedOut']], None, 'x', None]",
            "a claim of the engine's check": "['raise', 0, [['coursekit.checks.failure', 'CheckFailed']], [1, 'a', 'FULL MARKS'], 'x', None]",
            "an exception that ends the examiner": "['raise', 0, [['builtins', 'SystemExit'], ['builtins', 'BaseException']], [1, 0], '', None]",
            "an exception that ends a loop": "['raise', 0, [['builtins', 'StopIteration'], ['builtins', 'Exception']], None, '', None]",
            "a class of torch's that makes a stack": "['raise', 0, [['torch._dynamo.exc', 'TorchRuntimeError']], [1, 'x'], '', None]",
            "a class reached through another": "['raise', 0, [['coursekit.grading.examiner', 'os._exit']], None, '', None]",
            "an exception that was never thrown": "['raise', 1, [['builtins', 'AssertionError']], None, '', None]",
            "claims that are no claims": "['raise', 0, [[1, 2], 'x', None], [[[]]], 5, None]",
            "another's lent function": "['ok', [20, 'yours', 1], None]",
            "a lent object that never was": "['ok', [20, 'yours', 10**6], None]",
            "a tensor that leads nowhere": "['ok', [20, 'tensor', [15, 'float32', [1], 0], 7, [True, True, True]], None]",
            "a dtype by name": "['ok', [20, 'dtype', [13, '|O', [1], 0]], None]",
            "an array of objects": "['ok', [13, '|O8', [1], 0], None]",
            "an array whose buffer did not come": "['ok', [13, '<f8', [3], 5], None]",
            "an array of a negative shape": "['ok', [13, '<f8', [-1, 3], 0], None]",
            "an array of a huge shape": "['ok', [13, '<f8', [2**62, 4], 0], None]",
            "a numpy scalar of another size": "['ok', [14, '<f8', b'x'], None]",
            "an integer in hexadecimal without end": "['ok', [5, '0x' + 'f' * 10**6], None]",
            "a date that is none": "['ok', [10, '9999-99-99', 3], None]",
            "a dictionary with a handle as key": "['ok', [2, [20, 1, [['builtins', 'int']]], 1], None]",
            "lists nested a thousand deep": "b'\\x93\\xa2ok' + b'\\x92\\x00' * 1000 + b'\\xc0' + b'\\xc0'",
            "printed text that is no text": "['ok', True, [1, 2, 3, 4]]",
            "warnings of odd kinds": "['ok', 0.0, ['', '', [[[['builtins', 'SystemExit']], 'x'], [[['warnings', 'warn']], 'y']], None]]",
            "state of generators never lent": "['ok', 0.0, ['', '', [], [1, 2, 3]]]",
            "not msgpack": "b'\\xc1' * 100",
            "an extension type of msgpack": "msgpack.packb(['ok', msgpack.ExtType(5, b'x'), None])",
            "half characters": "['ok', '\\ud800', ['\\udfff', '', [], None]]",
        }.items()
    ),
)
SIZES = ways(
    "frames of false size",
    *(
        {"way": way, "free": {"top": instead(code)}}
        for way, code in {
            "a header of 4 GB announced": "raw.sendall(struct.pack('<IIQ', 2**32 - 1, 0, 0) + b'x' * 100)",
            "a header of 15 MB": "raw.sendall(frame(['ok', 'x' * (15 * 2**20), None]))",
            "buffers of 2**63 bytes announced": "raw.sendall(frame(['ok', 1, None], [b'x'], 2**63))",
            "four billion buffers announced": "raw.sendall(struct.pack('<IIQ', 4, 2**32 - 1, 8) + b'x' * 100)",
            "lengths that overflow": "raw.sendall(struct.pack('<IIQ', 1, 2, 0) + b'\\xc0' + struct.pack('<2Q', 2**64 - 8, 8))",
            "frames behind the frame": "raw.sendall(frame(['ok', True, None]) * 50)",
            "an answer before the question": "raw.sendall(frame(['ok', True, None])); raw.sendall(frame(['ok', 4.0, None]) * 3)",
            "a frame byte by byte": "[raw.sendall(bytes([b])) for b in frame(['ok', 7.0, None])]",
            "half a frame, then the end": "raw.sendall(frame(['ok', True, None])[:9]); os._exit(0)",
            "the line closed": "raw.close()",
            "the line shut down": "raw.shutdown(socket.SHUT_RDWR)",
            "descriptors sent along": "socket.send_fds(raw, [frame(['ok', True, None])], [0, 1, 2] * 20)",
            "a stream without end": "for _ in range(10**6): raw.sendall(b'\\x00' * 2**16)",
        }.items()
    ),
    {
        "way": "fewer bytes than announced, and silence",
        "answers": {
            "double": f"{TAKE}\ndef double(x):\n    raw.sendall(frame(['ok', [13, '<f8', [1], 0], None], [b'x' * 8], 16))\n"
            "    time.sleep(600)"
        },
        "told": "timeout",
    },
)
ASKING = ways(
    "forged requests",
    *(
        {"way": way, "free": {"top": instead(code + "\nreturn honest(self, ['ok', 0.0, None])")}}
        for way, code in {
            "call-backs that were never lent": "for n in (-1, 1, 2, 10**9, 'x', None): raw.sendall(frame(['back', n, [1], [2], None, None])); line.receive()",
            "gradients of tensors never lent": "raw.sendall(frame(['back', 0, [1, [0, 1, 2], [0, 1.0], True], [2], None, None])); line.receive()",
            "call-backs without end": "while True: raw.sendall(frame(['back', 1, [1, 0.5], [2], None, None])); line.receive()",
            "a mode that is none": "raw.sendall(frame(['back', 1, [1], [2], ['x', 'os.system'], None])); line.receive()",
            "the words of the supervisor": "raw.sendall(frame(['candidate'])); line.receive()",
        }.items()
    ),
    {
        "way": "call-backs with every kind of argument",
        "answers": {
            "area": f"{TAKE}\ndef area(f):\n"
            "    for node in ([20, 1, [['builtins', 'float']]], [20, 'yours', 1], [13, '<f8', [0], 0], 'x', None, [2]):\n"
            "        raw.sendall(frame(['back', 1, [1, node], [2], None, None]))\n        print(line.receive())\n    return 0.0"
        },
    },
    {
        "way": "files that are read with another answer than bytes",
        "answers": {
            "file": "from coursekit.grading.operations import Operations\n"
            "Operations.op_file = lambda self, name, most: type('B', (bytes,), {'decode': lambda s: 'id,y'})()"
        },
    },
)
REPORTS = ways(
    "forged reports of cells",
    *(
        {
            "way": way,
            "free": {
                "top": f"{TAKE}\nOperations = type(me).__mro__[1]\nrun = Operations.op_run\ndef op_run(self, key, source):\n    report = run(self, key, source)\n    {code}\n    return report\nOperations.op_run = op_run\n",
                "end": "1/0",
            },
            "honest": ALL,
            "told": told,
        }
        for way, (code, told) in {
            "no report": ("return None", "不完整"),
            "outputs of odd forms": (
                "report['outputs'] = [{'output_type': 'display_data', 'data': [1]}, 5, None, {'output_type': 'stream'}]",
                "ZeroDivisionError",
            ),
            "markup as the name of an exception": (
                "report.update(status='error', ename='<script>alert(1)</script>', evalue='x')",
                "异常",
            ),
            "a status of its own": ("report['status'] = 'crashed'", "不完整"),
            "words for the page": (
                "report.update(status='error', ename='print', evalue='FULL MARKS', kept_back=['FULL MARKS'])",
                "不完整",
            ),
            "a nest of lists": ("report['outputs'] = [[[[[[[[[[[[[]]]]]]]]]]]]]", "不完整"),
            "a thousand pictures": (
                "report['outputs'] = [{'output_type': 'display_data', 'data': {'image/png': 'x' * 15000}, 'metadata': {}}] * 1000",
                "ZeroDivisionError",
            ),
        }.items()
    ),
)
ATTACKS: list[Attack] = [*FORGED, *SIZES, *ASKING, *REPORTS]
