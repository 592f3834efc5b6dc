# learn: why nothing could be learned, why a model or a column is left out, what differs in a new file
learn-error-what = Nothing was learned.
learn-error-constant-target-why = { $column } is { $value } in every row, so there is nothing to tell apart.
learn-error-constant-target-next = Choose another column to predict, or add customers who differ.
learn-error-no-answers-why = { $column } has no known values to learn from.
learn-error-no-answers-next = Choose another column to predict, or add customers whose answer is known.
learn-error-only-yes-why = Every training row of { $column } is the answer you look for, so there is nothing to tell apart.
learn-error-only-no-why = No training row of { $column } is the answer you look for, so there is nothing to tell apart.
learn-error-one-class-next = Add customers with the other answer, or look for another answer.
learn-error-few-of-class-why = { $n ->
    [one] Only { $n } training row of { $column } has the rarer answer;
   *[other] Only { $n } training rows of { $column } have the rarer answer;
} at least { $needed } are needed.
learn-error-few-of-class-next = Add customers with this answer.
learn-error-few-rows-why = { $n ->
    [one] Only { $n } row is left to learn from;
   *[other] Only { $n } rows are left to learn from;
} at least { $needed } are needed.
learn-error-few-rows-next = Add customers, or take back steps that drop rows.
learn-error-many-outputs-why = With each value of a name counted as a column of its own there are { $n } columns, and beyond { $most } nothing is learned.
learn-error-many-outputs-next = Leave out columns that say little, or bring columns that belong together into one, in the file or with steps.
learn-error-no-columns-why = No column is left that could tell customers apart.
learn-error-no-columns-next = Give at least one column the role “Input” and check that its values differ.
learn-error-positive-what = It is not clear which answer in { $column } to look for.
learn-error-positive-not-found-why = { $value } is not a value of { $column }.
learn-error-positive-not-chosen-why = Its values do not say which one is the “yes”.
learn-error-positive-next = Choose one of { $values }.
learn-error-target-not-number-why = { $column } holds names, and a number is to be predicted.
learn-error-target-not-number-next = Choose a column with numbers, or ask a yes/no question.
learn-error-groups-what = { $k ->
    [one] { $k } segment could not be made.
   *[other] { $k } segments could not be made.
}
learn-error-too-many-groups-why = { $n ->
    [one] In the chosen columns there is only { $n } kind of customer.
   *[other] In the chosen columns there are only { $n } different kinds of customers.
}
learn-error-too-many-groups-next = Ask for at most { $n }, or choose more columns.
learn-error-no-groups-why = There must be at least one segment.
learn-error-no-groups-next = Ask for 2 or more, or let the number be found out.
learn-error-score-what = This file cannot be scored.
learn-error-missing-columns-why = It lacks columns the model needs: { $columns }.
learn-error-missing-columns-next = Add them, or rename the columns that hold them, and open the file again.
learn-error-changed-kind-why = In training, these columns held another kind of value: { $columns }.
learn-error-changed-kind-next = Change their kind back, or train a new model.
learn-error-fill-what = The gaps of { $column } were not filled.
learn-error-fill-why = { $value } is not a number, and the column holds numbers.
learn-error-fill-next = Give a number, or fill with the middle value.
learn-error-penalty-why = The penalty { $value } is not a number from 0 up.
learn-error-penalty-next = Give 0 for none, or 1, which suits most files.
learn-error-shares-what = The customers were not split.
learn-error-shares-why = The shares { $shares } do not add up to 1, or nobody is left to learn from.
learn-error-shares-next = Give three shares such as 0.70, 0.15 and 0.15.
learn-error-stopped-what = Stopped.
learn-error-stopped-why = You stopped it before there was a result to keep.
learn-error-stopped-next = Start again when you are ready.
learn-error-solver-why = The calculation found no usable answer ({ $detail }).
learn-error-solver-next = Leave out columns with extreme values, or set a penalty of 1, and train again.
learn-dropped-constant = has the same value in every training row
learn-dropped-all-gaps = is empty in every training row
learn-dropped-all-different = has a value of its own in nearly every training row
learn-dropped-follows = follows exactly from columns before it
learn-warning-separated = A column, or several together, tell the answers of the training rows apart without exception. Check for a leak; with a penalty of 1 the chances become usable.
learn-change-missing = { $column } is missing, and the model needs it.
learn-change-new = { $column } is new; the model does not use it.
learn-change-kind = { $column } holds another kind of value than in training.
learn-change-levels = { $column } has { $levels ->
    [one] { $levels } value
   *[other] { $levels } values
} that training did not have, in { $n ->
    [one] { $n } row
   *[other] { $n } rows
}: { $names }.
learn-change-range = { $column } lies outside { $min } to { $max }, the range of training, in { $n ->
    [one] { $n } row.
   *[other] { $n } rows.
}
learn-change-gaps = { $column } has gaps in { $n ->
    [one] { $n } row
   *[other] { $n } rows
}; in training it had none.
learn-left-out-id = names one customer
learn-left-out-contact = personal data
learn-left-out-ignore = set to “Not used”
learn-left-out-target = holds the answer
learn-left-out-step = dropped by a step
learn-left-out-not-chosen = not among the chosen columns
learn-left-out-unknown = not in this file
learn-left-out-empty = empty
learn-left-out-constant = the same value in every row
learn-left-out-text = free text: more than half of its values differ
learn-left-out-row-number = only counts the rows
learn-not-linear-groups = Needs a number to predict. Segments have no target.
learn-not-logistic-groups = Needs a yes/no answer to predict. Segments have no target.
learn-not-k-means-target = Finds segments without a target. Here { $column } is to be predicted.
learn-not-linear-yes-no = Needs a number to predict. { $column } is yes or no.
learn-not-linear-names = Needs a number to predict. { $column } holds names.
learn-not-linear-date = Needs a number to predict. { $column } holds dates.
learn-not-logistic-number = Answers yes/no questions. Here { $column } is to be predicted as a number.
learn-not-without-target = Needs known answers. This file has no column { $column }.
learn-not-target-empty = Needs known answers. { $column } is empty.
learn-not-target-constant = Needs answers that differ. { $column } has the same value in every row.
learn-error-times-why = { $n ->
    [0] No customer with a known answer has a date in { $column }.
    [one] All customers have the same date in { $column }.
   *[other] Only { $n } different dates in { $column }: they do not divide into parts of these sizes.
}
learn-error-times-next = Divide by chance, choose another column of dates, or other shares.
learn-left-out-split-by = divides the customers by time
