# data: files that cannot be read or written, what columns are, what was found

## Errors. Three short sentences: what, why, what to do.

data-error-not-opened = { $file } could not be opened.
data-error-not-saved = { $file } was not saved.
data-error-stopped = Reading { $file } was stopped.

data-error-why-missing = There is no such file.
data-error-why-missing-in = There is no such file in { $folder }.
data-error-why-folder = It is a folder, not a file.
data-error-why-empty = The file is empty.
data-error-why-no-rows = It holds column names but no rows.
data-error-why-none-readable = { $n ->
        [one] Its only row could not be read safely.
       *[other] None of its { $n } rows could be read safely.
    }
data-error-why-workbook = It is an Excel workbook, not a text table.
data-error-why-zip = It is a compressed archive, not a table.
data-error-why-pdf = It is a PDF document, not a table.
data-error-why-picture = It is a picture, not a table.
data-error-why-database = It is a database, not a text table.
data-error-why-binary = Its content is not text.
data-error-why-delimiter = The separator must be one plain sign such as a comma, not “{ $delimiter }”.
data-error-why-decimal = The decimal mark must be a point or a comma, not “{ $decimal }”.
data-error-why-changed = The file changed while it was read.
data-error-why-stopped = You stopped it; nothing was changed.
data-error-why-permission = You have no permission to read it.
data-error-why-system = The computer reports: { $reason }.
data-error-why-exists = A file of this name is there already.
data-error-why-folder-missing = The folder { $folder } does not exist.
data-error-why-is-folder = A folder has this name.
data-error-why-no-write = You have no permission to write there.
data-error-why-bad-name = The computer does not accept this file name.
data-error-why-disk-full = The disk is full; an old file of this name is untouched.

data-error-next-choose-csv = Choose a CSV file.
data-error-next-check-path = Check the name and the folder, or choose the file again.
data-error-next-file-inside = Choose a CSV file inside the folder.
data-error-next-add-rows = Choose a file with at least one customer below the names.
data-error-next-check-reading = Check the separator and the quotation mark.
data-error-next-save-as-csv = Save the sheet as “CSV UTF-8” and open that file.
data-error-next-unpack = Unpack it and open the file inside.
data-error-next-delimiter = Choose a comma, a semicolon, a tab or another single sign.
data-error-next-decimal = Choose one of the two.
data-error-next-split-file = Split the file and open a part of it.
data-error-next-open-again = Open it again.
data-error-next-save-again = Save it again.
data-error-next-permission = Ask its owner for access, or choose another file.
data-error-next-exists = Choose another name, or allow it to be replaced.
data-error-next-other-folder = Choose another folder.
data-error-next-other-name = Choose another name.
data-error-next-disk-full = Free some space or choose another folder, then save again.

data-error-columns-missing = { $n ->
        [one] { $file } lacks a column that is needed.
       *[other] { $file } lacks { $n } columns that are needed.
    }
data-error-why-columns-missing = There is no { $columns }.
data-error-next-columns-missing = { $n ->
        [one] Add the column to the file, or choose another one.
       *[other] Add the columns to the file, or choose others.
    }

## Why a kind was chosen. Shown after the name of the kind: “Number, because …”.

data-kind-empty = Free text, because no cell is filled
data-kind-zero-one = Yes/no, because all cells are 0 or 1
data-kind-number = Number, because { $n } of { $all } cells are
data-kind-integer = Whole number, because { $n } of { $all } cells are
data-kind-date-year-first = Date, because { $n } of { $all } cells are, year first
data-kind-date-day-first = Date, because { $n } of { $all } cells are, day before month
data-kind-date-month-first = Date, because { $n } of { $all } cells are, month before day
data-kind-two-values = Yes/no, because all cells are { $first } or { $second }
data-kind-text = Free text, because { $n } of { $all } values are different
data-kind-codes = Codes, because some values would lose digits as numbers
data-kind-category = Category, because { $all } cells share { $n } values
data-kind-chosen = Chosen by you

## Why a role was chosen.

