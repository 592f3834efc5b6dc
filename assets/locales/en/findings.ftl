# findings: what is worth telling about a file. A title under eight words, and one sentence more.

findings-personal = { $n ->
        [one] 1 column holds personal data
       *[other] { $n } columns hold personal data
    }
findings-personal-detail = { $n ->
        [one] { $names } is kept for lists and never learned from.
       *[other] { $names } are kept for lists and never learned from.
    }
findings-personal-input = { $column } is personal data
findings-personal-input-detail = A model would learn from names, addresses or numbers of single people.
findings-birth = { $column } is a date of birth
findings-birth-detail = It is personal data, and a model would learn from it as a customer’s age.

findings-empty-rows = { $n ->
        [one] 1 empty row among the others
       *[other] { $n } empty rows among the others
    }
findings-empty-rows-detail = No cell is filled there; they count as customers without any data.
findings-header-again = { $n ->
        [one] The header stands among the rows again
       *[other] The header stands among the rows { $n } times
    }
findings-header-again-detail = { $name } is a cell there, as in files put together from several.
findings-totals = { $n ->
        [one] 1 row of sums at the end
       *[other] { $n } rows of sums at the end
    }
findings-totals-detail = { $column } says { $word }; it counts as a customer with everybody’s numbers.
findings-copy = { $column } is a copy
findings-copy-detail = Every cell says the same as { $other }; one of the two is enough.
findings-same-words = { $column } repeats another column
findings-same-words-detail = It says the same as { $other } in other words; one of the two is enough.
findings-nearly-empty-detail = { $share } of the rows: there is hardly anything to learn from.

findings-spelling = { $value } in { $column } is written differently
findings-spelling-detail = { $n ->
        [one] 1 cell writes it as { $names }; a model would take them for different values.
       *[other] { $n } cells write it as { $names }; a model would take them for different values.
    }
findings-written = { $column } holds numbers with signs around
findings-written-detail = For example { $example }; so far they count as names, not as numbers.
findings-placeholder = { $value } in { $column }
findings-placeholder-detail = { $n ->
        [one] 1 cell says so, far from all others. It probably means “not known”.
       *[other] { $n } cells say so, far from all others. It probably means “not known”.
    }
findings-impossible = { $n ->
        [one] 1 value in { $column } cannot be
       *[other] { $n } values in { $column } cannot be
    }
findings-impossible-detail = For example { $names }.
findings-far-days = { $n ->
        [one] 1 date in { $column } is suspicious
       *[other] { $n } dates in { $column } are suspicious
    }
findings-far-days-detail = For example { $names }: many years away from all others.
findings-outliers = { $n ->
        [one] 1 outlier in { $column }
       *[other] { $n } outliers in { $column }
    }
findings-outliers-detail = The farthest is { $farthest }; the middle value is { $median }. Mistakes, or special customers?
findings-skewed = { $column } has a long tail
findings-skewed-detail = The middle value is { $median }, the largest { $max }. Few customers rule a model of sums.
findings-rare = { $n ->
        [one] 1 rare name in { $column }
       *[other] { $n } rare names in { $column }
    }
findings-rare-detail = { $n ->
        [one] Each stands in less than 1% of the rows, together in 1 row: too few to learn from.
       *[other] Each stands in less than 1% of the rows, together in { $n } rows: too few to learn from.
    }
findings-damaged = { $n ->
        [one] 1 cell in { $column } is damaged
       *[other] { $n } cells in { $column } are damaged
    }
findings-damaged-detail = For example { $example }: the letters were lost before the file was written.

findings-same-as-answer = { $column } gives the answer away
findings-same-as-answer-detail = It says the same as { $target } in at least 99% of the rows, so a model would only copy it.
findings-leak = { $column } is probably a leak
findings-leak-detail = It alone predicts { $target } almost perfectly (ranking power { $power }). Was it known beforehand?
findings-leak-number-detail = It alone explains { $share } of the differences in { $target }. Was it known beforehand?
findings-ask-when-known = Was { $column } known beforehand?
findings-ask-when-known-detail = It tells far more about { $target } than any other column.
findings-rare-yes = Only { $chance } customers is a yes
findings-rare-no = Only { $chance } customers is a no
findings-rare-answer-detail = Always saying the other answer would be right in { $share }, so ranking and money count here.

findings-fix-as-numbers = Read as numbers
findings-fix-write-alike = Write { $value } everywhere
findings-fix-clip = Clip them
findings-fix-log = Use the logarithm
findings-fix-group-rare = Group rare names
findings-fix-tidy = Write them alike
findings-fix-take-out = Take these rows out
findings-capitals = { $n ->
        [one] 1 value in { $column } is written differently
       *[other] { $n } values in { $column } are written differently
    }
findings-capitals-detail = { $n ->
        [one] They differ in capitals and blanks alone, in 1 cell; a model would take them for different values.
       *[other] They differ in capitals and blanks alone, in { $n } cells; a model would take them for different values.
    }
findings-more-outliers = { $n } more columns with outliers
findings-more-skewed = { $n } more columns with a long tail
findings-more-rare = { $n } more columns with rare names
findings-more-detail = Among them { $names }.
