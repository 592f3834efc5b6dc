# penalty: how strongly weights are held back, given or found on folds
engine-phase-penalty = Finding how much restraint helps
penalty-find = Find it by folds
penalty-find-help = Tries { $low } to the number of customers who learn on { $folds } folds of them, and takes the one with the smallest error. Takes longer.
penalty-found-blocked = Found by folds. Switch that off to give a number.
penalty-note = The restraint (L2 penalty) { $penalty } was found on { $folds } folds of the customers who learned: of { $n } values from { $low } to { $high } it gave the smallest error on held-out ones.
penalty-fact = Restraint (L2 penalty)
penalty-fact-found = Found on { $folds } folds of the customers who learned: the smallest error on held-out ones.
penalty-fact-tried =
    { $n ->
        [one] 1 value that was tried
       *[other] { $n } values that were tried
    }
penalty-head-loss = Log loss on held-out customers
penalty-head-square = Squared error on held-out customers
penalty-head-error = Standard error
penalty-needs = It must be a number from 0 up, or auto.
penalty-other-model-why = A penalty is found by folds for linear and logistic regression only.
penalty-few-why = There are too few customers, or too few of an answer, to find the penalty on { $n } folds of those who learn.
penalty-give-number = Give a number, such as 1, or leave it out.
