# ways: rare answers, and support vector machines

# Rare answers
balance-label = Weight for rare answers
balance-none = Every customer counts the same
balance-weights = The rarer answer counts more
balance-oversample = Customers with the rarer answer are repeated
balance-none-help = Only { $share } of customers have the rarer answer.
balance-weights-help = Both answers weigh the same while learning.
balance-oversample-help = Customers with the rarer answer are drawn again until both answers are as frequent.
balance-not-rare = { $share } of customers have the rarer answer. Under { $most }, it can be made to count more.
balance-tooltip = When few customers say yes, a model may pay them little attention. Here they can count more while it learns. Only customers that it learns from are touched, and the chances you see still match how often yes really happens.
balance-note-weights = While learning, a customer with the rarer answer counted { $times } as much as another. Chances are mapped back to the real rate.
balance-note-oversample = While learning, customers with the rarer answer were repeated { $times } on average. Chances are mapped back to the real rate.
balance-number = Only an answer can be rare, and here a number is to be predicted.
balance-number-next = Set balance to none, or ask a yes/no question.

# Support vector machines
svm-name = Support vector machine
svm-text = Draws the widest street between the answers, straight or curved. Shows no weights when curved.
svm-text-sample = Compares every customer with every other, so a sample of { $n } of { $all } customers learns.
svm-not-groups = Needs a yes/no answer to predict. Segments have no target.
svm-not-number = Answers yes/no questions. Here { $column } is to be predicted as a number.
svm-many-rows-why = For a curved line a support vector machine compares every customer with every other. { $n } customers are to learn, and beyond { $most } that takes too long.
svm-many-rows-next = Let a sample of { $n } learn (--sample { $plain }, or the sample on the Model screen), draw a straight line (--kernel linear), or choose logistic regression.
svm-kernel = Line between the answers
svm-kernel-rbf = Curved
svm-kernel-rbf-help = Finds answers that depend on several columns together. Slower on new files.
svm-kernel-linear = Straight
svm-kernel-linear-help = One weight per column, as in logistic regression.
svm-sample = Customers that learn
svm-sample-all = All { $n }
svm-sample-some = { $n }, drawn by chance
svm-sample-help = Twice as many take four to eight times as long; { $most } at most.
svm-penalty-allowed = A number above 0, such as 0.5.
svm-penalty-zero-why = A support vector machine needs a penalty above 0: it is what makes the street between the answers wide.
svm-penalty-zero-next = Give 1, which suits most files, or leave it out.
svm-epochs = A support vector machine has no passes.
svm-machines-of = { $n } of { $all } machines done
svm-machines = { $n ->
    [one] 1 machine done
   *[other] { $n } machines done
}
svm-train-text = One machine for each fifth of the customers held back in turn, so that chances are honest, and at the end one of all. There is no curve to watch.
svm-sentence = { $n ->
    [one] Done after 1 machine. Kept: the one that learned from everybody, with chances checked on customers held back.
   *[other] Done after { $n } machines. Kept: the one that learned from everybody, with chances checked on customers held back.
}
svm-sentence-stopped = { $n ->
    [one] Stopped after 1 machine. Kept: that one, with chances checked on the customers held back so far.
   *[other] Stopped after { $n } machines. Kept: the best one, with chances checked on the customers held back so far.
}
svm-sentence-nothing = Stopped before the first machine was done. Kept: the same chance for everybody.
svm-note-vectors = The line leans on { $n } of the { $all } customers it learned from.
svm-note-flat = On customers held back, the machine told the answers apart no better than chance. Everybody gets the same chance.
svm-note-limit = The machine was still moving when it reached its limit of steps. A larger penalty settles sooner.
