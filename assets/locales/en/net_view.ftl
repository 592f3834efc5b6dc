# What a neural net looks like from inside: its map, its neurons, its links.
net-map-held-back = { $n } it does not learn from
net-map-learned = { $n } it learns from
net-map-usual = average { $value }
net-plane-first = First side of the map
net-plane-second = Second side of the map
net-plane-principal = Main directions
net-sides = { $x }  ×  { $y }
net-side-direction = { $mostly } ({ $share } of all differences)
net-rest-average = all else average
net-rest-average-help = The ground is what the net says of a customer with these two values. All other inputs are as they are on average over the rows it learns from. Customers stand where their own two values are; their other inputs may differ.
net-rest-plane = plane through the average
net-rest-plane-help = The two directions in which customers differ most (principal components). The ground is what the net says on the plane through the average customer along both directions. Customers are shown where they fall on that plane. Signs say which inputs rise (+) or fall (−) along a direction.
net-colours-chance = Orange ground: the answer is likelier than usual. Blue ground: it is less likely. On the line it is as likely as usual. Dots are customers, coloured by what they really did.
net-colours-number = Orange ground: the net predicts more than the average. Blue ground: less. Dots are customers, coloured by what really came. Nine of ten lie between the two ends of the scale.
net-colours-several = The ground has the colour of the answer that is likeliest there; the stronger, the likelier. Dots are customers, coloured by what they really are.
net-level-missing = missing
net-level-other = other
net-input = { $column }
net-level = { $level }
net-part-rises = +{ $input }
net-part-falls = −{ $input }
net-parts-none = –
net-parts-2 = { $a }  { $b }
net-parts-3 = { $a }  { $b }  { $c }
net-input-level = { $column }: { $level }

net-inside = The net
net-inside-unit = strongest parts first; click a neuron to see what it answers to
net-inside-said = The net after pass { $pass }: { $inputs } inputs, { $layers } hidden layers.
net-neuron = Neuron { $n }, layer { $layer }
net-neuron-pick = click a neuron to read about it
net-neuron-close = Back to the answer
net-shown-inputs = { $shown } inputs and { $rest } more
net-shown-neurons = { $shown } neurons and { $rest } more
net-shown-answers = { $shown } answers and { $rest } more
net-all-inputs = { $all ->
    [one] 1 input
   *[other] { $all } inputs
}
net-all-neurons = { $all ->
    [one] 1 neuron
   *[other] { $all } neurons
}
net-all-answers = { $all } answers
net-link = Weight { $weight }
net-link-raises = raises
net-link-lowers = lowers
net-link-help = A link passes on what a part gives, times its weight. Orange links raise what the next neuron gets, blue ones lower it. The wider, the larger the weight.
net-answer = The answer
net-answers = It { $parts }.
net-answers-together = It follows none of the inputs alone: only several of them together move it.
net-answers-nothing = It gives the same to everybody: it tells nothing yet.
net-rises = rises with { $column }
net-falls = falls with { $column }
net-highest = is highest where { $column } is { $level }
net-lowest = is lowest where { $column } is { $level }
net-awake-chance = { $n ->
    [one] For the 1 customer for whom it gives most, the answer came in { $among } of cases; overall in { $overall }.
   *[other] Of the { $n } customers for whom it gives most, { $among } gave the answer looked for; of all, { $overall }.
}
net-awake-number = { $n ->
    [one] The 1 customer for whom it gives most has { $among }; the average of all is { $overall }.
   *[other] The { $n } customers for whom it gives most have { $among } on average; all have { $overall }.
}
net-by-weights = By its weights, each times how much its input varies.
net-by-correlation = By correlation with the inputs, over customers looked at for checking.

chart-col-net-says = what the net says
chart-col-net-likeliest = likeliest answer
chart-col-link-from = from
chart-col-link-to = to
chart-col-link-weight = weight
report-net-map-title = What the net says
report-net-map-unit = { $rest }
report-net-map-desc = What the net says over { $sides }, with { $n } customers.
report-network-title = The net
report-network-unit = links between its strongest parts
report-network-desc = Inputs at the left, neurons as squares, the answer at the right. Orange links raise, blue ones lower.

# Practice data: points in two colours
practice-title = Practice data
practice-start = points in two colours, to watch a net learn
practice-text = Made-up points on a plane, orange and blue. Open them, train a net, and watch its map take their shape.
practice-figure = Figure
practice-circles = Circles
practice-spirals = Spirals
practice-xor = Opposite corners
practice-blobs = Two clouds
practice-points = Points
practice-noise = Noise
practice-held-out = Held out
practice-held-out-help = Half of it checks while the net learns, half judges it in the end.
practice-again = Other points
practice-open = Open these points
practice-answer = answer
practice-orange = orange
practice-blue = blue
