"""An office's own folder of packs goes before what comes along, and a fault in it names the file."""

from pathlib import Path

import pytest

from luoshi.packs import PackError, available, load
from luoshi.packs.lights import light_rule
from luoshi.packs.loader import HOME


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LUOSHI_PACKS", str(tmp_path))
    (tmp_path / "lights").mkdir()
    return tmp_path / "lights"


def test_a_pack_of_ones_own_is_found_first(own: Path) -> None:
    text = (HOME / "lights/default.yaml").read_text(encoding="utf-8").replace("version: 2", "version: 7", 1)
    (own / "default.yaml").write_text(text, encoding="utf-8")
    pack = load("lights", "default")
    assert pack.version == 7 and pack.is_override
    assert light_rule().version == 7
    assert not load("lights", "deadline").is_override


def test_a_new_pack_stands_among_the_others(own: Path) -> None:
    text = (HOME / "lights/deadline.yaml").read_text(encoding="utf-8").replace("id: deadline", "id: ours", 1)
    (own / "ours.yaml").write_text(text, encoding="utf-8")
    names = [pack.id for pack in available("lights")]
    assert "ours" in names and "default" in names


def test_a_faulty_pack_of_ones_own_is_refused_by_its_file(own: Path) -> None:
    (own / "default.yaml").write_text("id: default\nversion: one\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"default\.yaml"):
        load("lights", "default")


def test_a_folder_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LUOSHI_PACKS", str(tmp_path / "absent"))
    with pytest.raises(PackError, match="LUOSHI_PACKS"):
        load("lights", "default")
