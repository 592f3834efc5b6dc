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
training-waits-in = Paused in pass { $n }
training-waits-after = Paused after pass { $n }
training-pass = Pass { $n }
training-of-customers = { $rows } of { $all } customers
training-last-batch = last batch { $loss }
training-each = { $time } each

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
training-lift-unit = in the best tenth
training-rmse = RMSE
training-rmse-unit = typical error, lower is better
training-right = Share correct
training-right-unit = of customers held back
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

# Earlier runs
training-runs = Runs
training-run-this = This run
training-run = Run { $n }
training-run-best = best at pass { $n }
training-runs-error = Error
training-run-show = Show run { $n }
training-run-hide = Hide run { $n }
training-run-remove = Forget run { $n }
training-run-row = { $name }, { $what }: { $loss }
training-run-same = same settings
training-differs-layers = layers { $value }
training-differs-usual-layers = layers by size
training-differs-rate = rate { $value }
training-differs-batch = batch { $n }
training-differs-dropout = dropout { $value }
training-differs-relu = ReLU
training-differs-gelu = GELU
training-differs-tanh = tanh
training-differs-sigmoid = Sigmoid
training-differs-norm = batch normalisation
training-differs-no-norm = no batch normalisation
training-differs-constant = constant rate
training-differs-cosine = rate along a cosine
training-differs-plateau = rate halves
training-differs-penalty = other penalty
training-differs-end = other end
training-differs-start = start { $n }
training-differs-hand = changed by hand

# Names and reasons
commands-one-batch = One more batch
commands-back-pass = One pass back
commands-rewind = Back to the start of learning
commands-new-start = New start with other weights
commands-at-the-start = It stands at the start
commands-no-further-back = Earlier passes are no longer kept
