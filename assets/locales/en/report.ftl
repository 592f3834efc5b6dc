# report.html
report-value = { $value }
report-title-yes-no = Which customers are { $value } in { $target }?
report-title-number = How much is { $target } for each customer?
report-title-segments = What groups are there?
report-model-auto = Automatic
report-model-linear = Linear regression
report-model-logistic = Logistic regression
report-model-k-means = K-means
report-lead-yes-no = { $model }. Judged on { $n } customers it never saw; { $yes } of them are { $value }.
report-lead-number = { $model }. Judged on { $n } customers it never saw.
report-lead-unjudged = { $model }. Learned from { $n } customers; none were kept back to judge it.
report-lead-segments = { $model } over { $n } customers, by { $columns }.
report-foot = Made on this computer, without a network, by Clientele { $version }. Figures come from customers the model never saw, unless a line says otherwise. Ranges hold the true value 19 times out of 20.

report-section-charts = What the test shows
report-section-figures = All figures
report-section-learning = What it learned
report-section-making = How this was made
report-section-apart = What sets the groups apart

report-part-train = Training rows
report-part-valid = Validation rows
report-part-test = Test rows
report-part-baseline = Baseline
report-figure = Figure
report-rows = Customers
report-positives = The “yes” you look for
report-auc = Ranking power (AUC)
report-average-precision = Average precision
report-log-loss = Log loss
report-brier = Probability error (Brier score)
report-accuracy = Share correct (accuracy)
report-precision = Hits in the list (precision)
report-recall = Share found (recall)
report-f1 = F1 score
report-mae = Average miss (MAE)
report-rmse = Typical error, large misses count more (RMSE)
report-rmse-few-misses = decided by a few large misses, no range from so few customers
report-r2 = Share explained (R²)
report-silhouette = Separation (silhouette)

report-tile-range = range { $range }
report-tile-one-class = only one answer among these customers
report-tile-few = too few customers for a range
report-tile-lift = Lift of the best tenth
report-tile-lift-note = as often as the average customer
report-tile-reached = Reached by the best tenth
report-tile-reached-note = of all yes in the test
report-tile-usual = Usual rate
report-tile-usual-note = { $n } of { $rows } customers
report-tile-mae-note = the average for everybody: { $usual }
report-tile-half = Half of the misses
report-tile-half-note = are at most this large
report-tile-most = 9 in 10 misses
report-tile-most-note = are at most this large
report-tile-groups = Segments
report-tile-groups-note = numbered by size

report-one-class = Only one answer among these customers, so there is no curve.
report-tenths-title = Who really said yes
report-tenths-unit = share of yes by tenth of the list
report-axis-tenths = tenths of the list, best first
report-tenths-average = Average { $share }
report-tenths-desc = In the best tenth { $share } are yes, among all { $usual }: { $lift } the usual rate.
report-gains-title = Share reached
report-gains-unit = of all yes, by share contacted
report-axis-contacted = share of customers contacted
report-by-lot = drawn by lot
report-gains-mark = best tenth: { $share }
report-gains-desc = The best tenth of the list reaches { $share } of all yes.
report-roc-title = Ranking
report-roc-unit = yes found, no taken along (ROC)
report-axis-no = share of no taken along
report-roc-auc = AUC { $auc }
report-roc-desc = ROC curve with ranking power { $auc }; 0.50 is chance.
report-honesty-title = Honesty of chances
report-honesty-unit = said against what happened, by tenth
report-axis-chance = chance the model gave
report-honesty-less = said less than came
report-honesty-more = said more than came
report-honesty-desc = For { $inside } of { $n } tenths the chance given lies within the range of what happened.
report-heads-title = In heads
report-heads-unit = of 1,000 customers like these, chosen from a chance of { $cut } on
report-heads-chosen = Chosen { $n }
report-heads-rest = Left alone { $n }
report-heads-hit = rightly chosen
report-heads-disturbed = wrongly chosen
report-heads-missed = missed
report-heads-left = rightly left alone
report-heads-desc = Of 1,000 customers { $hits } are rightly chosen, { $disturbed } wrongly chosen, { $missed } missed and { $left } rightly left alone.

report-points-title = Predicted and actual
report-points-unit = one dot per test customer
report-axis-predicted = predicted; upwards: actual
report-points-desc = { $n } customers; the model explains { $r2 } of the differences.
report-number-tenths-title = By tenth
report-number-tenths-unit = bar: actual average, ring: predicted
report-axis-number-tenths = tenths by prediction, largest first
report-number-tenths-desc = Average actual and predicted value of each tenth of the customers, ordered by prediction.

