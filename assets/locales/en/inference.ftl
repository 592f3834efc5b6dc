# inference: effects per unit with their ranges, and why there are none
inference-title-number = Effect of each input
inference-unit-number = on { $target } (coefficients), the other inputs unchanged
inference-title-yes-no = Times the odds
inference-unit-yes-no = of { $value } (odds ratios), the other inputs unchanged
inference-unit-answer = of an answer against { $base } (odds ratios), the other inputs unchanged
inference-title-answer = Effect of each input
inference-unit-answer-score = on the score of an answer (coefficients), the other inputs unchanged
inference-answer = Answer
inference-explain-odds-answer = Odds ratio: the factor by which the odds of this answer against the one it is compared with change when an input rises by one. Above 1 it becomes likelier, below 1 less likely.
inference-head-input = Input
inference-head-effect = Effect
inference-head-odds = Times the odds
inference-head-range = Range (95%)
inference-head-p = p
inference-explain-effect = Effect per unit (coefficient): how much the model’s sum changes when one input rises by one, the others unchanged.
inference-explain-odds = Odds ratio: the factor by which the odds of a yes change when an input rises by one. Above 1 a yes becomes likelier, below 1 less likely.
inference-explain-range = A range from a method that catches the true value 19 times out of 20.
inference-explain-p = P value: how often chance alone would give an effect at least this big.
inference-range = { $low } to { $high }
inference-step-start = where every input is 0 and every name its base
inference-step-unit = one more
inference-step-day = one day later
inference-step-level = { $level } instead of { $base }
inference-step-level-alone = { $level }
inference-start = Starting value
inference-start-odds = Starting odds
inference-all = Show all { $n }
inference-fewer = Show fewer
inference-said = { $name }, { $step }: { $effect }
inference-none-penalty = A penalty holds these effects back, so no honest range can be given. For ranges and p values, train with a penalty of 0.
inference-none-weighted = Some customers counted more than once while learning, so no honest range can be given. For ranges, let every customer count once.
inference-none-separated = The answers can be told apart without exception, so these effects have no end and no range.
inference-none-freedom = There are no more customers than inputs, so no range can be given.
inference-none-unfinished = It ended before it was done, so no range can be given.
inference-none-wide = There are too many inputs for ranges.
inference-saturated = There are no more customers to learn from than inputs, so the model can repeat any answers. Leave columns out, or set a penalty of 1.
inference-follows = follows exactly from { $columns }
inference-note-follows-one = { $column } { $reason }, so it was left out.
inference-note-follows = { $more ->
    [0] { $n } inputs follow exactly from others, so they were left out: { $columns }.
    [one] { $n } inputs follow exactly from others, so they were left out: { $columns } and { $more } more.
   *[other] { $n } inputs follow exactly from others, so they were left out: { $columns } and { $more } more.
}
inference-separated = { $n ->
    [one] { $columns } tells the answers of the training rows apart without exception. Check it for a leak and leave it out, or set a penalty of 1.
   *[other] Each of { $columns } tells answers of the training rows apart without exception. Check them for a leak and leave them out, or set a penalty of 1.
}
inference-separated-together = Several columns together tell the answers of the training rows apart without exception; { $columns } weigh most. Check for a leak, leave columns out, or set a penalty of 1.
inference-many-columns-why = { $n } columns need about { $gigabytes } GB of memory, more than this model may take.
inference-many-columns-next = Keep at most { $most } columns: leave out those that say little, or turn columns of 0 and 1 that belong together into one column of names.
