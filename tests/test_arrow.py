"""Tables of messages: each row gets what `check` says of it, and nothing else changes."""

from __future__ import annotations

import pyarrow as pa

from summons_check import check
from summons_check.arrow import SCHEMA, check_batches, output_schema

FAKE = "【速贷催收】逾期不还，我司已签发逮捕令，今晚上门抓人。"


def test_each_row_gets_its_verdict():
    """Columns that come in go out first; null text gets nothing."""
    batch = pa.record_batch({"id": [1, 2, 3], "text": [FAKE, None, "今晚吃什么？"]})
    (checked,) = check_batches([batch])
    assert checked.select(["id", "text"]) == batch
    assert checked.schema == output_schema(batch.schema)
    assert checked.schema.names == ["id", "text", *SCHEMA.names]
    assert checked["verdict"].to_pylist() == ["likely_fake", None, "not_applicable"]
    assert checked["score"].to_pylist() == [check(FAKE).score, None, 0]
    assert checked["problem"].null_count == 3
