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
balance-note-weights = 学习时，少数答案的客户的分量是其他客户的 { $times }。概率已换算回真实比例。
balance-note-oversample = 学习时，少数答案的客户平均重复到原来的 { $times }。概率已换算回真实比例。
balance-number = 只有答案才有多数与少数之分，而这里要预测的是数字。
balance-number-next = 请把 balance 设为 none，或提出是否类问题。

# 支持向量机
svm-name = 支持向量机
svm-text = 在两种答案之间画出最宽的分界带，可直可弯。弯曲时没有权重可看。
svm-text-sample = 要把每位客户与其他客户逐一比较，因此从 { $all } 位客户中抽取 { $n } 位来学习。
svm-not-groups = 需要可预测的是否答案。客群没有目标列。
svm-not-number = 回答是否类问题。这里 { $column } 要预测的是数字。
svm-many-rows-why = 画弯曲的分界时，支持向量机要把每位客户与其他客户逐一比较。现有 { $n } 位客户用来学习，超过 { $most } 位就算得太久。
svm-many-rows-next = 请抽取 { $n } 位客户来学习（--sample { $plain }，或在“模型”页选择抽样），画笔直的分界（--kernel linear），或改用逻辑回归。
svm-kernel = 答案之间的分界
svm-kernel-rbf = 弯曲
svm-kernel-rbf-help = 能发现由几列共同决定的答案。给新文件评分较慢。
svm-kernel-linear = 笔直
svm-kernel-linear-help = 每列一个权重，与逻辑回归相同。
svm-sample = 用来学习的客户
svm-sample-all = 全部 { $n } 位
svm-sample-some = 随机抽取 { $n } 位
svm-sample-help = 人数翻倍，耗时变为四到八倍；最多 { $most } 位。
svm-penalty-allowed = 请输入大于 0 的数字，例如 0.5。
svm-penalty-zero-why = 支持向量机的正则化必须大于 0：分界带的宽度由它决定。
svm-penalty-zero-next = 请设为 1（适合大多数文件），或留空。
svm-epochs = 支持向量机没有轮次。
svm-machines-of = 已完成 { $n } / { $all } 台
svm-machines = 已完成 { $n } 台
svm-train-text = 轮流留出五分之一的客户各训练一台，让概率可信；最后用全部客户训练一台。没有曲线可看。
svm-sentence = 训练 { $n } 台后完成。保留用全部客户学习的那一台，概率在留出的客户上核对过。
svm-sentence-stopped = 训练 { $n } 台后停止。保留其中最好的一台，概率在目前留出的客户上核对过。
svm-sentence-nothing = 第一台完成之前就停止了。保留的是对所有人相同的概率。
svm-note-vectors = 分界线由学习客户 { $all } 位中的 { $n } 位支撑。
svm-note-flat = 在留出的客户上，它分辨答案并不比随机更好，所有人得到相同的概率。
svm-note-limit = 达到步数上限时仍未稳定。加大正则化可以更快稳定。
