import gc

import pytest

from summons_check.collector import collector_paused


@pytest.mark.parametrize("runs", [True, False])
def test_the_collector_is_as_it_was_afterwards(runs):
    before = gc.isenabled()
    (gc.enable if runs else gc.disable)()
    try:
        with collector_paused():
            assert not gc.isenabled()
            with collector_paused():
                assert not gc.isenabled()
            assert not gc.isenabled()
        assert gc.isenabled() is runs
    finally:
        (gc.enable if before else gc.disable)()


def test_it_runs_again_after_an_error():
    assert gc.isenabled()
    with pytest.raises(KeyError), collector_paused():
        raise KeyError
    assert gc.isenabled()
