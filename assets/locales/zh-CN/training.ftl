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
training-at-batch = 第 { $n } 轮中：已学 { $rows } 位，共 { $all } 位
training-at-batch-loss = 第 { $n } 轮中：已学 { $rows } 位，共 { $all } 位，上一批误差 { $loss }

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
training-lift-unit = 最靠前的十分之一，越高越好
training-rmse = 均方根误差（RMSE）
training-rmse-unit = 以该列为单位，越低越好
training-right = 准确率
training-right-unit = 验证客户，越高越好
training-score-empty = 学完第一轮后显示。
training-score-said = 每轮的{ $name }，当前 { $value }
training-passes-short = 轮次

# 如何结束
neural-note-goal = 学了 { $n } 轮，误差降到 { $loss }，达到目标，就此结束。
neural-note-changed = 在保留的那一轮之前，有 { $n } 项设置是手动修改的，所以只凭方案会得到另一个网络。
training-tenth = 改用 { $rate } 训练

# 名称与原因
commands-one-batch = 再学一批
commands-back-pass = 退回一轮
commands-rewind = 回到学习的起点
commands-new-start = 换一组初始权重
commands-at-the-start = 已在起点
commands-no-further-back = 更早的轮次已不再保留
