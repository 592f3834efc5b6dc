# Results: curves with bands, honesty of chances, the threshold, misses.
results-views = What the chart shows
results-range = 19 of 20
results-customers = customers
results-view-roc = ROC
results-view-roc-plain = Shows, for every cut, how many yes are found against how many no are taken along (ROC curve).
results-view-precision = Precision and recall
results-view-precision-plain = For every cut: of those on the list, how many really are a yes (precision), against how many of all yes are found (recall).
results-precision-unit = { $wording ->
    [leave] hits in the list, leavers found
    [buy] hits in the list, buyers found
    [answer] hits in the list, answers found
   *[own] hits in the list, { $value } found
}
results-precision-said = Precision by recall, average precision { $precision }
results-usual = usual rate { $share }
results-usual-name = usual rate
results-reached-title = { $wording ->
    [leave] Leavers reached
    [buy] Buyers reached
    [answer] Answers reached
   *[own] { $value } reached
}
results-gains-band = band: where 19 of 20 repeats fall
results-view-gains = Gains
results-view-gains-plain = The share of all yes customers reached when you contact only the top part of the list (cumulative gains).
results-view-lift = Lift
results-view-lift-plain = How many times as often the selected customers say yes as the average customer.
results-lift-unit = times the usual rate; band: 19 of 20
results-lift-figure = { $times } the usual rate
results-lift-base = the usual rate
results-lift-said = Lift curve: the best { $share } are yes { $times } as often as all
results-honesty = Can you take the chances at their word?
results-honesty-x = chance the model gave
results-honesty-above = said less than came
results-honesty-below = said more than came
results-honesty-came = came
results-honesty-said = Honesty of chances: for { $honest } of { $n } tenths the chance given lies within the range of what came
results-honesty-sum = { $expected } expected, { $observed } came
results-honesty-ratio = ratio { $ratio } ({ $range })
results-honesty-error = off by { $error } on average
results-honesty-slope = slope { $slope } ({ $range })
results-honesty-plain = The chances of all customers added up, beside the yes that really came, and their ratio with its range; 1 is right (calibration).
results-honesty-slope-plain = How far chance and outcome of a tenth lie apart on average (expected calibration error); and the slope of the calibration line: 1 is right, below 1 the chances exaggerate differences, above 1 they understate them.
results-threshold = Yes from
results-threshold-name = Chance from which a customer counts as yes, in percent
results-threshold-plain = The chance from which a customer counts as selected (threshold).
results-threshold-wrong = a percentage from 0 to 100
results-threshold-figures = hits { $precision } · found { $recall } · F1 { $f1 }
results-threshold-figures-plain = Of those selected, the share that really is a yes (precision); of all yes, the share selected (recall); and both in one number, their harmonic mean (F1).
results-tenths-y = { $wording ->
    [leave] left
    [buy] bought
    [answer] answered
   *[own] { $value }
}
results-figure-range = range { $range }
results-f1 = F1 score
results-f1-plain = One number for precision and recall together (their harmonic mean).
results-lift = Lift of the best tenth
results-gain = Reached by the best tenth
results-view-points = Customers
results-view-points-plain = Each dot is a customer: the prediction to the right, what really came upwards. On the line both are the same.
results-view-misses = Misses
results-view-misses-plain = What came less what was predicted, for each customer (residual). Many near 0 and as many at the left as at the right is good.
results-misses-unit = came less predicted, by customers
results-misses-x = came less predicted; 0 is right
results-misses-less = less: { $share }
results-misses-more = more: { $share }
results-misses-none = All misses are the same, so there is nothing to draw.
results-misses-said = Histogram of misses: { $less } came lower than predicted, { $more } higher
results-misses-beyond = { $n ->
    [one] 1 customer lies beyond the ends.
   *[other] { $n } customers lie beyond the ends.
}
results-view-averages = Averages
results-view-averages-plain = Customers in ten groups by prediction: what was predicted on average, and what came on average.
results-view-mae = Average miss
results-view-mae-plain = The average distance between prediction and truth in each tenth (MAE), with the range that holds it 19 times out of 20.
results-miss-tenths-unit = average miss, highest predictions first
results-miss-tenths-x = tenths by prediction, highest first
results-miss-tenths-said = Average miss by tenth of the prediction: { $first } in the first, { $last } in the last
results-number-tenth-said = Tenth { $n }: predicted { $predicted }, came { $actual }

# Segments: under the pointer.
segments-z = away from all, in standard deviations (z)
