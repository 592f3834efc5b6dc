# training: steering a net while it learns, and what is seen of it

# Steps
training-batch-step = One batch
training-back = One pass back
training-rewind = Back to the start
training-anew = New start
training-pass-help = One more pass over all customers who learn, then wait.
training-batch-help = One more batch: the weights move once, then it waits.
training-back-help = The network as it was after the pass before, with its settings.
training-rewind-help = The same starting weights and the settings it began with.
training-anew-help = Other starting weights by chance, the settings it began with.
training-keys = { $text } ({ $keys })
training-at-batch = in pass { $n }: { $rows } of { $all } customers
training-at-batch-loss = in pass { $n }: { $rows } of { $all } customers, error of the last batch { $loss }

# Settings that can change
training-rate = Learning rate
training-rate-help = How big each correction is. Takes effect at the next batch.
training-batch = Batch
training-batch-size-help = Customers looked at before each correction.
training-dropout = Dropout
training-dropout-help = The share of neurons switched off by chance in each batch.
training-dropout-allowed = From 0% to below 100%.
training-goal = Goal
training-goal-help = It ends once the error on customers held back is no larger. Empty: no goal. The line on the curve can be moved.
training-goal-allowed = A number above 0, such as 0.4.
training-goal-hint = none
training-changed-rate = Learning rate { $value }
training-changed-batch = Batch { $value }
training-changed-dropout = Dropout { $value }
training-changed-at = from pass { $n } on
training-goal-line = Goal { $loss }
training-goal-drag = Move the goal

# Beside the error
training-lift = Lift
training-lift-unit = in the best tenth, higher is better
training-rmse = Typical error (RMSE)
training-rmse-unit = in the unit of the column, lower is better
training-right = Share correct
training-right-unit = of customers held back, higher is better
training-score-empty = It follows with the first pass.
training-score-said = { $name } by pass, now { $value }
training-passes-short = passes

# How it ended
neural-note-goal = { $n ->
    [one] It ended after { $n } pass: the error of { $loss } reached the goal.
   *[other] It ended after { $n } passes: the error of { $loss } reached the goal.
}
neural-note-changed = { $n ->
    [one] One setting was changed by hand before the pass that was kept, so the recipe alone gives another network.
   *[other] { $n } settings were changed by hand before the pass that was kept, so the recipe alone gives another network.
}
training-tenth = Train with { $rate }

# Names and reasons
commands-one-batch = One more batch
commands-back-pass = One pass back
commands-rewind = Back to the start of learning
commands-new-start = New start with other weights
commands-at-the-start = It stands at the start
commands-no-further-back = Earlier passes are no longer kept
