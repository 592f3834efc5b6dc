# Screens from the question to the export.

# What the pages share
page-next = Next: { $place }
page-open-file = Open a file
page-watch = Watch it learn
page-ask = Choose a question
page-train = Train model
page-missing-model = No table yet
page-missing-train = Nothing has been trained yet
page-missing-results = Results appear here
page-missing-export = Nothing to take away yet

# Model: the question
model-title = What do you want to know?
model-line = First the question, then the way to answer it. A sensible way is chosen with the question.
model-train = Train
model-yes-no = Who will say yes?
model-yes-no-text = Buy, answer, leave: a chance for each customer.
model-number = How much?
model-number-text = Spend, orders, days: a number for each customer.
model-groups = What groups are there?
model-groups-text = No answer needed: customers who are alike.
model-no-yes-no = No column holds answers such as yes and no.
model-no-numbers = No column holds numbers to predict.
model-no-inputs = No column can be compared between customers.
model-choose = Choose
model-answer-column = Answer column
model-answer-value = Answer looked for
model-find-before = Find customers whose
model-find-between = is
model-find-after = { "" }
model-share = { $yes } of { $n }: { $share }
model-needs-value = Choose which answer you look for.
model-wording = Sentences will say that
model-wording-name = How sentences speak of it
model-wording-leave = they leave
model-wording-buy = they buy
model-wording-answer = they answer
model-wording-own = it is so
model-predict-before = Predict
model-predict-after = for each customer
model-number-range = { $mean } on average, from { $range }
model-no-question = Choose one of the three questions above.
model-suggestion = { $column } looks like an answer.
model-suggestion-ask = Ask: { $question }

# Model: groups
model-groups-before = Find
model-groups-after = of customers who are alike
model-k = Number of groups
model-k-auto = as many groups as fit
model-alike-in = Alike in { $n } of { $all } columns
model-all-in = Use all
model-all-in-already = All columns count already.
model-grouping = How they are compared
model-scale = Scale
model-scale-standard = Same scale
model-scale-standard-help = No column decides by its unit alone.
model-scale-log = Same scale, large values tamed
model-scale-log-help = For spend and counts: a few very large customers do not decide alone.
model-scale-none = As they are
model-scale-none-help = Columns with large numbers decide almost alone.

# Model: the ways
model-way = Way to answer
model-strength = Strength
model-explains = Explains itself
model-of-five = { $n } of 5
model-suggested = suggested
model-always = always beside
model-way-needs-question = Choose a question first.
model-way-logistic = Logistic regression
model-way-logistic-text = One weight per column. Hard to beat on files like this.
model-way-linear = Linear regression
model-way-linear-text = One weight per column, in the unit of the answer.
model-way-k-means = K-means
model-way-k-means-text = Puts each customer into the group whose centre is nearest.
model-way-baseline = Baseline
model-way-baseline-text = The same guess for everybody: the bar that a model has to clear.
model-may-use = { $n ->
    [one] It may use 1 column
   *[other] It may use { $n } columns
}
model-change-in-data = Change in Data
model-left-out = { $column }: left out
model-more = and { $n } more

# Model: who learns
model-who = Who learns, who judges
model-part-learn = Learn
model-part-check = check
model-part-judge = judge
model-split-shares = { $train } learn, { $valid } check, { $test } judge
model-split-none = Everybody learns
model-split-help = Of 100 customers, drawn by chance with the same share of yes in each part.
model-split-help-number = Of 100 customers, drawn by chance.
model-split-none-warning = Nobody is left to judge: the figures will say nothing about new customers.
model-split-said = { $train } learn, { $valid } check, { $test } judge
model-measure = How it is measured
model-split-chance = By chance
model-split-time = By time
model-split-time-text = The earliest learn, the latest judge.
model-split-time-none = This file has no column of dates.
model-split-time-column = Column of dates
model-split-time-help = As it will be used: on customers who come later. Those of one date stay together.
model-folds-time = Customers are divided by time; repeats would mix earlier and later ones.
model-folds = Repeat
model-folds-none = Once
model-folds-n = { $n } times, on other customers each time
model-folds-help = Repeating shows how far the figures depend on chance. It takes as many times longer.
model-seed = Seed
model-seed-help = Fixes all chance steps: the same number gives the same result.
model-seed-allowed = A whole number, 0 or more.
model-more-settings = More settings
model-penalty = Restraint (L2 penalty)
model-penalty-help = Holds weights small unless the data ask for more. Empty: as usual.
model-penalty-allowed = A number, 0 or more, such as 0.5.
model-epochs = Passes at most
model-epochs-help = Empty: until nothing moves any more.
model-epochs-hint = no limit
model-epochs-allowed = A whole number from 1.
model-epochs-linear = Linear regression is solved in one step.