report-drivers-title = What drives it
report-drivers-unit = effect of a usual difference in the column
report-drivers-up = raises it
report-drivers-down = lowers it
report-drivers-note = Effect per unit times the typical spread of the column among judged customers. It says what the model uses, not what causes what.
report-drivers-desc = The strongest input is { $column }.
report-curve-title = How it learned
report-curve-loss = error while learning (loss), by round
report-curve-inertia = spread inside segments (inertia), by step
report-axis-rounds = rounds
report-curve-best = best: round { $n }
report-curve-kept = kept: round { $n }
report-curve-desc = From { $first } at the start to { $last } after { $n } rounds, on training rows.
report-coefficients-title = Effect per unit (coefficients)
report-coefficients-unit = in the column’s own units
report-coefficients-show = { $n ->
    [one] Show the effect
   *[other] Show all { $n } effects
}
report-intercept = Starting value (intercept)

report-segment-share = customers, { $share }
report-fewer-than-ten = Fewer than 10 customers: not described, so that nobody can be picked out.
report-profile-title = Profile
report-profile-unit = averages and shares by segment
report-profile-column = Column
report-profile-all = All
report-far-below = far below the average of all
report-far-above = far above
report-map-title = Customer map
report-map-unit = near means alike
report-map-desc = { $n } customers in { $k } segments; the picture shows { $share } of the differences.
report-map-share = The picture shows { $share } of the differences between customers.
report-axis-right = Right: { $what }
report-axis-up = Up: { $what }
report-axis-more = more { $more }
report-axis-less = less { $less }
report-axis-both = more { $more }, less { $less }
report-tried-title = How many segments
report-tried-unit = separation for each number tried
report-tried-k = Segments

report-fact-file = File
report-fact-read = Read as
report-fact-read-as = { $n ->
    [one] 1 row, { $encoding }, separator { $delimiter }, decimal mark { $decimal }
   *[other] { $n } rows, { $encoding }, separator { $delimiter }, decimal mark { $decimal }
}
report-fact-model = Model
report-fact-rows = Customers
report-fact-parts = { $train } to learn from, { $valid } to choose when to stop, { $test } to judge
report-fact-rejected = Rows set aside
report-fact-dropped = Taken out by a step
report-fact-unlabelled = Without a known answer
report-fact-inputs = Inputs
report-fact-left-out = Left out
report-left-out = { $column }: { $reason }
report-fact-seed = Seed
report-fact-stopped = Stopped
report-fact-stopped-by-user = stopped by hand; the best so far was kept

# Bands, ranges and more charts of the judged customers.
report-range = 19 of 20
report-from-to = { $low } to { $high }
report-gains-band = band: where 19 of 20 repeats fall
report-lift-title = Lift
report-lift-unit = times the usual rate, by share contacted; band: where 19 of 20 repeats fall
report-axis-lift = share of customers contacted, best first
report-lift-base = the usual rate
report-lift-mark = best tenth: { $lift }
report-lift-desc = Contacting the best tenth finds { $lift } the usual rate.
report-precision-curve-title = Hits and misses of every list
report-precision-curve-unit = share of the list that is yes (precision), by share of yes found (recall)
report-axis-recall = share of yes found (recall)
report-precision-curve-base = usual rate { $share }
report-precision-curve-figure = average precision { $value }
report-precision-curve-desc = Precision by recall: average precision { $value }, a list drawn by lot would have { $share }.
report-honesty-sum = { $expected } yes were expected, { $observed } came: { $ratio } times as many expected as came (range { $range }).
report-honesty-error = Expected calibration error { $error }: so far apart are chance and outcome of a tenth on average.
report-honesty-slope = Calibration slope { $slope } (range { $range }): 1 is right, below it the chances exaggerate differences.
report-misses-title = Misses
report-misses-unit = actual less predicted (residual), number of customers
report-axis-misses = actual less predicted; 0 is right
report-misses-less = less than predicted: { $share }
report-misses-more = more than predicted: { $share }
report-misses-beyond = { $n ->
    [one] 1 customer lies beyond the ends.
   *[other] { $n } customers lie beyond the ends.
}
report-misses-none = All misses are the same, so there is nothing to draw.
report-misses-desc = Histogram of misses: for { $more } the actual value was larger than predicted, for { $less } smaller.
report-miss-tenths-title = Average miss by tenth
report-miss-tenths-unit = mean absolute error, with its range (19 of 20)
report-miss-tenths-desc = Average miss of each tenth of the customers by prediction, from { $first } in the first to { $last } in the last.
report-segment-silhouette = Separation
report-silhouette-word = { $value }, { $word }
report-apart-clear = very well apart
report-apart-fair = fairly well apart
report-apart-weak = overlaps with others
report-apart-hardly = hardly apart
