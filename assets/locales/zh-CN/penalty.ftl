# penalty: how strongly weights are held back, given or found on folds
engine-phase-penalty = 正在寻找合适的正则化强度
penalty-find = 用分折寻找
penalty-find-help = 把学习用的客户分成 { $folds } 折，从 { $low } 试到学习的客户数，取误差最小的值。耗时更长。
penalty-found-blocked = 由分折寻找。关掉它才能填写数字。
penalty-note = 正则化强度（L2）{ $penalty } 是在学习用客户的 { $folds } 折上找到的：从 { $low } 到 { $high } 试了 { $n } 个值，它在留出客户上的误差最小。
penalty-fact = 正则化（L2）
penalty-fact-found = 在学习用客户的 { $folds } 折上找到：留出客户上的误差最小。
penalty-fact-tried = 试过的 { $n } 个值
penalty-head-loss = 留出客户上的对数损失
penalty-head-square = 留出客户上的平方误差
penalty-head-error = 标准误
penalty-needs = 必须是不小于 0 的数字，或 auto。
penalty-other-model-why = 只有线性回归和逻辑回归能用分折寻找正则化强度。
penalty-few-why = 客户太少，或某个答案的客户太少，无法在学习用客户的 { $n } 折上寻找正则化强度。
penalty-give-number = 请给一个数字，例如 1，或留空。