data-role-empty = Not used, because no cell is filled
data-role-constant = Not used, because every row says the same
data-role-email = Contact, because the cells are e-mail addresses
data-role-phone = Contact, because the cells are phone numbers
data-role-name = Contact, because the cells are names of people
data-role-address = Contact, because the cells are postal addresses
data-role-postal-code = Contact, because the cells are postal codes
data-role-account = Contact, because the cells are account, card or identity numbers
data-role-date = Time, because the cells are dates
data-role-counts-rows = Customer ID, because it only counts the rows
data-role-id-each-once = Customer ID, because each value stands once
data-role-id-name = Customer ID, because of its name and many different values
data-role-text = Not used, because { $n } of { $all } values are different
data-role-feature = Input, because nothing speaks against it
data-role-target = The answers to your question
data-role-dropped = Not used, because a step drops it
data-role-chosen = Chosen by you

## Why a row was set aside.

data-reject-too-many-cells = { $found } cells where { $expected } are expected
data-reject-open-quote = a quotation mark is never closed
data-reject-not-text = some letters are damaged

## Findings: a title under eight words, and one sentence more.

data-finding-set-aside = { $n ->
        [one] 1 row set aside
       *[other] { $n } rows set aside
    }
data-finding-set-aside-detail = First at line { $line }: { $reason }. Nothing is deleted.
data-finding-target-gaps = { $n ->
        [one] 1 row without an answer
       *[other] { $n } rows without an answer
    }
data-finding-target-gaps-detail = { $column } is empty there; these rows are left out of training.
data-finding-gaps = { $n ->
        [one] 1 gap in { $column }
       *[other] { $n } gaps in { $column }
    }
data-finding-gaps-many = { $share } of the rows: how they are filled matters.
data-finding-gaps-few = { $share } of the rows: filling them hardly moves a model.
data-finding-gaps-nothing-yet = They stand exactly where { $other } is 0, so 0 is the likely value.
data-finding-gap-word = { $word } in { $column }
data-finding-gap-word-detail = { $n ->
        [one] 1 cell says so. Does it mean “not known”?
       *[other] { $n } cells say so. Does it mean “not known”?
    }
data-finding-mixed-numbers = { $n ->
        [one] 1 cell in { $column } is no number
       *[other] { $n } cells in { $column } are no numbers
    }
data-finding-mixed-dates = { $n ->
        [one] 1 cell in { $column } is no date
       *[other] { $n } cells in { $column } are no dates
    }
data-finding-mixed-one = All of them say { $word }; they count as gaps.
data-finding-mixed-several = For example { $word }; they count as gaps.
data-finding-duplicate-ids = { $n ->
        [one] 1 row repeats a customer
       *[other] { $n } rows repeat a customer
    }
data-finding-duplicate-ids-detail = { $n ->
        [one] 1 value of { $column } stands in more than one row.
       *[other] { $n } values of { $column } stand in more than one row.
    }
data-finding-duplicate-rows = { $n ->
        [one] 1 row repeats another row
       *[other] { $n } rows repeat another row
    }
data-finding-duplicate-rows-detail = There is no customer ID, so these may be different people with equal answers.
data-finding-duplicate-rows-with-id = They are alike in every column.
data-finding-constant = { $column } never changes
data-finding-constant-detail = Every row says the same, so nothing can be learned from it.
data-finding-empty-column = { $column } is empty
data-finding-empty-column-detail = No cell is filled, so nothing can be learned from it.
data-finding-zero-one = { $column } is 0 and 1
data-finding-zero-one-detail = It is read as no and yes; { $other } says { $answers }.
data-finding-row-number = { $column } only counts the rows
data-finding-row-number-detail = It is treated as an id and never learned from.
data-finding-header = { $n ->
        [one] 1 column was given a name
       *[other] { $n } columns were given names
    }
data-finding-header-empty = Its header is empty; it is now { $names }.
data-finding-header-taken = The name { $from } stands there twice; the later one is now { $names }.
data-finding-header-several = Their headers are empty or stand there twice; now { $names }.
data-finding-all-good = Nothing to fix
data-finding-all-good-detail = { $n ->
        [one] The row was read, and no gaps or repeated customers were found.
       *[other] All { $n } rows were read, and no gaps or repeated customers were found.
    }

## Buttons of findings.

data-fix-fill-median = Fill with the middle value
data-fix-fill-mean = Fill with the average
data-fix-fill-frequent = Fill with the most frequent value
data-fix-fill-group = Make gaps a group
data-fix-fill-value = Fill with { $value }
data-fix-word-is-gap = Count as gaps
data-fix-keep-kind = Keep this kind
data-fix-keep-first = Keep the first of each
data-fix-drop = Drop the column
