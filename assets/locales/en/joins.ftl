# Bringing columns of a second file over

## The step
joins-menu = Second file
joins-add = Bring columns over from another file
joins-pick = Choose the second file
joins-say = Bring { $n ->
    [one] { $n } column
   *[other] { $n } columns
} over from { $file }
joins-means = every customer stays one row; where nothing is found, cells are gaps
joins-phase-keys = Looking for columns that hold the same

## Names of new columns
joins-name-rows = { $file }_rows
joins-name-first = { $column }
joins-name-latest = { $column }_latest
joins-name-earliest = { $column }_earliest
joins-name-sum = { $column }_sum
joins-name-mean = { $column }_average

## Fields
joins-other-file = Another file
joins-sheet = Sheet
joins-keys = Rows belong together when
joins-key-own = Column of this table
joins-key-other = Column of { $file }
joins-key-add = Another pair of columns
joins-key-remove = Take this pair out
joins-same-as = is the same as
joins-alike = These make no difference
joins-alike-blanks = Blanks inside
joins-alike-case = Capitals
joins-alike-zeros = Zeros in front
joins-alike-fractions = 1 and 1.0
joins-bring = New columns
joins-take = What is brought over
joins-take-rows = Number of rows
joins-take-sum = Sum
joins-take-mean = Average
joins-take-latest = Latest
joins-take-earliest = Earliest
joins-take-first = First filled cell
joins-column = Column
joins-by = By the date in
joins-name = Name of the new column
joins-add-column = Another column
joins-add-all = All other columns
joins-remove-column = Take { $name } out

## What was found
joins-counts = { $found } of { $rows ->
    [one] { $rows } row is
   *[other] { $rows } rows are
} found in { $file }
joins-counts-missing = { $n ->
    [one] { $n } row has no match; its new cells are gaps.
   *[other] { $n } rows have no match; their new cells are gaps.
}
joins-counts-missing-0 = { $n ->
    [one] { $n } row has no match: its number of rows is 0, other new cells are gaps.
   *[other] { $n } rows have no match: their number of rows is 0, other new cells are gaps.
}
joins-counts-gaps = { $n ->
    [one] { $n } row has a gap in the key and matches nothing.
   *[other] { $n } rows have a gap in the key and match nothing.
}
joins-counts-once = Each matches one row of the second file.
joins-counts-several = { $n ->
    [one] { $n } row matches several rows of the second file
   *[other] { $n } rows match several rows of the second file
}, at most { $most }; they are summed up as chosen above.
joins-counts-unused = { $n ->
    [one] { $n } of { $others } rows of the second file is not used.
   *[other] { $n } of { $others } rows of the second file are not used.
}
joins-first-rows = First { $n } rows
joins-none-found = No row is found in { $file }
joins-none-found-text = Choose other columns above.

## When scoring
joins-told = { $file } was read again: { $found } of { $rows } rows were found among its { $others } rows.

## Why nothing is brought over
joins-not-joined = { $file } cannot be brought over.
joins-why-same = It is the file that is open.
joins-next-other = Choose another file.
joins-why-columns = { $n ->
    [one] The column { $columns } is no longer in it.
   *[other] The columns { $columns } are no longer in it.
}
joins-next-columns = Put a file with all its columns back, or change the step.
joins-why-not-read = { $what } { $why }
joins-why-no-key = No column of { $file } holds the same as a column of this table. Choose the columns that belong together.
joins-why-nothing = Nothing is brought over from { $file } yet. Add a column.
joins-why-name-twice = Two new columns would be called { $name }.
joins-why-stopped = Stopped.
