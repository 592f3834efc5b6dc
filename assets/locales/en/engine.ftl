# Long jobs and their errors.

engine-phase-read = Reading { $file }
engine-phase-profile = Looking at the columns
engine-phase-order = Sorting
engine-phase-preview = Trying the step
engine-phase-prepare = Preparing the columns
engine-phase-learn = Learning
engine-phase-judge = Judging on customers it never saw
engine-phase-folds = Repeating on other parts
engine-phase-choose-k = Finding how many groups
engine-phase-score = Scoring
engine-phase-write = Writing
engine-because = The reason given is: { $reason }.
engine-report-bug = This should not happen. Save your files elsewhere and tell us what you did.
engine-gone = This cannot be done any more.
engine-gone-why = The file or the result it belongs to was closed.
engine-open-again = Open the file again and repeat it.
engine-not-trained = Nothing was trained.
engine-no-question = No question was asked yet.
engine-ask-first = Choose what you want to know, for example with --target or in Model.
engine-choose-other = Choose another model or another question.
engine-folds-wrong = The folds cannot be measured.
engine-folds-why = { $n } is not enough: a model must be tested on customers it did not learn from.
engine-folds-next = Use 2 folds or more, 5 is usual.
engine-recipe-not-read = The recipe { $file } could not be read.
engine-recipe-not-written = The recipe could not be written.
engine-recipe-next = Choose a recipe.toml that Clientele wrote, or mend the line named.
engine-metrics-not-written = The figures could not be written.
engine-model-not-read = The model { $file } could not be read.
engine-model-not-written = The model could not be written.
engine-model-damaged = It is damaged, or it is not a Clientele model.
engine-model-next = Choose a model.clientele file, or train and save the model again.
engine-version-unknown = It was written by another version of Clientele (format { $found }; this one reads format { $known }).
engine-version-next = Update Clientele, or write the file again with this version.
engine-set-wrong = The setting { $setting } was not understood.
engine-set-no-equals = It has no equals sign.
engine-set-no-key = It names no key.
engine-set-no-table = { $part } holds a single value, so nothing stands below it.
engine-set-next = Write it as key=value, for example model.penalty=2.
engine-score-missing = { $file } cannot be scored: it has no column { $columns }.
engine-score-missing-why = { $n ->
    [one] The model needs it.
   *[other] The model needs all { $n } of them.
}
engine-score-missing-next = Add the missing columns or rename them to these names, then score again.
engine-sample-not-written = The sample could not be written to { $path }.
engine-sample-next = Free some space or open a file of your own.
engine-time-nobody = With all customers learning, none is left who came later.
engine-time-folds = Customers are divided by time ({ $column }), and repeats would mix earlier and later ones.
engine-time-next = Leave out one of the two.
engine-time-note = Divided by time: it learned from customers up to { $until } and was judged on later ones, from { $from } to { $to } ({ $column }).
engine-time-without = { $n ->
    [one] 1 customer without a date in { $column } took no part.
   *[other] { $n } customers without a date in { $column } took no part.
}
engine-chart-not-drawn = The chart was not saved.
engine-chart-nothing = There is nothing to draw in it.
engine-chart-next = Choose another chart, or train on more customers.
