# The table of the Data screen: its columns arranged, its rows searched.
table-search = Search all cells
table-pin = Keep in sight
table-unpin = Let it move
table-left = Move left
table-right = Move right
table-hide = Hide this column
table-hidden = { $n ->
    [one] { $n } column hidden
   *[other] { $n } columns hidden
}
table-show-all = Show all columns
table-show-personal = Show personal data
table-mask-personal = Mask personal data
table-search-chip = Any cell contains { $value }
table-end-search = End the search
