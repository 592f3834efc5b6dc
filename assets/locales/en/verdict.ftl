# What a result means. Titles first, then headlines and the sentences below them.
verdict-title-good = Good enough to use
verdict-title-care = Use it with care
verdict-title-bad = Do not use this
verdict-title-few = Too few to tell
verdict-title-leak = Too good to be true
verdict-title-unjudged = Not tested on new customers
verdict-title-groups = Clear groups
verdict-title-overlap = Groups that overlap
verdict-title-no-groups = No natural groups

verdict-unjudged = Measured on the customers it learned from; this says nothing about new ones.

# How sentences speak of a yes.
verdict-answer-will = will answer
verdict-answer-did = answered
verdict-answer-did-not = did not answer
verdict-answer-other = did not
verdict-answer-noun = { $n ->
    [one] answer
   *[other] answers
}
verdict-buy-will = will buy
verdict-buy-did = bought
verdict-buy-did-not = did not buy
verdict-buy-other = did not
verdict-buy-noun = { $n ->
    [one] buyer
   *[other] buyers
}
verdict-leave-will = will leave
verdict-leave-did = left
verdict-leave-did-not = did not leave
verdict-leave-other = did not
verdict-leave-noun = { $n ->
    [one] leaver
   *[other] leavers
}
verdict-own-will = will be { $yes }
verdict-own-did = { $n ->
    [one] was { $yes }
   *[other] were { $yes }
}
verdict-own-did-not = { $n ->
    [one] was not { $yes }
   *[other] were not { $yes }
}
verdict-own-other = was not
verdict-own-noun = { $yes }

# Yes/no: headlines.
verdict-leak = Do not trust this yet: it is too good to be true (ranking power { $auc }). Probably a leak; look first at { $column }. Remove it and train again.
verdict-leak-somewhere = Do not trust this yet: it is too good to be true (ranking power { $auc }). Probably a leak: look for a column that was only known afterwards, remove it and train again.
verdict-few-yes = { $n ->
    [0] Too few answers to tell: no customer who { $did } is in the test.
    [one] Too few answers to tell: only 1 customer who { $did } is in the test.
   *[other] Too few answers to tell: only { $n } customers who { $did } are in the test.
}
verdict-few-no = { $n ->
    [0] Nobody to compare with: no customer who { $did } is in the test.
    [one] Too few to compare with: only 1 customer who { $did } is in the test.
   *[other] Too few to compare with: only { $n } customers who { $did } are in the test.
}
verdict-few-range = Too few answers to tell: only { $n } customers who { $did } are in the test, and the ranking power may lie anywhere from { $auc }. That spans “useless” and “useful”. Wait for more answers.
verdict-no-use = Do not use this model: it ranks customers no better than drawing lots (ranking power { $auc }, range { $range }; 0.50 is chance). These columns say nothing about who { $will }.
verdict-contact = { $n ->
    [one] Contact the best 1 customer: { $list } { $will }, against { $usual } without selection.
   *[other] Contact the best { $n } customers: { $list } { $will }, against { $usual } without selection.
}
verdict-contact-shares = { $n ->
    [one] Contact the best 1 customer: { $list } { $will }, against { $usual } without selection.
   *[other] Contact the best { $n } customers: { $list } { $will }, against { $usual } without selection.
}
verdict-contact-counts = { $n ->
    [one] Contact the best 1 customer: of the { $rows } ranked best in the test { $hits } { $did }, against { $usual } of all.
   *[other] Contact the best { $n } customers: of the { $rows } ranked best in the test { $hits } { $did }, against { $usual } of all.
}

