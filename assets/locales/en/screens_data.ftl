# Words of the first page, the table, the cleaning steps and the dialogs.

# First page
screens-start-title = Whom should you write to?
screens-start-sentence = Bring your customers. Leave with a list and a reason to trust it.
screens-start-drop = Drop a customer file here
screens-start-release = Let go to open it
screens-start-stays = A CSV file of any size. It is read on this computer and stays on it.
screens-start-open = Open a file
screens-start-path = Or type a path
screens-start-path-hint = The folder and name of a file
screens-start-examples = Or start with an example
screens-start-shop = Sample shop
screens-start-shop-text = Customers of a shop, invented, with a known truth. Good for a first look.
screens-start-shop-size = Who buys again, and what groups there are
screens-start-telecom = Who is leaving?
screens-start-telecom-text = Customers of a telecom company, invented. Some of them left.
screens-start-telecom-size = Who leaves, and who will be next
screens-start-recent = Recent
screens-start-forget = Forget these
screens-start-reading = Reading { $file }
screens-start-stopping = Stopping
screens-start-steps = From file to list in five steps
screens-start-step-drop = Drop a file
screens-start-step-drop-text = Columns and problems are found for you.
screens-start-step-ask = Ask a question
screens-start-step-ask-text = Who will buy? How much? What groups?
screens-start-step-learn = Watch it learn
screens-start-step-learn-text = Stop whenever it is good enough.
screens-start-step-verdict = Read the verdict
screens-start-step-verdict-text = In plain words, also when it is bad.
screens-start-step-list = Take the list
screens-start-step-list-text = Your own file with a chance for each customer.

# The table
screens-data-read = { $rows }, { $columns }. Read as { $encoding }, { $delimiter }, { $decimal }.
screens-data-change-reading = Change how it was read
screens-data-next = Next: Prepare
screens-data-open-other = Open another file
screens-data-comma = comma
screens-data-semicolon = semicolon
screens-data-tab = tab
screens-data-bar = vertical bar
screens-data-space = space
screens-data-decimal-point = decimal point
screens-data-decimal-comma = decimal comma
screens-data-view = View
screens-data-table = Table
screens-data-columns = Columns
screens-data-find = Find a column
screens-data-counts = { $ids ->
    [0] no id
    [one] { $ids } id
   *[other] { $ids } ids
}, { $answers ->
    [0] no answer yet
    [one] { $answers } answer
   *[other] { $answers } answers
}, { $inputs ->
    [one] { $inputs } input
   *[other] { $inputs } inputs
}
screens-data-share = { $share } { $value }
screens-data-distinct = { $n } different
screens-data-nothing = nothing in it
screens-data-no-cell = No cell is filled
screens-data-each-once = each value once
screens-data-hardly-repeats = values hardly repeat
screens-data-sort-and-filter = Sort and filter { $column }
screens-data-sort-small = Smallest first
screens-data-sort-large = Largest first
screens-data-sort-early = Earliest first
screens-data-sort-late = Latest first
screens-data-sort-a = A to Z
screens-data-sort-z = Z to A
screens-data-sort-none = Back to the order of the file
screens-data-show-only = Show only rows with
screens-data-only-gaps = a gap
screens-data-from = from
screens-data-to = to
screens-data-not-a-number = Type a number
screens-data-contains = a cell that contains
screens-data-filter = Filter
screens-data-clear = Clear
screens-data-clear-all = Clear all filters
screens-data-remove-filter = Take this filter off
screens-data-filter-contains = { $column } contains { $value }
screens-data-filter-equals = { $column } is { $value }
screens-data-filter-gap = { $column } is a gap
screens-data-filter-between = { $column } from { $low } to { $high }
screens-data-filter-from = { $column } from { $low }
screens-data-filter-to = { $column } up to { $high }
screens-data-filter-any = { $column } any value
screens-data-nothing-fits = No row fits these filters
screens-data-nothing-fits-text = Take one filter off to see rows again. Nothing was removed from the file.
screens-data-no-rows = No rows below the names
screens-data-no-rows-text = The file holds column names only. Open another file, or change how this one was read.
screens-data-rows-shown = Rows { $first } to { $last } of { $n }
screens-data-rows-match = { $n } of { $all } rows fit
screens-data-sorting = sorting
screens-data-set-aside = { $n ->
    [one] { $n } row was set aside
   *[other] { $n } rows were set aside
}
screens-data-see-them = See them
screens-data-see-rows = See these rows
screens-data-copy-cell = Copy this cell
screens-data-copy-rows = { $n ->
    [one] Copy this row
   *[other] Copy { $n } rows
}
screens-data-column = Column
screens-data-shape = Shape
screens-data-kind = Kind
screens-data-role = Role
screens-data-kind-of = Kind of { $column }
screens-data-role-of = Role of { $column }
screens-data-column-of = column { $k } of { $n }
screens-data-back-to-guess = Back to what was found out
screens-data-min = Smallest
screens-data-max = Largest
screens-data-median = Middle
screens-data-mean = Average
screens-data-first-day = First day
screens-data-last-day = Last day
screens-data-findings = Findings
screens-data-to-fix = { $n } to fix
screens-data-to-know = { $n } to know
screens-data-leave = Keep as it is
screens-data-leave-tip = Takes it off this list and changes nothing
screens-data-alike =
    { $n ->
        [one] Also found in 1 more column: { $names }
       *[other] Also found in { $n } more columns: { $names } …
    }
