# reading: how a file is understood, and what stands in its way

data-error-why-damaged = Much of its text cannot be read in this encoding.
data-error-why-too-many-rows = It has more than 4 billion rows.
data-error-why-too-large = It needs about { $needed } MB of memory, and { $free } MB are free.
data-error-next-other-encoding = Choose another encoding, or save the file as “CSV UTF-8” and open that.
data-error-next-too-large = Save it as a file first: of a file, a sample can be read.

data-error-why-password = The workbook is protected by a password.
data-error-why-no-cells = None of its sheets holds a table.
data-error-why-no-sheet = It has no such sheet; there are { $sheets }.
data-error-why-damaged-workbook = The Excel workbook is damaged: { $reason }.
data-error-next-password = Save a copy without a password and open that.
data-error-next-other-sheet = Choose another sheet or another file.

data-reject-repeated-header = the column names once more
data-reject-footnote = a remark or a sum below the table

cli-needs-encoding = These are known: { $names }.
cli-needs-header = It must be yes, no, or a number of rows from 0 to 9.

screens-dialogs-repeated-header = repeats the column names
screens-dialogs-footnote = is a remark or a sum

## Findings about how the file was read.

data-finding-tables = { $n ->
        [one] 1 more table in the file
       *[other] { $n } more tables in the file
    }
data-finding-tables-detail = It starts at line { $line } with { $names } and has { $n ->
        [one] 1 row
       *[other] { $n } rows
    }. Only the first table is read; to read this one, leave out the lines before it.
data-finding-sheets = { $n ->
        [one] 1 more sheet in the workbook
       *[other] { $n } more sheets in the workbook
    }
data-finding-sheets-detail = Not read: { $names }.
data-finding-baskets = Rows are lists of different length
data-finding-baskets-detail = They look like things bought together, one basket a row; the longest fills { $n } columns.
data-finding-open-dates = { $column }: day or month first?
data-finding-open-dates-day = No date tells. { $value } is read with the day first; you can change that.
data-finding-open-dates-month = No date tells. { $value } is read with the month first; you can change that.
data-finding-mangled = { $column } holds broken numbers
data-finding-mangled-detail = { $value } has more than one decimal mark, so it is kept as text. Another program may have put marks into it.
data-finding-stray-quotes = { $n ->
        [one] A stray quotation mark in 1 row
       *[other] Stray quotation marks in { $n } rows
    }
data-finding-stray-quotes-detail = Only one way of reading them fits the columns, so the marks are kept as letters.
data-finding-empty-end = { $n ->
        [one] 1 empty row at the end was left out
       *[other] { $n } empty rows at the end were left out
    }
data-finding-empty-end-detail = They hold nothing but delimiters, as spreadsheets write them below a table.
data-finding-short-rows = { $n ->
        [one] 1 row is too short
       *[other] { $n } rows are too short
    }
data-finding-short-rows-detail = They have fewer than { $n } cells; the missing ones at their end are gaps.
data-finding-preamble = { $n ->
        [one] 1 line before the table
       *[other] { $n } lines before the table
    }
data-finding-preamble-detail = They are left out, beginning with { $line }.
data-finding-sample = Only the first { $n } rows
data-finding-sample-detail = The file holds more; results speak of these rows alone.

## How a file is read: the dialog.

screens-start-other-reading = Read it another way
screens-dialogs-find-out = Find out
screens-dialogs-sheet = Sheet
screens-dialogs-encoding-label = Letters are stored as
screens-dialogs-script-simplified = Simplified Chinese
screens-dialogs-script-traditional = Traditional Chinese
screens-dialogs-script-japanese = Japanese
screens-dialogs-script-korean = Korean
screens-dialogs-script-western = Western Europe
screens-dialogs-script-central = Central Europe
screens-dialogs-script-cyrillic = Cyrillic
screens-dialogs-script-greek = Greek
screens-dialogs-script-turkish = Turkish
screens-dialogs-script-baltic = Baltic
screens-dialogs-quote-double-backslash = double, \" inside
screens-dialogs-quote-single-backslash = single, \' inside
screens-dialogs-header = Names of the columns
screens-dialogs-header-none = there are none
screens-dialogs-header-one = in the first row
screens-dialogs-header-several = in the first { $n } rows, joined
screens-dialogs-skip-label = Lines before the table
screens-dialogs-skip-none = none
screens-dialogs-skip = { $n ->
        [one] 1 line is left out
       *[other] { $n } lines are left out
    }
screens-dialogs-skip-to = begin at line { $line }
screens-dialogs-rows = Rows
screens-dialogs-rows-all = all of them
screens-dialogs-rows-first = the first { $n }
screens-dialogs-thousands = Mark between thousands
screens-dialogs-thousands-none = none: 1234567
screens-dialogs-thousands-comma = comma: 1,234,567
screens-dialogs-thousands-point = point: 1.234.567
screens-dialogs-thousands-blank = blank: 1 234 567
screens-dialogs-thousands-apostrophe = apostrophe: 1'234'567
screens-dialogs-dates = Dates such as 03/04/2024
screens-dialogs-dates-each = each column decides
screens-dialogs-dates-day = day first, if a column leaves it open
screens-dialogs-dates-month = month first, if a column leaves it open
screens-dialogs-glance = The first rows, read this way: { $n ->
        [one] 1 column
       *[other] { $n } columns
    }
screens-dialogs-glance-busy = Reading the first rows
screens-data-read-sheet = Sheet { $sheet }: { $rows }, { $columns }. Numbers with { $decimal }.
