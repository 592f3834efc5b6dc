# 多个答案之一：为什么不能问、结果意味着什么、结果页。
category-many-why = { $column }有 { $n } 种不同的值，最多只能区分 { $most } 种。
category-many-next = 请用“替换值”步骤把少见的值写成同一个值，或只留一部分行。
category-not-many = { $column }有 { $n } 种不同的值，最多只能区分 { $most } 种。请用“替换值”步骤把少见的值写成同一个值。
category-not-linear = 需要可预测的数字。这里问的是{ $column }会是哪个值。
category-not-svm = 回答是否类问题。这里问的是{ $column }会是哪个值。
category-note-weights = 学习时，最少见答案的客户的分量是最常见答案的 { $times } 倍。概率已换算回真实比例。
category-note-oversample = 学习时，最少见答案的客户重复的次数是最常见答案的 { $times } 倍。概率已换算回真实比例。
category-note-rare = 在参与学习的客户中，{ $names }这 { $n } 种答案各自不足 { $least } 位客户，这么少学不到东西。请用“替换值”步骤把少见的答案写成同一个值。
category-positive-what = 没有单独寻找答案{ $value }。
category-positive-why = 这个问题问的是{ $column }会是所有值中的哪一个，所以不需要指定某个答案。
category-positive-next = 请去掉 --positive，或改用 --task yes-no。

# 结论。
verdict-category-few = 客户太少，无法判断：只有 { $n } 位测试客户。
verdict-category-few-others = 数据太少，无法判断：{ $n } 位测试客户中，答案不是{ $usual }的只有 { $others } 位。
verdict-category-few-range = 客户太少，无法判断：在 { $n } 位测试客户中，模型猜对 { $right }，总是猜{ $usual }则猜对 { $base }，差别可能只是偶然。请等积累更多结果再看。
verdict-category-no-use = 不要使用这个模型：总是猜{ $usual }也一样准（猜对 { $base }，模型猜对 { $right }）。从这些列看不出会是哪个答案。
verdict-category-right = 猜对了 { $right } 的客户（区间 { $range }）；总是猜{ $usual }只能猜对 { $base }。
verdict-category-chances-only = 它的最佳猜测并不比总是猜{ $usual }更准（猜对 { $right }，对比 { $base }），但概率能区分客户。请使用每个答案的概率，而不是猜测的答案。
verdict-category-never = 它从不猜{ $names }，而测试集里有 { $n } 位客户给出了这样的答案。少见的答案很少成为最可能的那个：请改用它的概率。
verdict-category-finds = 答案是{ $best }的客户，它能找出 { $most }；答案是{ $worst }的，只能找出 { $least }。
verdict-category-honest = 预测的概率可以照着用：测试集里预计猜对 { $expected } 位客户，实际猜对 { $right } 位。
verdict-category-sure = 预测的概率偏高：测试集里预计猜对 { $expected } 位客户，实际猜对 { $right } 位。最可能的答案不变；请不要直接用这些概率做测算。
verdict-category-modest = 预测的概率偏低：测试集里预计猜对 { $expected } 位客户，实际猜对 { $right } 位。最可能的答案不变；请不要直接用这些概率做测算。
verdict-category-by-heart = 它有一部分是死记硬背：学过的客户猜对 { $train }，新客户猜对 { $test }。请以后者为准；换个简单些的模型可能同样好。
verdict-category-ranking = 排序能力{ $word }：随机各取一位给出某个答案与给出其他答案的客户，按所有答案平均，有 { $cases } 的机会排对先后（AUC { $auc }）。
verdict-category-mixed = 最常混淆的：有 { $n } 位答案是{ $came }的客户被猜成了{ $said }。

# 页面。
category-title = 每位客户的{ $target }会是哪一个？
category-right = 猜对
category-range = 区间 { $range }
category-usual = 总猜同一个
category-usual-note = 总是猜{ $usual }
category-auc-note = 所有答案的平均
category-answers = 答案
category-answers-note = 目标列的不同取值
category-mixed-title = 谁被猜成了谁
category-mixed-unit = 行：实际答案；列：猜测
category-came = 实际
category-said = 猜测
category-others = 其他 { $n } 种答案
category-mixed-note = 颜色越深，占该行的比例越大。对角线上是猜对的。
category-honesty-title = 概率是否可信
category-honesty-unit = 所猜答案的概率与实际猜对的比例，按十等分
category-by-answer-title = 逐个答案
category-by-answer-unit = 在检验的客户中
category-answer = 答案
category-expected = 预计
category-brier = 概率误差（Brier 分数，0～2）
category-average-note = 精确率、召回率、F1 值、排序能力和平均精确率都是各答案的简单平均，因此少见的答案与常见的答案同样重要。
category-drivers-title = 哪些因素起作用
category-drivers-unit = 该列的常见差异对每个答案得分的影响
category-drivers-note = 蓝绿色：数值越大，这个答案越可能；橙色：越不可能。这说明模型用了什么，不说明因果。

# 在窗口中。
shell-question-which = { $column } 是哪一个？
train-what-which = 预测 { $column } 会是哪一个
export-list-which = 按答案排列，每个答案从最有把握的客户开始。