screens-data-fix-all = { $fix } (all { $n })
screens-data-show-each = Show each
screens-data-show-more = Show { $n } more
screens-data-show-none = Show fewer
screens-data-leave-all = Keep all { $n } as they are
screens-data-all-done = Nothing left to look at
screens-data-all-done-text = Every finding was fixed or left. The next step is Prepare.

# Cleaning steps
screens-prepare-title = Make the data ready
screens-prepare-sentence = { $n ->
    [one] { $n } step. Learned from training customers only, kept with the model.
   *[other] { $n } steps, in order. Learned from training customers only, kept with the model.
}
screens-prepare-sentence-none = Steps clean the table before a model sees it. Your file is never changed.
screens-prepare-next = Next: Model
screens-prepare-add = Add a step
screens-prepare-add-fill = Fill gaps
screens-prepare-add-word = Count a word as a gap
screens-prepare-add-kind = Read a column as another kind
screens-prepare-add-drop = Leave a column out
screens-prepare-add-duplicates = Keep the first of equal rows
screens-prepare-usual-word = unknown
screens-prepare-to-data = Open a file
screens-prepare-no-table = Cleaning steps appear here
screens-prepare-no-table-text = Once a file is open, its problems are listed with the step that mends each of them.
screens-prepare-empty = No steps yet
screens-prepare-empty-text = A step mends one thing: gaps, repeated rows, a word that stands for nothing. Steps can be moved, switched off and undone at any time. The steps below would help your file.
screens-prepare-clean = Nothing needs cleaning
screens-prepare-clean-text = No problem was found that a step would mend. Go on to Model, or add a step of your own at the top right.
screens-prepare-suggested = Suggested
screens-prepare-undo-hint = Every step can be undone. Your file is never changed.
screens-prepare-choose = Choose a step
screens-prepare-choose-text = Its fields, its column before and after, and the rows it touches appear here.
screens-prepare-steps = Steps
screens-prepare-drag = drag to reorder
screens-prepare-grip = Drag this step to another place
screens-prepare-off = switched off
screens-prepare-missing = the column is not in this file
screens-prepare-step-drop = Leave out { $column }
screens-prepare-step-fill = Fill gaps in { $column } with { $with }
screens-prepare-step-kind = Read { $column } as { $kind }
screens-prepare-step-duplicates = Keep the first of equal rows
screens-prepare-step-duplicates-by = Keep the first row for each { $columns }
screens-prepare-step-word = { $word } in { $column } is a gap
screens-prepare-fill-median = the middle value
screens-prepare-fill-mean = the average
screens-prepare-fill-frequent = the most frequent value
screens-prepare-fill-value = { $value }
screens-prepare-fill-group = a group of its own
screens-prepare-means-drop = stays in the file, takes no part in learning
screens-prepare-means-fill = the value is found on training customers only
screens-prepare-means-fill-yet = shown for the whole file; once a question is asked, it is found on training customers only
screens-prepare-means-fill-same = every gap gets the same value
screens-prepare-means-kind = cells that do not fit the new kind become gaps
screens-prepare-means-duplicates = later rows take no part in learning
screens-prepare-means-word = letter case and blanks around it do not matter
screens-prepare-column = Column
screens-prepare-fill-with = Fill gaps with
screens-prepare-rule-median = Middle value
screens-prepare-rule-mean = Average
screens-prepare-rule-frequent = Most frequent
screens-prepare-rule-value = A value
screens-prepare-rule-group = Own group
screens-prepare-value = Value
screens-prepare-read-as = Read as
screens-prepare-word = Word
screens-prepare-alike-in = Rows are alike in
screens-prepare-all-columns = All columns
screens-prepare-add-column = One more column
screens-prepare-take-out = Take { $column } out
screens-prepare-counting = Looking at what this step does
screens-prepare-no-preview = What this step does appears here once it is switched on and its column is in the file.
screens-prepare-before = Before
screens-prepare-after = After
screens-prepare-takes-no-part = takes no part in learning
screens-prepare-filled = Filled
screens-prepare-different = Different values
screens-prepare-touched-rows = { $n ->
    [0] This step touches no row
    [one] The row this step touches
   *[other] The { $n } rows this step touches
}
screens-prepare-left-out-rows = { $n ->
    [0] This step leaves no row out
    [one] The row this step leaves out
   *[other] The { $n } rows this step leaves out
}
screens-prepare-first-rows = the first { $n }
screens-prepare-cell-before = before
screens-prepare-cell-after = after