# Train
train-title-running = { $model } learns { $what }
train-title-done = { $model } has learned { $what }
train-what-leave = who is leaving
train-what-buy = who will buy
train-what-answer = who will answer
train-what-own = whose { $column } is { $value }
train-what-number = to predict { $column }
train-what-groups = what groups there are
train-line-running = { $train } of customers to learn from, { $valid } to check on. The last { $test } stay hidden until Results.
train-line-done = { $train } customers to learn from, { $valid } to check on, { $test } hidden until Results.
train-line-everybody = { $n ->
    [one] 1 customer to learn from, nobody left to judge.
   *[other] { $n } customers to learn from, nobody left to judge.
}
train-line-everybody-running = Everybody learns; nobody is left to judge.
train-line-groups = { $n ->
    [one] 1 customer compared with itself.
   *[other] { $n } customers compared with each other.
}
train-line-groups-running = All customers are compared with each other.
train-still-running = Training is still running.
train-nothing-kept = Nothing was kept yet.
train-stopping = Stopping; the best so far is kept
train-stop = Stop and keep the best
train-again = Train again
train-device = CPU
train-device-help = It learns on this computer; no graphics card is needed.
train-device-cuda = GPU (CUDA)
train-device-cuda-help = It learns on the graphics card.
train-device-mps = GPU (Apple)
train-device-mps-help = It learns on the graphics part of the processor.
train-starting = Preparing the columns
train-error = Error
train-error-unit = log loss, lower is better
train-error-linear-unit = mean squared error, lower is better
train-inertia = Spread inside groups
train-inertia-unit = squared distances, lower is better
train-passes = passes over the data
train-steps = steps
train-best = Best: pass { $n }
train-kept-at = Kept: pass { $n }
train-pause = Pause
train-play = Go on
train-one-pass = One pass
train-map = Customers
train-map-said = What the net says over { $sides }, with { $n } customers.
train-map-empty = The map follows with the first pass.
train-map-yes = { $value }
train-map-others = others
train-map-line = as likely as usual ({ $share })
train-no-gain = no gain
train-curve-empty = The curve appears with the first pass.
train-curve-said = Learning curve, { $n } passes, error now { $loss }
train-one-step = Solved in one step
train-one-step-running = Being solved in one step
train-one-step-text = Least squares has an exact answer, so there is no curve to watch. This is how far it gets.
train-before = Error when everybody gets the average
train-after = Error with the model
train-kept = What was kept
train-so-far = So far
train-nothing-yet = Figures appear with the first pass.
train-row-passes = Passes
train-row-pass = Time for a pass
train-row-steps = Steps
train-row-best = Best pass
train-row-learn = Error on customers it learned from
train-row-check = Error on customers held back
train-row-inputs = Columns used
train-row-learned = Customers learned from
train-row-judged = Customers hidden until Results
train-row-unlabelled = Customers without an answer
train-sentence-kept = { $n ->
    [one] Done after 1 pass. Kept: pass { $best }, the best on customers held back ({ $loss }).
   *[other] Done after { $n } passes. Kept: pass { $best }, the best on customers held back ({ $loss }).
}
train-sentence-settled = { $n ->
    [one] Done after 1 pass: nothing changes any more. Kept: pass { $best }, with an error of { $loss } on customers held back.
   *[other] Done after { $n } passes: nothing changes any more. Kept: pass { $best }, with an error of { $loss } on customers held back.
}
train-sentence-stopped = { $n ->
    [one] Stopped after 1 pass. Kept: pass { $best }, the best on customers held back ({ $loss }).
   *[other] Stopped after { $n } passes. Kept: pass { $best }, the best on customers held back ({ $loss }).
}
train-sentence-kept-alone = { $n ->
    [one] Done after 1 pass. Kept: pass { $best }.
   *[other] Done after { $n } passes. Kept: pass { $best }.
}
train-sentence-stopped-alone = { $n ->
    [one] Stopped after 1 pass. Kept: pass { $best }.
   *[other] Stopped after { $n } passes. Kept: pass { $best }.
}
train-sentence-linear = The exact answer was found; there is no better set of weights for these columns.
train-sentence-groups = { $n ->
    [one] Settled after 1 step: no customer changes group any more.
   *[other] Settled after { $n } steps: no customer changes group any more.
}
train-sentence-groups-stopped = { $n ->
    [one] Stopped after 1 step. The groups found so far are kept.
   *[other] Stopped after { $n } steps. The groups found so far are kept.
}

