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
balance-note-weights = While learning, a customer with the rarer answer counted { $times } times as much as another. Chances are mapped back to the real rate.
balance-note-oversample = While learning, customers with the rarer answer were repeated { $times } times on average. Chances are mapped back to the real rate.
balance-number = Only one of two answers can be rare, and here a number is to be predicted.
balance-number-next = Set balance to none, or ask a yes/no question.
