# Cleaning steps

## The menu
steps-menu-gaps = Gaps and repeats
steps-menu-words = Words
steps-menu-numbers = Numbers
steps-menu-days = Dates
steps-menu-table = Columns and rows
steps-add-gap-rows = Leave out rows with a gap
steps-add-replace = Replace values
steps-add-tidy = Tidy text
steps-add-rare = Group rare values
steps-add-split = Split a text
steps-add-outliers = Limit outliers
steps-add-bins = Make groups of a number
steps-add-log = Take the logarithm
steps-add-parts = Year, month, weekday of a date
steps-add-days = Count days since a date
steps-add-keep = Keep some rows only
steps-add-rename = Rename a column
steps-usual-rare = other

## Steps as sentences
steps-say-gap-rows = Leave out rows with a gap in { $columns }
steps-say-gap-rows-all = Leave out rows with any gap
steps-say-replace = Write { $to } for { $from } in { $column }
steps-say-replace-gap = Count { $from } in { $column } as gaps
steps-say-replace-none = Replace values in { $column }
steps-say-tidy = Tidy the text of { $column }
steps-say-clip = Limit outliers in { $column }
steps-say-drop-outliers = Train without outliers in { $column }
steps-say-rare = Call rare values of { $column } { $name }
steps-say-bins = Make { $n } groups of { $column }
steps-say-log = Take the logarithm of { $column }
steps-say-parts = Add parts of { $column }
steps-say-days = Count days from { $column } to { $until }
steps-say-keep = Keep some rows by { $column }
steps-say-one-of = Keep rows where { $column } is { $values }
steps-say-none-of = Leave out rows where { $column } is { $values }
steps-say-between = Keep rows where { $column } is from { $low } to { $high }
steps-say-from = Keep rows where { $column } is { $low } or more
steps-say-to = Keep rows where { $column } is { $high } or less
steps-say-contains = Keep rows where { $column } contains { $letters }
steps-say-rename = Rename { $column } to { $to }
steps-say-split = Split { $column } at { $at }
steps-say-split-blank = Split { $column } at blanks

## What a step means
steps-means-yet = shown for the whole file; once a question is asked, found on training customers only
steps-means-rows = rows taken out do not train or judge; new customers are all scored
steps-means-tidy = one blank between words, none around them
steps-means-log = ln(1 + x); brings large numbers closer together
steps-means-new-columns = adds columns; this one stays as it is
steps-means-rename = only here; your file and exports keep the old name
steps-means-percentiles = numbers beyond these percentiles of training customers become the percentile
steps-means-quartiles = numbers too far from the middle half of training customers become the limit
steps-means-drop-outliers = outliers do not train; they are still judged and scored
steps-means-rare = counted on training customers; values that are new later count as rare too
steps-means-width = groups of equal width between the smallest and largest number of training customers
steps-means-share = groups with the same number of training customers
steps-means-edges = a group begins at its edge

## What a step learned
steps-learned-fill = Gaps are filled with { $value }
steps-learned-limits = Limits: { $low } to { $high }
steps-learned-edges = Edges: { $edges }
steps-learned-names = { $n ->
    [one] { $n } value keeps its name
   *[other] { $n } values keep their names
}

## Fields
steps-gap-in = Gaps in
steps-replace-from = Values to replace
steps-replace-to = Write this
steps-add-value = Add { $value }
steps-case = Letters
steps-case-keep = As they are
steps-case-lower = small
steps-case-upper = CAPITALS
steps-case-words = First Of Each Word
steps-new-name = New name
steps-split-at = Split at
steps-split-parts = Pieces
steps-keep-where = Keep rows where the cell
steps-form-one-of = is one of
steps-form-none-of = is none of
steps-form-between = is between
steps-form-contains = contains
steps-values = Values
steps-letters = Letters
steps-from = At least
steps-to = At most
steps-outlier-then = Outliers
steps-clip-it = Set to the limit
steps-drop-it = Do not train
steps-limits-by = Limits by
steps-percentiles = Percentiles
steps-quartiles = Middle half
steps-percentile-low = Lower, %
steps-percentile-high = Upper, %
steps-quartile-times = Times its width
steps-keep-by = Keep
steps-keep-share = From a share on
steps-keep-most = The most frequent
steps-how-many = How many
steps-percent = Percent
steps-rare-name = Call the others
steps-bins-by = Groups of
steps-bins-share = Equal size
steps-bins-width = Equal width
steps-bins-edges = Own edges
steps-groups = Groups
steps-edges = Edges, such as 18; 25; 40
steps-until = Count until
steps-until-day = A day
steps-until-column = Another date
steps-day = Day, such as 2024-12-31
steps-other-column = Date column
steps-part-year = Year
steps-part-quarter = Quarter
steps-part-month = Month
steps-part-weekday = Weekday
steps-part-day = Day
steps-not-numbers = Numbers with semicolons between them
steps-not-a-day = A day such as 2024-12-31

## Why a step does nothing
steps-phase = Carrying out the steps
steps-does-nothing = This step changes nothing
steps-left-out = Step { $n } was left out: { $why }
steps-why-no-column = There is no column { $column } at this place.
steps-why-no-numbers = { $column } holds no numbers.
steps-why-no-dates = { $column } holds no dates.
steps-why-no-number = { $value } is no number or day.
steps-why-no-day = { $value } is no day. Write it as 2024-12-31.
steps-why-no-name = The new name is empty.
steps-why-name-taken = A column { $name } is there already.
steps-why-answers = { $column } holds the answers, which no step may invent or pass on.
steps-why-nothing-to-learn = { $column } has no filled cell among the training customers.

## Names of new columns
steps-name-year = { $column }_year
steps-name-quarter = { $column }_quarter
steps-name-month = { $column }_month
steps-name-weekday = { $column }_weekday
steps-name-day = { $column }_day
steps-name-days = { $column }_days
steps-name-piece = { $column }_{ $n }
steps-name-of-part = Name of the { $part }
steps-name-of-new = Name of the new column
steps-name-of-piece = Name of piece { $n }
steps-why-no-part = Choose at least one part.
steps-next-mend = Mend the step, or ask for another column.