# Results
results-title = Can you trust it?
results-title-number = How well is { $column } predicted?
results-line = { $n ->
    [one] { $model }, judged on 1 customer it never saw.
   *[other] { $model }, judged on { $n } customers it never saw.
}
results-line-unjudged = { $n ->
    [one] { $model }, measured on the 1 customer it learned from.
   *[other] { $model }, measured on the { $n } customers it learned from.
}
results-save-report = Save report
results-back-to-data = Back to Data
results-stale = Settings have changed since this run
results-stale-text = What you see answers the settings before.
results-advice-linked = Each sentence stands on a chart: choose one.
results-advice-good = You can work with it.
results-advice-caution = Read the cautions before you act.
results-advice-bad = Do not act on it. The sentences say why.
results-who = { $wording ->
    [leave] Who really left
    [buy] Who really bought
    [answer] Who really answered
   *[own] Who really was { $value }
}
results-by-tenth = by tenth of the list
results-tenths-x = tenths of the list, best first
results-tenths-said = Bars by tenth of the list: { $best } in the best tenth, { $share } on average
results-ranking = Ranking
results-ranking-unit = { $wording ->
    [leave] leavers found, stayers disturbed (ROC)
    [buy] buyers found, others disturbed (ROC)
    [answer] answers found, others disturbed (ROC)
   *[own] { $value } found, others disturbed (ROC)
}
results-roc-x = { $wording ->
    [leave] share of stayers disturbed
    [buy] share of others disturbed
    [answer] share of others disturbed
   *[own] share of all but { $value } disturbed
}
results-roc-y = { $wording ->
    [leave] leavers found
    [buy] buyers found
    [answer] answers found
   *[own] { $value } found
}
results-roc-said = Ranking curve, ranking power { $auc }
results-one-class = Only one answer among these customers, so there is no curve.
results-no-judge = Nobody was kept back to judge, so there is no chart.
results-reached-figure = { $found } reached
results-reached-at = with the best { $share }
results-gains-x = share of customers contacted
results-gains-said = Reach curve: contacting the best { $share } reaches { $found }
results-heads = In heads
results-heads-unit = of 1,000 customers like these
results-heads-said = right for { $right } of customers
results-contact = Contact
results-leave-alone = Leave alone
results-right-yes = { $wording ->
    [leave] would leave
    [buy] would buy
    [answer] would answer
   *[own] are { $value }
}
results-wrong-yes = { $wording ->
    [leave] stay anyway
    [buy] do not buy
    [answer] do not answer
   *[own] are not { $value }
}
results-missed = { $wording ->
    [leave] leavers you miss
    [buy] buyers you miss
    [answer] answers you miss
   *[own] { $value } you miss
}
results-right-no = rightly left in peace
results-cut = Share of customers to contact
results-cut-said = Contact the best { $share }
results-figures = Figures
results-figures-unit = model beside baseline
results-model = Model
results-baseline = Baseline
results-over-folds = over folds { $figure }
results-folds-said = Over folds: mean ± spread of { $n } repeats, each time on other customers.
results-own-rows = Measured on the customers it learned from.
results-auc = Ranking power (AUC)
results-auc-plain = The chance that a random “yes” customer is ranked above a random “no”; 0.5 is guessing.
results-average-precision = Average precision
results-average-precision-plain = Precision averaged over all list lengths; useful when yes is rare.
results-log-loss = Log loss
results-log-loss-plain = Punishes confident wrong chances hard; lower is better.
results-brier = Probability error (Brier)
results-brier-plain = The average squared gap between the predicted chance and what happened; lower is better.
results-accuracy = Share correct
results-accuracy-plain = The share of customers classified correctly (accuracy); misleading when yes is rare.
results-precision = Hits in the list
results-precision-plain = Of the customers the model calls yes, the share that really is a yes (precision).
results-recall = Share found
results-recall-plain = Of all customers that are a yes, the share that the model finds (recall).
results-mae = Average miss (MAE)
results-mae-plain = The average distance between prediction and truth, in the unit of the column.
results-rmse = Typical error (RMSE)
results-rmse-plain = The typical miss in the unit of the column, with big misses counting extra.
results-rmse-few-misses = A few large misses decide this figure: these customers are too few to say how far it can be trusted.
results-r2 = Share explained (R²)
results-r2-plain = How much of the differences between customers the model explains; 0 is the plain average.
results-drivers = What counts most
results-drivers-unit = weight for a typical difference
results-drivers-none = This model has no weights to show.
results-towards = { $wording ->
    [leave] towards leaving
    [buy] towards buying
    [answer] towards an answer
   *[own] towards { $value }
}
results-away = { $wording ->
    [leave] towards staying
    [buy] against buying
    [answer] against an answer
   *[own] away from { $value }
}
results-raises = raises it
results-lowers = lowers it
results-used = { $n ->
    [one] It used 1 column
   *[other] It used { $n } columns
}
results-left-out = Left out
results-no-range = no range known
results-tile-mae = Misses by
results-tile-mae-note = the plain average by { $usual }
results-tile-half = Half within
results-tile-half-note = of the truth
results-tile-most = 9 in 10 within
results-tile-most-note = of the truth
results-tile-r2 = Explained
results-scatter = Said and came
results-scatter-unit = one dot per customer
results-scatter-x = predicted
results-scatter-above = more than predicted
results-scatter-below = less than predicted
results-scatter-said = Predicted against actual for { $n } customers
results-number-tenths = By tenth
results-number-tenths-unit = mean, highest predictions first
results-number-tenths-said = Mean predicted and mean actual for each tenth of customers
results-predicted = predicted
results-actual = came

