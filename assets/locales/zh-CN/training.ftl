# training：网络学习时的操作与所见

# 步骤
training-batch-step = 学一批
training-back = 退回一轮
training-rewind = 回到起点
training-anew = 换个起点
training-pass-help = 把参与学习的客户再学一遍，然后等待。
training-batch-help = 再学一批：权重调整一次，然后等待。
training-back-help = 恢复到上一轮结束时的网络和设置。
training-rewind-help = 恢复同样的初始权重和最初的设置。
training-anew-help = 随机换一组初始权重，设置与最初相同。
training-keys = { $text }（{ $keys }）
training-waits-in = 第 { $n } 轮中暂停
training-waits-after = 第 { $n } 轮后暂停
training-pass = 第 { $n } 轮
training-of-customers = 已学 { $rows } 位，共 { $all } 位
training-last-batch = 上一批误差 { $loss }
training-each = 每轮 { $time }

# 可以随时修改的设置
training-rate = 学习率
training-rate-help = 每次修正的步子大小，从下一批起生效。
training-batch = 批量
training-batch-size-help = 每看过这么多客户修正一次。
training-dropout = 随机失活
training-dropout-help = 每一批里随机关掉的神经元占比（Dropout）。
training-dropout-allowed = 大于等于 0% 且小于 100%。
training-goal = 目标
training-goal-help = 验证客户上的误差降到这里就结束。留空：不设目标。曲线上的目标线可以拖动。
training-goal-allowed = 大于 0 的数字，例如 0.4。
training-goal-hint = 无
training-changed-rate = 学习率 { $value }
training-changed-batch = 批量 { $value }
training-changed-dropout = 随机失活 { $value }
training-changed-at = 从第 { $n } 轮起
training-goal-line = 目标 { $loss }
training-goal-drag = 拖动目标

# 误差之外
training-lift = 提升度
training-lift-unit = 最靠前的十分之一
training-rmse = RMSE
training-rmse-unit = 均方根误差，越低越好
training-right = 准确率
training-right-unit = 验证客户
training-score-empty = 学完第一轮后显示。
training-score-said = 每轮的{ $name }，当前 { $value }
training-passes-short = 轮次

# 如何结束
neural-note-goal = 学了 { $n } 轮，误差降到 { $loss }，达到目标，就此结束。
neural-note-changed = 在保留的那一轮之前，有 { $n } 项设置是手动修改的，所以只凭方案会得到另一个网络。
training-tenth = 改用 { $rate } 训练

# 之前的训练
training-runs = 各次训练
training-run-this = 本次
training-run = 第 { $n } 次
training-run-best = 第 { $n } 轮最佳
training-runs-error = 误差
training-run-show = 显示第 { $n } 次
training-run-hide = 隐藏第 { $n } 次
training-run-remove = 移除第 { $n } 次
training-run-row = { $name }，{ $what }：{ $loss }
training-run-same = 设置相同
training-differs-layers = 各层 { $value }
training-differs-usual-layers = 各层自动选择
training-differs-rate = 学习率 { $value }
training-differs-batch = 批量 { $n }
training-differs-dropout = 随机失活 { $value }
training-differs-relu = ReLU
training-differs-gelu = GELU
training-differs-tanh = tanh
training-differs-sigmoid = Sigmoid
training-differs-norm = 有批归一化
training-differs-no-norm = 无批归一化
training-differs-constant = 学习率不变
training-differs-cosine = 学习率按余弦下降
training-differs-plateau = 学习率减半
training-differs-penalty = 正则化不同
training-differs-end = 结束条件不同
training-differs-start = 起点 { $n }
training-differs-hand = 手动修改过

# 名称与原因
commands-one-batch = 再学一批
commands-back-pass = 退回一轮
commands-rewind = 回到学习的起点
commands-new-start = 换一组初始权重
commands-at-the-start = 已在起点
commands-no-further-back = 更早的轮次已不再保留
