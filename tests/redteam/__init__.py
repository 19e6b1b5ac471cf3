import pytest

pytest.register_assert_rewrite("tests.redteam.suite")  # its tests are imported by others
