# Words that several screens and widgets share.

common-app-name = Clientele

# Buttons
common-open = Open
common-stop = Stop
common-close = Close
common-cancel = Cancel
common-undo = Undo
common-redo = Redo
common-back = Back
common-next = Next
common-show = Show
common-hide = Hide
common-copy = Copy
common-details = Details
common-more = More
common-add = Add
common-remove = Remove
common-edit = Edit
common-search = Search
common-try-again = Try again
common-move-up = Move up
common-move-down = Move down
common-on = On
common-off = Off

# Counts
common-customers = { $n ->
    [one] { $n } customer
   *[other] { $n } customers
}
common-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
common-columns = { $n ->
    [one] { $n } column
   *[other] { $n } columns
}
common-cells = { $n ->
    [one] { $n } cell
   *[other] { $n } cells
}
common-values = { $n ->
    [one] { $n } value
   *[other] { $n } values
}
common-gaps = { $n ->
    [0] no gaps
    [one] { $n } gap
   *[other] { $n } gaps
}
common-passes = { $n ->
    [one] { $n } pass
   *[other] { $n } passes
}
common-groups = { $n ->
    [one] { $n } group
   *[other] { $n } groups
}
common-gap = gap
common-of = { $done } of { $total }
common-left = { $time } left

# Kinds of columns
common-kind-number = Number
common-kind-integer = Whole number
common-kind-yes-no = Yes/no
common-kind-category = Category
common-kind-date = Date
common-kind-text = Free text

# What a column is for
common-role-id = Customer ID
common-role-feature = Input
common-role-target = Answer
common-role-contact = Contact detail
common-role-date = Date
common-role-ignore = Not used

# Charts
common-chart-best = Best
common-chart-learn = Learn
common-chart-check = Check
common-chart-average = Average { $share }
common-chart-random = at random
common-chart-perfect = perfect
common-chart-other = other
common-chart-empty = Nothing to draw yet
