# The headless commands.

cli-folder-used = The folder { $folder } is not empty.
cli-folder-used-why = Results never overwrite files without being asked.
cli-folder-used-next = Name a new folder, or add --force.
cli-no-folder = The folder { $folder } cannot be used.
cli-no-folder-next = Name a folder you may write to.
cli-wrong-value = { $flag } does not take { $value }.
cli-wrong-value-next = See clientele --help.
cli-needs-decimal = It must be . or , .
cli-needs-one-character = It must be one ASCII character, or tab, comma, semicolon, pipe, space.
cli-needs-split = It must be three shares that add up to 100, such as 70/15/15, or none.
cli-needs-columns = It must be column names separated by commas, quoted as in a CSV row.
cli-needs-k = It must be a whole number from 2 to 1,000, or auto.
cli-no-column = The table has no column { $column }.
cli-no-column-why = { $n ->
    [one] It has { $n } column, { $columns }.
   *[other] It has { $n } columns, for example { $columns }.
}
cli-no-column-near = Did you mean { $near }?
cli-no-column-next = Look at the names with clientele profile.
cli-no-data = The recipe names no table.
cli-no-data-why = A recipe without a path needs to be told which file it is for.
cli-no-data-next = Add --data FILE.
cli-profile-range = { $min } to { $max }
cli-profile-summary = { $rows }, { $columns }; { $encoding }, separated by { $delimiter }
cli-renamed = The new column { $wanted } is called { $given }, as that name was taken.
cli-score-extra = Not used, as the model does not know them: { $columns }.
cli-stopped = Stopped. What was reached is kept.
cli-unclear-target = It is not clear what to predict about { $column }.
cli-unclear-target-why = It holds names, { $n } different ones.
cli-unclear-target-next = Name the value you look for with --positive VALUE.
cli-wrote-folder = Written to { $folder }
cli-wrote-rows = { $file }: { $rows }