# Dialogs
screens-dialogs-replace = Replace { $file }?
screens-dialogs-replace-text = A file of that name is already in { $folder }. What it holds now cannot be brought back.
screens-dialogs-keep = Keep the old one
screens-dialogs-replace-it = Replace
screens-dialogs-path = Path
screens-dialogs-path-table = Which table should be opened?
screens-dialogs-path-score = Which customers should be scored?
screens-dialogs-path-model = Which model should be used?
screens-dialogs-path-save = Where should the file go?
screens-dialogs-path-why-open = This system has no file dialog, so type the folder and name of the file. You can also drop a file onto the window.
screens-dialogs-path-why-save = This system has no file dialog, so type the folder and name. An existing file is replaced only after asking.
screens-dialogs-path-missing = Type a path first
screens-dialogs-save = Save
screens-dialogs-reading = How should the file be read?
screens-dialogs-reading-text = What was found out is the first choice of each list. Change one if names or numbers look wrong.
screens-dialogs-found = Found out: { $what }
screens-dialogs-delimiter = Between cells
screens-dialogs-quote = Quotation marks
screens-dialogs-quote-double = double (")
screens-dialogs-quote-single = single (')
screens-dialogs-quote-none = none
screens-dialogs-decimal = Decimal mark
screens-dialogs-decimal-point = point, as in 1.5
screens-dialogs-decimal-comma = comma, as in 1,5
screens-dialogs-unchanged = Nothing was changed yet
screens-dialogs-read-again = Read again
screens-dialogs-rejected-text = They could not be read safely, so no result includes them. Save them, mend them in your spreadsheet, and open the file again. Press a row to see where it stood.
screens-dialogs-line = Line
screens-dialogs-reason = Why
screens-dialogs-raw = As it stands in the file
screens-dialogs-too-many-cells = { $found } cells instead of { $expected }
screens-dialogs-open-quote = a quotation mark is never closed
screens-dialogs-not-text = holds bytes that are not text
screens-dialogs-save-them = Save them
screens-dialogs-help = First steps and keys
screens-dialogs-first-steps = First steps
screens-dialogs-keys = Keys
screens-dialogs-step-drop = Drop a CSV file on the window, or open an example. Each column gets a kind and a role.
screens-dialogs-step-ask = In Model, choose who will buy, how much they will spend, or what groups there are.
screens-dialogs-step-learn = Train learns from some customers and checks itself on others. Stop keeps the best so far.
screens-dialogs-step-verdict = Results says in words whether the model is good enough, and where each sentence comes from.
screens-dialogs-step-list = Export writes your own file with a chance, a number or a group for each customer.
