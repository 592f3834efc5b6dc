# 方法：少数答案，支持向量机

# 少数答案
balance-label = 少数答案的权重
balance-none = 每位客户同等对待
balance-weights = 加重少数答案
balance-oversample = 重复抽取少数答案的客户
balance-none-help = 只有 { $share } 的客户属于少数答案。
balance-weights-help = 学习时两种答案的分量相同。
balance-oversample-help = 重复抽取少数答案的客户，直到两种答案一样多。
balance-not-rare = 少数答案的客户占 { $share }。低于 { $most } 时可以加重其分量。
balance-tooltip = 说“是”的客户很少时，模型容易忽略他们。在这里可以让他们在学习时分量更重。只影响用来学习的客户，您看到的概率仍与“是”的真实比例相符。
balance-note-weights = 学习时，少数答案的客户的分量是其他客户的 { $times } 倍。概率已换算回真实比例。
balance-note-oversample = 学习时，少数答案的客户平均重复 { $times } 次。概率已换算回真实比例。
balance-number = 只有两种答案的问题才有少数答案，而这里要预测的是数字。
balance-number-next = 请把 balance 设为 none，或提出是否类问题。