# Segments
segments-title = What groups are there?
segments-line = { $groups } groups of { $n } customers, alike in { $columns } columns.
segments-share = customers, { $share }
segments-passport-said = Group { $number }: { $name }, { $n } customers, { $share }
segments-trait-above = { $column }: { $value } on average, above the average of all
segments-trait-below = { $column }: { $value } on average, below the average of all
segments-trait-share = { $column } is { $value } for { $share } of them, { $usual } of all
segments-map = Map
segments-map-unit = { $shown } of { $n } customers; near means alike
segments-selected = group { $n } selected
segments-axis-x = right: { $what }
segments-axis-y = up: { $what }
segments-more = more { $column }
segments-less = less { $column }
segments-comma = , { "" }
segments-no-map = There are too few columns for a map.
segments-map-said = Map of customers by group; its two axes show { $share } of the differences
segments-apart = What sets them apart
segments-apart-unit = averages and shares
segments-apart-said = Averages of each column for each group
segments-everybody = All
segments-lower = below average
segments-higher = above average
segments-no-profile = No column differs between the groups.
segments-sure = How clear they are
segments-silhouette = Separation (silhouette)
segments-silhouette-plain = From −1 to 1: how much closer these customers are to their own group than to the next (silhouette).
segments-shuffled = Separation of shuffled data
segments-sample = Customers compared
segments-map-share = Shown by the map
segments-tried = Numbers of groups tried
segments-tried-x = groups, and their separation
segments-tried-said = Separation for each number of groups that was tried
segments-sure-help = Separation goes from −1 to 1. Groups are natural when it is clearly above that of shuffled data.

# Export
export-title = Take it with you
export-line = { $n ->
    [one] The model scores 1 customer of { $file }. Your file itself is never changed.
   *[other] The model scores all { $n } customers of { $file }. Your file itself is never changed.
}
export-line-score = A new file is compared with the model before anything is written.
export-write-predictions = Save predictions
export-write-scored = Write scored file
export-writing = Writing
export-predictions = Predictions
export-predictions-text = Every row with the chance or the value the model gives it.
export-predictions-groups = Every row with its group.
export-list = Ranked list
export-list-text = Likeliest first, without customers whose answer is already “{ $value }”.
export-list-number = Largest prediction first.
export-list-groups = By group, the most typical customers of each first.
export-report = Report
export-report-text = Verdict, charts and figures on one page that opens in any browser.
export-model = Model
export-model-text = Scores other files later, here or on the command line.
export-recipe = Recipe
export-recipe-text = All your choices as text: repeat them next month with one command.
export-new-columns = Adds
export-save = Save
export-written = Written: { $path }
export-promise-columns = Every column and cell of your file is kept untouched; new columns stand at the end.
export-promise-local = Files are written to this computer only.
export-score-title = Score a new file
export-score-text = Choose a file with the same columns, for example next month’s customers.
export-score-file = Choose a file
export-score-with-model = Use a saved model
export-score-with-model-help = Choose a model file first, then the table it is to score.
export-by-model = Scored with { $file }
export-comparing = Comparing its columns with the model
export-not-compared = The file is not compared with the model yet.
export-missing-columns = The file lacks { $columns }.
export-fits = Every column the model needs is there.
export-missing = { $n ->
    [one] 1 column is missing, so the file cannot be scored.
   *[other] { $n } columns are missing, so the file cannot be scored.
}
export-missing-next = Add them, or rename the column that holds the same, and choose the file again.
export-changed = { $n ->
    [one] 1 column looks different from before.
   *[other] { $n } columns look different from before.
}
export-extra = { $n ->
    [one] 1 column is new to the model.
   *[other] { $n } columns are new to the model.
}
export-extra-kept = They are kept and not used.
export-chip-ready = ready
export-chip-look = look first
export-chip-missing = cannot be scored
