"""Files of messages in (Parquet, CSV, JSON Lines), the same with a verdict beside each row out."""

from summons_check.arrow import ColumnError as ColumnError
from summons_check.files.kinds import FileError as FileError
from summons_check.files.run import check_file as check_file
from summons_check.files.summary import FileSummary as FileSummary
from summons_check.files.summary import Progress as Progress
from summons_check.files.summary import RowProblem as RowProblem