# Yes/no: what follows.
verdict-reach = Of every 1,000 contacted about { $hits } { $will }. The list reaches { $reached } of all who { $will }; the other { $missed } are not on it.
verdict-ranking = Its ranking is { $word }: pick one customer who { $did } and one who { $other }, and in { $cases } of cases it ranks them rightly (AUC { $auc }).
verdict-rank-weak = weak
verdict-rank-modest = modest
verdict-rank-good = good
verdict-rank-strong = strong
verdict-rank-very-strong = very strong
verdict-chances-right = You can take the chances at their word: { $expected } { $noun } were expected in the test, there were { $observed }.
verdict-chances-high = The chances are too high: { $expected } { $noun } were expected in the test, there were { $observed }. The ranking still holds; do not plan money with the chances as they are.
verdict-chances-low = The chances are too low: { $expected } { $noun } were expected in the test, there were { $observed }. The ranking still holds; do not plan money with the chances as they are.
verdict-chances-exaggerate = The chances exaggerate differences: those given { $high } come out at { $highcame }, those given { $low } at { $lowcame }. The ranking holds.
verdict-chances-understate = The chances understate differences: those given { $high } come out at { $highcame }, those given { $low } at { $lowcame }. The ranking holds.
verdict-weak-group = { $n ->
    [one] Weak for { $who } (1 test customer): among them its ranking power is { $auc }, among the others { $rest }.
   *[other] Weak for { $who } ({ $n } test customers): among them its ranking power is { $auc }, among the others { $rest }.
}
weak-group-value = customers whose { $column } is { $value }
weak-group-gap = customers whose { $column } is empty
weak-group-filled = customers whose { $column } is filled in
weak-group-up-to = customers with { $column } up to { $high }
weak-group-between = customers with { $column } above { $low } and up to { $high }
weak-group-above = customers with { $column } above { $low }
weak-group-note = { $n ->
    [one] Weakest for { $who } (1 customer): AUC { $auc } ({ $range }); among all others { $rest } ({ $restrange }).
   *[other] Weakest for { $who } ({ $n } customers): AUC { $auc } ({ $range }); among all others { $rest } ({ $restrange }).
}
verdict-by-heart = Part of what it knows is learned by heart: ranking power { $train } on the customers it learned from, { $test } on new ones. Plan with the second; a simpler model may do as well.

# Numbers.
verdict-number-leak = Do not trust this yet: it is too good to be true (it explains { $r2 } of the differences). Probably a leak; look first at { $column }. Remove it and train again.
verdict-number-leak-somewhere = Do not trust this yet: it is too good to be true (it explains { $r2 } of the differences). Probably a leak: look for a column that was only known afterwards, remove it and train again.
verdict-number-few = { $n ->
    [0] Too few customers to tell: there is no test customer.
    [one] Too few customers to tell: there is only 1 test customer.
   *[other] Too few customers to tell: there are only { $n } test customers, or all of them have the same value.
}
verdict-number-few-range = Too few customers to tell: from { $n } test customers the share explained may lie anywhere from { $r2 }. That spans “worse than the average” and “useful”.
verdict-number-no-use = Do not use this model: giving every customer the same average is as good (share explained { $r2 }, range { $range }).
verdict-misses = It misses { $target } by { $mae } on average; the same average for everybody would miss by { $usual }.
verdict-explains = It explains { $r2 } of the differences between customers (range { $range }); the rest is not in these columns.
verdict-spread = For one customer: half of the predictions are within { $half } of the truth, 9 in 10 within { $most }.
verdict-spread-wide = For one customer: half of the predictions are within { $half } of the truth, 9 in 10 within { $most }. Use it for groups and ranking rather than for single promises.
verdict-number-reach = The best tenth by prediction brings { $share } of all { $target }; a tenth drawn by lot would bring 10%.

# Segments.
verdict-no-groups = There are no natural groups in these columns: shuffled data falls apart equally well (separation { $separation }, shuffled up to { $shuffled }). You may still cut slices, but do not call them types of people.
verdict-groups = { $k } segments, { $word } apart (separation { $separation }; shuffled data reaches { $shuffled }). The largest holds { $largest } of customers, the smallest { $smallest }.
verdict-apart-fair = fairly well
verdict-apart-clear = very well
verdict-overlap = { $k } segments that overlap (separation { $separation }): many customers lie near a border. Good for giving each group its own message, not for judging a single customer.
verdict-overlap-slices = { $k } segments that overlap, hardly more than slices (separation { $separation }): many customers lie near a border. Good for giving each group its own message, not for judging a single customer.
verdict-card = { $n ->
    [one] “{ $name }”: 1 customer ({ $share }). { $detail }
   *[other] “{ $name }”: { $n } customers ({ $share }). { $detail }
}
verdict-card-plain = { $n ->
    [one] “{ $name }”: 1 customer ({ $share }).
   *[other] “{ $name }”: { $n } customers ({ $share }).
}
verdict-card-both = Above average: { $above }; below: { $below }.
verdict-card-above = Above average: { $above }.
verdict-card-below = Below average: { $below }.
verdict-card-value = For { $share } of them { $column } is { $value }, against { $usual } of all.

# Names of segments, made from what is unusual about them.
verdict-segment-two = { $first }, { $second }
verdict-segment-numbered = { $name } ({ $n })
verdict-segment-usual = Close to average
verdict-trait-high-first = High { $column }
verdict-trait-low-first = Low { $column }
verdict-trait-high = high { $column }
verdict-trait-low = low { $column }
verdict-trait-value = { $column }: { $value }
