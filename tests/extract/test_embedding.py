"""A model of language from the user's disk, with a package made for the test in place of the real one."""

import sys
from types import SimpleNamespace

import pytest

from evidence_review.errors import EvidenceError
from evidence_review.extract.concepts import built_in
from evidence_review.extract.embedding import VARIABLE, compare, find_embedder, identify
from evidence_review.extract.support import Entry, Mention, Sentence, audit_document


class Model:
    """A model that knows whether a text speaks of tea."""

    def __init__(self, folder, **options):
        assert options == {"device": "cpu", "local_files_only": True}

    def encode(self, texts, **options):
        assert options == {"normalize_embeddings": True, "show_progress_bar": False}
        return [[1.0, 0.0] if "tea" in text.lower() else [0.0, 1.0] for text in texts]


@pytest.fixture
def model(tmp_path, monkeypatch):
    (tmp_path / "modules.json").write_text("[]", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        monkeypatch.setenv(name, "")
    monkeypatch.setitem(sys.modules, "sentence_transformers", SimpleNamespace(SentenceTransformer=Model))
    return tmp_path


def audit():
    entries = [Entry(1, "Green tea in the morning"), Entry(2, "Cold water in the morning")]
    sentence = Sentence(1, "Tea is drunk early [1,2].", 1, "")
    return audit_document([sentence], entries, [Mention(1, 1, 19, 24, (1, 2))], built_in())


def test_without_the_variable_nothing_is_imported(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    assert find_embedder() is None
    assert identify() == b""
    assert not any("embedding-far" in one.signals for one in audit())


def test_a_title_that_is_far_is_a_signal(model):
    near, far = audit()
    assert "embedding-far" not in near.signals
    assert "embedding-far" in far.signals
    assert "(0.00)" in far.reason
    assert compare(model, ["tea", "tea"], ["Tea", "water"]) == [1.0, 0.0]


def test_nothing_is_downloaded(model):
    import os

    compare(model, [], [])
    assert os.environ["HF_HUB_OFFLINE"] == os.environ["TRANSFORMERS_OFFLINE"] == "1"


def test_another_model_is_known_as_another(model):
    one = identify()
    (model / "modules.json").write_text("[1]", encoding="utf-8")
    assert one != identify()


def test_what_is_missing_is_said_with_its_remedy(model, monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EvidenceError, match="is not installed; install it, or unset the variable"):
        audit()
    monkeypatch.setenv(VARIABLE, str(model / "nowhere"))
    with pytest.raises(EvidenceError, match="holds no model of sentence-transformers; name a folder"):
        find_embedder()
