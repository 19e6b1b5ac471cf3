# ruff: noqa: E501 - an attack is a text, in one line where its form does not matter
"""Attacks on the notebook's machinery: they would forge verdicts if tests ran in the student's process."""

from tests.redteam.attack import ALL, Attack, ways
from tests.redteam.suite import *  # noqa: F403

TRANSFORMERS = ways(
    "transformers",
    {
        "way": "an AST transformer drops every assert",
        "free": {
            "top": """
            import ast
            class Drop(ast.NodeTransformer):
                def visit_Assert(self, node):
                    return ast.Pass()
            get_ipython().ast_transformers.append(Drop())"""
        },
    },
    {
        "way": "an AST transformer empties with-blocks",
        "free": {
            "top": """
            import ast
            class Empty(ast.NodeTransformer):
                def visit_With(self, node):
                    return ast.Pass()
                def visit_Expr(self, node):
                    return ast.Pass()
            get_ipython().ast_transformers = [Empty()]"""
        },
    },
    {
        "way": "an input transformer blanks cells that test",
        "free": {
            "top": """
            def blank(lines):
                return ['pass\\n'] if any('assert' in line or 'checks' in line for line in lines) else lines
            shell = get_ipython()
            shell.input_transformers_cleanup.append(blank)
            shell.input_transformers_post.append(blank)"""
        },
    },
    {
        "way": "the compiler of the shell is replaced",
        "free": {
            "top": """
            shell = get_ipython()
            shell.compile.__class__.ast_parse = lambda *a, **k: __import__('ast').parse('pass')
            shell.transform_cell = lambda text: 'pass'"""
        },
    },
)
HOOKS = ways(
    "hooks",
    *(
        {
            "way": f"{event} prints what the cell is",
            "free": {
                "top": f"""
                def spy(info=None):
                    cell = getattr(info, 'raw_cell', None) or getattr(getattr(info, 'info', None), 'raw_cell', None)
                    print('SEEN', cell, get_ipython().user_ns.get('_ih'))
                get_ipython().events.register('{event}', spy)"""
            },
        }
        for event in ("pre_run_cell", "post_run_cell", "pre_execute", "post_execute")
    ),
    {
        "way": "a display hook and history accessor",
        "free": {
            "top": "import sys\nsys.displayhook = lambda value: print('SEEN', value)",
            "end": "print(In, Out, _ih, list(get_ipython().history_manager.get_range()))",
        },
    },
)
REPLACED = ways(
    "replaced machinery",
    {
        "way": "run_cell answers success to everything",
        "free": {
            "top": """
            class Fine:
                error_before_exec = error_in_exec = result = None
                success = True
            shell = get_ipython()
            shell.run_cell = lambda *a, **k: Fine()
            type(shell).run_cell = lambda *a, **k: Fine()"""
        },
    },
    {
        "way": "a kernel's do_execute",
        "free": {
            "top": """
            import ipykernel.ipkernel as kernel
            async def fine(self, *a, **k):
                return {'status': 'ok', 'execution_count': 1, 'payload': [], 'user_expressions': {}}
            kernel.IPythonKernel.do_execute = fine"""
        },
    },
    {
        "way": "showtraceback and run_code swallow errors",
        "free": {
            "top": """
            shell = get_ipython()
            shell.showtraceback = lambda *a, **k: None
            type(shell).run_code = lambda *a, **k: False
            import sys
            sys.excepthook = lambda *a: None"""
        },
    },
    {
        "way": "the points of the checks are raised",
        "free": {
            "top": """
            from coursekit import checks
            from coursekit.checks import session
            session.points.__init__ = lambda self, value, label: vars(self).update(value=100.0, label=label)
            session._session.earned = 100.0
            checks.close = checks.equal = lambda *a, **k: None
            checks.raises.__exit__ = lambda *a: True"""
        },
    },
    {
        "way": "the engine's modules are patched where the student can reach them",
        "free": {
            "top": """
            import coursekit.grading.testcell as t, coursekit.grading.examiner as e, coursekit.grading.link as l
            t.TestCell.run = lambda self, *a, **k: t.Verdict(self.grade_id, self.points, 'passed')
            t.TestCell._score = lambda self, *a: self.points
            e.Examination._test = lambda self, step: t.Verdict(step['key'], 99.0, 'passed')
            l.Link.alarm = lambda self, alarm: None"""
        },
    },
    {
        "way": "a score is printed and returned, as nbgrader reads it",
        "free": {"end": "print('4.0')\n4.0", "double": "print(4)\n4.0"},
        "answers": {"double": "def double(x):\n    print('4.0')\n    return 0\n4.0"},
    },
)
LIBRARIES = ways(
    "patched libraries",
    {
        "way": "numpy.testing and allclose say yes",
        "free": {
            "top": """
            import numpy as np, numpy.testing
            for name in ('assert_allclose', 'assert_array_equal', 'assert_equal', 'assert_almost_equal'):
                setattr(np.testing, name, lambda *a, **k: None)
            np.allclose = np.isclose = np.array_equal = lambda *a, **k: True
            np.max = np.abs = lambda *a, **k: 0.0"""
        },
    },
    {
        "way": "builtins are replaced",
        "free": {
            "top": """
            import builtins
            builtins.isinstance = lambda *a: True
            builtins.abs = builtins.max = lambda *a, **k: 0
            builtins.len = lambda x: 4
            builtins.sorted = lambda *a, **k: [4, 1, 0]
            builtins.set = lambda *a: {0, 1}"""
        },
    },
    {
        "way": "print, open and __import__ are replaced",
        "free": {
            "top": """
            import builtins
            builtins.print = builtins.open = builtins.__import__ = lambda *a, **k: None
            builtins.AssertionError = builtins.BaseException = builtins.Exception = Warning"""
        },
    },
    {
        "way": "float and int are other classes",
        "free": {
            "top": """
            import builtins
            class Always(float):
                __eq__ = __lt__ = __gt__ = __le__ = lambda self, other: True
            builtins.float = builtins.int = Always"""
        },
        "answers": {"double": "def double(x):\n    return float(1)", "rate": "def rate(k):\n    return float(1)"},
    },
    {
        "way": "pickle, json and struct are patched",
        "free": {
            "top": """
            import json, pickle, struct
            json.loads = json.load = lambda *a, **k: {'score': 99}
            pickle.dumps = lambda *a, **k: b'cos\\nsystem\\n(S"id"\\ntR.'
            struct.calcsize = lambda *a: 0"""
        },
    },
)
MODULES = ways(
    "modules",
    {
        "way": "sys.modules is emptied",
        "free": {
            "top": "import sys\nfor name in list(sys.modules):\n    if name != 'sys':\n        del sys.modules[name]"
        },
    },
    {
        "way": "sys.modules holds liars",
        "free": {
            "top": """
            import sys, types
            class Yes(types.ModuleType):
                def __getattr__(self, name):
                    return lambda *a, **k: True
            for name in ('numpy', 'msgpack', 'json', 'coursekit.checks', 'coursekit.grading.wire.codec', 'builtins'):
                sys.modules[name] = Yes(name)"""
        },
    },
    {
        "way": "everything of the engine is reloaded",
        "free": {
            "top": """
            import importlib, sys
            for name in sorted(sys.modules):
                if name.startswith('coursekit'):
                    try:
                        importlib.reload(sys.modules[name])
                    except Exception as error:
                        print(name, error)"""
        },
    },
    {
        "way": "a finder answers every import",
        "free": {
            "top": """
            import sys, types, importlib.machinery
            class Finder:
                def find_spec(self, name, path=None, target=None):
                    return importlib.machinery.ModuleSpec(name, self)
                def create_module(self, spec):
                    return types.ModuleType(spec.name)
                def exec_module(self, module):
                    module.__getattr__ = lambda name: (lambda *a, **k: True)
            sys.meta_path.insert(0, Finder())
            sys.path_hooks.insert(0, lambda path: Finder())
            sys.path_importer_cache.clear()"""
        },
    },
)
SHADOWS = ways(
    "import shadowing",
    {
        "way": "modules of the libraries' names beside the notebook",
        "files": dict.fromkeys(
            ("numpy.py", "msgpack.py", "random.py", "pandas.py", "json.py", "ast.py", "traceback.py"),
            b"raise SystemExit('LOADED')\n",
        ),
        "honest": ALL,
        "told": "",
    },
    {
        "way": "a package named coursekit",
        "files": {
            "coursekit/__init__.py": b"",
            "coursekit/checks.py": b"close = equal = lambda *a, **k: None\n",
            "coursekit/grading/__init__.py": b"",
            "coursekit/grading/examiner.py": b"def main(*a):\n    pass\n",
        },
        "free": {"top": "import sys\nsys.path.insert(0, '.')\nsys.modules.pop('coursekit', None)\nimport coursekit"},
    },
    {
        "way": "a module that the rungs could import for the student",
        "files": {
            "payload.py": b"print('LOADED')\nopen('/tmp/loaded', 'w').write('x')\n",
            "pandas/__init__.py": b"1/0\n",
        },
        "free": {
            "top": "import submitted.s001.hw.payload\nfrom torch.payload import x\nimport sklearn.payload, payload"
        },
    },
)
STARTUP = ways(
    "start-up files",
    {
        "way": "in every place that Python, IPython and Jupyter read",
        "free": {
            "top": """
            import os, pathlib, site, sys
            evil = "open('/tmp/started', 'w').write('x')\\nimport builtins\\nbuiltins.abs = lambda x: 0\\n"
            home = pathlib.Path.home()
            places = [home / '.ipython/profile_default/startup/00.py', home / '.pythonrc.py', home / 'conftest.py',
                      home / '.jupyter/jupyter_notebook_config.py', home / 'sitecustomize.py', home / 'usercustomize.py',
                      home / '.config/matplotlib/matplotlibrc', home / 'matplotlibrc',
                      pathlib.Path(site.getusersitepackages()) / 'usercustomize.py', pathlib.Path('/etc/ipython/x.py'),
                      pathlib.Path('/usr/local/share/jupyter/x.py'), pathlib.Path('@COURSE@/nbgrader_config.py')]
            for folder in sys.path:
                places += [pathlib.Path(folder or '.') / name for name in ('evil.pth', 'sitecustomize.py', 'numpy.py')]
            for place in places:
                try:
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_text('import evil' if place.suffix == '.pth' else evil)
                except OSError:
                    pass"""
        },
    },
    {
        "way": "the libraries themselves are overwritten",
        "free": {
            "top": """
            import numpy, coursekit, IPython, os, sys, pathlib
            for module in (numpy, coursekit, IPython, os):
                path = pathlib.Path(module.__file__)
                for change in (lambda: path.write_text('1/0'), path.unlink, lambda: path.rename(str(path) + 'x'),
                               lambda: os.chmod(path, 0o777), lambda: os.truncate(path, 0),
                               lambda: path.parent.joinpath('__pycache__').rmdir()):
                    try:
                        change()
                        print('CHANGED', path)
                    except OSError:
                        pass"""
        },
    },
    {
        "way": "files that shells and pip read, through the environment",
        "free": {
            "top": """
            import os
            os.environ.update(PYTHONPATH='.', PYTHONSTARTUP='evil.py', LD_PRELOAD='./evil.so', PYTHONHOME='/tmp',
                              BASH_ENV='evil.sh', IPYTHONDIR='/tmp/ipython', PATH='.')"""
        },
        "honest": ALL,
        "told": "",
    },
)
MAGICS = ways(
    "magics and shell lines",
    {
        "way": "shell lines look around",
        "free": {
            "top": "!id; ls -la / /work /root /home; cat @COURSE@/teacher.txt; env; ps aux; cat @COURSE@/source/hw/hw.ipynb",
            "double": "found = !cat @COURSE@/source/hw/hw.ipynb\nprint(found)",
            "end": "get_ipython().system('cat @COURSE@/gradebook.db')",
        },
    },
    {
        "way": "line magics reset, load and run",
        "free": {
            "top": "%reset -f\n%cd /\n%run @COURSE@/source/hw/hw.ipynb",
            "double": "get_ipython().run_line_magic('load', '@COURSE@/source/hw/hw.ipynb')\n%who\n%rerun\n%pdb on",
        },
    },
    {
        "way": "cell magics of another language",
        "free": {"top": "%%bash\ncat @COURSE@/teacher.txt\nkill -9 -1", "end": "%%writefile submission.csv\nid,y\n"},
    },
    {
        "way": "a magic of his own for the tests' words",
        "free": {
            "top": """
            from IPython.core.magic import register_line_magic
            @register_line_magic
            def time(line):
                return True
            get_ipython().set_custom_exc((Exception,), lambda *a: None)"""
        },
    },
)
ATTACKS: list[Attack] = [
    *TRANSFORMERS, *HOOKS, *REPLACED, *LIBRARIES, *MODULES, *SHADOWS, *STARTUP, *MAGICS,
]  # fmt: skip
