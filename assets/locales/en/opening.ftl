# opening: first rows, samples, Parquet, the place of a row that was set aside

data-error-next-sample = Read a sample of about { $rows } rows instead, one of every { $every }: --every { $every }.
data-error-why-pipe = It can be read only once.
data-error-next-pipe = Save it as a file first.
data-error-why-parquet-cut = The end of the Parquet file is missing.
data-error-why-parquet-encrypted = The Parquet file is encrypted.
data-error-why-parquet-no-columns = The Parquet file has no columns.
data-error-why-parquet-nested = All its columns hold lists or records: { $columns }.
data-error-why-parquet-damaged = The Parquet file is damaged, or parts of it are encrypted: { $reason }.
data-error-next-copy-again = Copy or export the file again.
data-error-next-parquet-plain = Export it without encryption and open that.
data-error-next-parquet-flat = Export it with one value per cell, for example as CSV.

data-finding-sample-every = A sample: one of every { $every } rows
data-finding-sample-every-detail = These are { $n } of { $all } rows, drawn by chance from the whole file; results speak of these rows alone.
data-finding-nested = { $n ->
        [one] 1 column left out
       *[other] { $n } columns left out
    }
data-finding-nested-detail = { $names }: there are lists or records in the cells. To use them, export the file with one value per cell.
data-finding-uncomputed = { $n ->
        [one] 1 formula without a result
       *[other] { $n } formulas without a result
    }
data-finding-uncomputed-detail = The first is in cell { $place }. The workbook was saved by a program that does not compute, so these cells are read as empty. Open it once in Excel or LibreOffice, save it, and open it here again.

commands-still-reading = The file is still being read
shell-missing-rest = The file is still being read. This place opens when all rows are there.
shell-status-reading = Reading
shell-status-sample = { $n ->
        [one] Sample of 1 customer
       *[other] Sample of { $n } customers
    }
shell-toast-no-place = No row is shown, so there is no place to go to

screens-data-read-first = The first { $n } rows. The rest is still being read.
screens-data-read-parquet = { $rows }, { $columns }. Parquet file.
screens-data-sample-first = Only the first rows:
screens-data-sample-every = Sample, one of every { $every } of { $all } rows:
screens-data-findings-follow = Reading
screens-data-findings-follow-text = What is in the columns, and what to mend, follows when all rows are there.
screens-data-mark-above = Line { $line } stood above the marked row
screens-data-mark-below = Line { $line } stood below the marked row

screens-dialogs-show-place = Show its place in the table
screens-dialogs-sample = { $file } does not fit into memory
screens-dialogs-sample-text = A sample takes one of every { $every } rows, drawn by chance from the whole file; opened again, it is the same one. Everything made from it says so.
screens-dialogs-sample-open = { $n ->
        [one] Open a sample of 1 row
       *[other] Open a sample of { $n } rows
    }
report-sample-first = Only the first { $n } rows of the file were read.
report-sample-every = A sample of the file was read: one of every { $every } of { $all } rows, drawn by chance.
cli-profile-typed = { $rows }, { $columns }; { $encoding }
report-fact-read-typed = { $n ->
        [one] 1 row, { $encoding }
       *[other] { $n } rows, { $encoding }
    }
report-fact-sample = Sample
shell-sample = Sample
screens-dialogs-rows-every = one of every { $n }, drawn by chance
