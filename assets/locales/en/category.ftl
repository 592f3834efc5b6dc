# One of several answers: why it cannot be asked, what the result means, its page.
category-many-why = { $column } has { $n } different values, and at most { $most } can be told apart.
category-many-next = Write rare values as one with the step “Replace values”, or keep only some rows.
category-not-many = { $column } has { $n } different values, at most { $most } can be told apart. Write rare ones as one with the step “Replace values”.
category-not-linear = Needs a number to predict. Here the question is which value of { $column } comes.
category-not-svm = Answers yes/no questions. Here the question is which value of { $column } comes.
category-note-weights = While learning, a customer with the rarest answer counted { $times } times as much as one with the most frequent answer. Chances are mapped back to the real rates.
category-note-oversample = While learning, customers with the rarest answer were repeated { $times } times as often as those with the most frequent answer. Chances are mapped back to the real rates.
category-note-in-part = Stopped before all was measured: the figures of customers who learned are those of { $n } of { $all }.
category-note-rare = { $n ->
    [one] { $names } is an answer of fewer than { $least } customers who learn; nobody can learn from so few.
   *[other] { $names } are answers of fewer than { $least } customers each who learn; nobody can learn from so few.
} Write rare answers as one with the step “Replace values”.
category-positive-what = The answer { $value } was not looked for.
category-positive-why = This question asks which of all values of { $column } comes, so none is looked for.
category-positive-next = Leave out --positive, or ask --task yes-no.

# The verdict.
verdict-category-few = { $n ->
    [one] Too few customers to tell: there is only 1 test customer.
   *[other] Too few customers to tell: there are only { $n } test customers.
}
verdict-category-few-others = Too few answers to tell: of { $n } test customers only { $others } gave another answer than { $usual }.
verdict-category-few-range = Too few customers to tell: of { $n } test customers the model is right for { $right }, always saying { $usual } for { $base }. The difference may be chance. Wait for more answers.
verdict-category-no-use = Do not use this model: always saying { $usual } is as good (right for { $base }, the model for { $right }). These columns say nothing about which answer comes.
verdict-category-right = Right for { $right } of customers (range { $range }), against { $base } by always saying { $usual }.
verdict-category-chances-only = Its best guess is no better than always saying { $usual } (right for { $right } against { $base }), but its chances tell customers apart. Use the chance of each answer, not the guess.
verdict-category-never = { $n ->
    [one] It never says { $names }, although 1 test customer gave that answer. A rare answer is seldom the likeliest one: use its chance instead.
   *[other] It never says { $names }, although { $n } test customers gave such an answer. A rare answer is seldom the likeliest one: use its chance instead.
}
verdict-category-finds = It finds { $most } of the customers whose answer is { $best }, but only { $least } of those whose answer is { $worst }.
verdict-category-honest = You can take the chances at their word: in the test it expected to be right for { $expected } customers, and was for { $right }.
verdict-category-sure = The chances are too high: in the test it expected to be right for { $expected } customers, and was for { $right }. The likeliest answer stays the likeliest; do not plan with the chances as they are.
verdict-category-modest = The chances are too low: in the test it expected to be right for { $expected } customers, and was for { $right }. The likeliest answer stays the likeliest; do not plan with the chances as they are.
verdict-category-by-heart = Part of what it knows is learned by heart: right for { $train } of the customers it learned from, for { $test } of new ones. Plan with the second; a simpler model may do as well.
verdict-category-ranking = Its ranking is { $word }: pick one customer who gave an answer and one who gave another, and in { $cases } of cases it ranks them rightly, on average over all answers (AUC { $auc }).
verdict-category-mixed = { $n ->
    [one] Most often mixed up: 1 customer whose answer was { $came } was taken for { $said }.
   *[other] Most often mixed up: { $n } customers whose answer was { $came } were taken for { $said }.
}

# Pages.
category-title = Which { $target } will it be for each customer?
category-right = Right
category-range = range { $range }
category-usual = Always the same
category-usual-note = saying { $usual }
category-auc-note = average over all answers
category-answers = Answers
category-answers-note = different values of the target
category-mixed-title = Who is taken for whom
category-mixed-unit = rows: what came; columns: what was said
category-came = came
category-said = said
category-others = { $n ->
    [one] 1 other answer
   *[other] { $n } other answers
}
category-mixed-note = The stronger the colour, the larger the share of the row. On the diagonal it was right.
category-honesty-title = Honesty of chances
category-honesty-unit = chance of its guess against how often it was right, by tenth
category-by-answer-title = Answer by answer
category-by-answer-unit = among the customers judged
category-answer = Answer
category-expected = Expected
category-brier = Probability error (Brier score, 0 to 2)
category-average-note = Precision, recall, F1, ranking power and average precision are plain averages over answers, so that a rare answer counts as much as a frequent one.
category-drivers-title = What drives it
category-drivers-unit = effect of a usual difference in the column on the score of each answer
category-drivers-note = Orange: a larger value makes the answer likelier; blue: less likely. It says what the model uses, not what causes what.

# In the window.
shell-question-which = Which { $column }?
train-what-which = to predict which { $column } comes
export-list-which = By answer, the surest customers of each first.
category-card = Which one?
category-card-text = Product, plan, channel: the likeliest for each customer.
category-no-column = No column has 3 to 50 different values.
category-tell-before = Tell which
category-tell-after = it will be
category-facts = { $n } answers; the most frequent is { $usual }, { $share }
category-split-help = Of 100 customers, drawn by chance with the same mix of answers in each part.
category-by-answer-bars = customers; share found
category-found = { $share } found
category-none-came = none came
category-others-report = { $n ->
    [one] 1 more answer is in the report.
   *[other] { $n } more answers are in the report.
}
category-honesty-short = by tenth, surest first
category-chance-given = chance of its guess
category-was-right = share right
category-auc-plain = How often a customer who gave an answer is ranked above one who gave another, on average over all answers. 0.5 is chance.
category-average-precision-plain = For each answer, how pure the top of its list is; the average over all answers.
category-brier-plain = The squared distance between chances and what came, added up over all answers. Smaller is better.
category-precision-plain = Of those said to give an answer, the share that did; the average over all answers.
category-recall-plain = Of those who gave an answer, the share found; the average over all answers.
category-f1-plain = Precision and recall in one figure; the average over all answers.
category-balance-weights = Rarer answers count more
category-balance-oversample = Customers with rarer answers are repeated
category-balance-none-help = Only { $share } of customers have the rarest answer.
category-balance-weights-help = All answers weigh the same while learning.
category-balance-oversample-help = Customers with rarer answers are drawn again until all answers are as frequent.
category-balance-not-rare = { $share } of customers have the rarest answer. Under { $most }, it can be made to count more.
category-balance-tooltip = When few customers give an answer, a model may pay them little attention. Here they can count more while it learns. Only customers that it learns from are touched, and the chances you see still match how often each answer really comes.
