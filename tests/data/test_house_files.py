"""What is wrong with a file is said, with the file, the finding and the cure."""

import pytest

from coursekit.data import DataError, generate_house_prices, write_house_prices
from coursekit.data import house_schema as schema
from coursekit.data.house_files import read_house_file

COLUMNS = schema.train_columns()


@pytest.fixture
def path(tmp_path):
    """A good training file of 30 rows."""
    write_house_prices(tmp_path, generate_house_prices(30, 5))
    return tmp_path / "train.csv"


def refusal(path, columns=COLUMNS) -> str:
    """Return the message of the refusal."""
    with pytest.raises(DataError) as caught:
        read_house_file(path, columns)
    message = str(caught.value)
    assert str(path) in message
    assert "发现：" in message and "应为：" in message and "COURSEKIT_DATA" in message
    return message


def edit(path, change):
    """Apply a change to the text of a file."""
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def test_a_good_file_is_read(path):
    """All rows and columns; a byte-order mark, Windows line ends and another order of columns do no harm."""
    frame = read_house_file(path, COLUMNS)
    assert frame.shape == (30, 81)
    text = path.read_text(encoding="utf-8")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert read_house_file(path, COLUMNS).equals(frame)
    frame[COLUMNS[::-1]].to_csv(path, index=False, na_rep="NA")
    assert list(read_house_file(path, COLUMNS).columns) == COLUMNS


def test_none_stays_text_and_na_is_missing(path):
    """Only NA and the empty field are missing."""
    frame = read_house_file(path, COLUMNS)
    assert "None" in set(frame["MasVnrType"])
    assert frame["Alley"].isna().any()


def test_a_few_rows_have_the_kinds_of_all(path):
    """A pool column without a pool stays text, a frontage without a gap stays float."""
    frame = read_house_file(path, COLUMNS)
    frame.assign(PoolQC="NA", LotFrontage=60).to_csv(path, index=False, na_rep="NA")
    again = read_house_file(path, COLUMNS)
    assert again["PoolQC"].isna().all() and again["PoolQC"].dtype == again["Street"].dtype
    assert again["LotFrontage"].dtype == float


def test_a_missing_file(tmp_path):
    """Nothing there."""
    assert "没有这个文件" in refusal(tmp_path / "train.csv")


def test_a_folder_in_place_of_a_file(tmp_path):
    """A folder of that name cannot be read."""
    (tmp_path / "train.csv").mkdir()
    assert "读不了" in refusal(tmp_path / "train.csv")


@pytest.mark.parametrize("content", [b"", b" \r\n\n"])
def test_an_empty_file(path, content):
    """No byte, or nothing but blanks."""
    path.write_bytes(content)
    assert "文件是空的" in refusal(path)


def test_a_web_page(path):
    """A login page saved as CSV."""
    path.write_text("\n<!DOCTYPE html><html><body>Sign in</body></html>", encoding="utf-8")
    assert "网页" in refusal(path)


def test_an_archive(path):
    """A ZIP archive that only bears the name."""
    path.write_bytes(b"PK\x03\x04" + bytes(40))
    assert "ZIP" in refusal(path)


def test_another_encoding(path):
    """Bytes that are not UTF-8, with their place."""
    path.write_bytes(path.read_bytes() + "房价".encode("gbk"))
    assert "不是 UTF-8" in refusal(path)


def test_a_last_line_cut_in_the_middle(path):
    """An incomplete download names the line and its fields."""
    edit(path, lambda text: text.rstrip("\n").rsplit(",", 7)[0])
    message = refusal(path)
    assert "第 31 行有 74 个字段" in message and "每行 81 个字段" in message


def test_a_row_with_too_many_fields(path):
    """A stray comma."""
    edit(path, lambda text: text.replace("\n1,", "\n1,,", 1))
    assert "第 2 行有 82 个字段" in refusal(path)


def test_no_rows(path):
    """A header alone."""
    edit(path, lambda text: text.split("\n")[0] + "\n\n")
    assert "只有表头" in refusal(path)


def test_a_file_without_its_header(path):
    """The first row of data in place of the names."""
    edit(path, lambda text: text.split("\n", 1)[1])
    assert "缺少" in refusal(path)


def test_missing_and_foreign_columns_are_named(path):
    """A renamed column is both."""
    edit(path, lambda text: text.replace("LotArea", "Area", 1))
    message = refusal(path)
    assert "缺少 1 列（LotArea" in message and "多出 1 列（'Area'" in message


def test_a_column_twice(path):
    """81 names of which one comes twice do not pass."""
    edit(path, lambda text: text.replace("LotArea", "LotFrontage", 1))
    assert "LotArea" in refusal(path)


def test_train_and_test_exchanged(path):
    """The likely mistake is named."""
    assert "这像是 train.csv" in refusal(path, COLUMNS[:-1])
    assert "这像是 test.csv" in refusal(path.with_name("test.csv"))


def test_text_among_numbers(path):
    """The line and the value are named."""
    edit(path, lambda text: text.replace("\n5,", "\nfive,", 1))
    assert "第 6 行的 Id 是 'five'" in refusal(path)


def test_numbers_among_text(path):
    """A column of categories that holds numbers is another column."""
    frame = read_house_file(path, COLUMNS)
    frame.assign(CentralAir=1).to_csv(path, index=False, na_rep="NA")
    message = refusal(path)
    assert "第 2 行的 CentralAir 是 '1'" in message and "CentralAir 列是文字类别" in message


@pytest.mark.parametrize("price", ["0", "-5", "NA"])
def test_a_price_that_is_none(path, price):
    """Each training row has a positive price."""
    edit(path, lambda text: text.rstrip("\n").rsplit(",", 1)[0] + "," + price + "\n")
    assert "SalePrice" in refusal(path)


def test_english(path, monkeypatch):
    """COURSEKIT_LANG=en gives the same message in English."""
    monkeypatch.setenv("COURSEKIT_LANG", "en")
    path.write_bytes(b"")
    with pytest.raises(DataError, match="found: the file is empty"):
        read_house_file(path, COLUMNS)
