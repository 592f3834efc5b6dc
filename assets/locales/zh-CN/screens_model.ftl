# 从问题到导出的各个界面。

# 各页共用
page-next = 下一步：{ $place }
page-open-file = 打开文件
page-watch = 查看训练
page-ask = 选择问题
page-train = 训练模型
page-missing-model = 还没有表格
page-missing-train = 还没有训练过
page-missing-results = 结果会显示在这里
page-missing-export = 还没有可导出的内容

# 模型：问题
model-title = 您想知道什么？
model-line = 先选问题，再选回答的方法。选好问题，就会选好合适的方法。
model-train = 开始训练
model-yes-no = 谁会说“是”？
model-yes-no-text = 购买、响应、流失：给每位客户一个概率。
model-number = 会有多少？
model-number-text = 消费、订单、天数：给每位客户一个数值。
model-groups = 有哪些客群？
model-groups-text = 不需要已知答案：把相似的客户归到一起。
model-no-yes-no = 没有像“是/否”这样的答案列。
model-no-numbers = 没有可以预测的数字列。
model-no-inputs = 没有可用来比较客户的列。
model-choose = 请选择
model-answer-column = 目标列
model-answer-value = 您关注的答案
model-find-before = 找出
model-find-between = 为
model-find-after = 的客户
model-share = { $yes } / { $n }，占 { $share }
model-needs-value = 请选择您关注的答案。
model-wording = 结论里怎么说
model-wording-name = 结论里的说法
model-wording-leave = 会流失
model-wording-buy = 会购买
model-wording-answer = 会响应
model-wording-own = 会是这个答案
model-predict-before = 预测每位客户的
model-predict-after = { "" }
model-number-range = 平均 { $mean }，范围 { $range }
model-no-question = 请从上面三个问题中选一个。
model-suggestion = { $column }看起来像是答案。
model-suggestion-ask = 提问：{ $question }

# 模型：客群
model-groups-before = 把相似的客户分成
model-groups-after = { "" }
model-k = 客群数量
model-k-auto = 自动确定数量
model-alike-in = 按 { $all } 列中的 { $n } 列来比较
model-all-in = 全部使用
model-all-in-already = 已经在使用全部列。
model-grouping = 怎样比较
model-scale = 尺度
model-scale-standard = 标准化
model-scale-standard-help = 任何一列都不会只凭单位大小左右结果。
model-scale-log = 标准化，压低极大值
model-scale-log-help = 适合金额和次数：少数大客户不会左右结果。
model-scale-none = 保持原样
model-scale-none-help = 数值大的列几乎会单独决定结果。

# 模型：方法
model-way = 回答的方法
model-strength = 能力
model-explains = 可解释
model-of-five = { $n } / 5
model-suggested = 推荐
model-always = 始终对照
model-way-needs-question = 请先选择问题。
model-way-logistic = 逻辑回归
model-way-logistic-text = 每列一个权重。对这类文件很难被超越。
model-way-linear = 线性回归
model-way-linear-text = 每列一个权重，单位与目标列相同。
model-way-k-means = K 均值聚类
model-way-k-means-text = 把每位客户归入中心最近的客群。
model-way-baseline = 基线
model-way-baseline-text = 对所有人给出同一个猜测：模型必须越过的及格线。
model-may-use = 可以使用 { $n } 列
model-change-in-data = 到数据页修改
model-left-out = { $column }：不使用
model-more = 另有 { $n } 个

# 模型：谁来学习
model-who = 谁来学习，谁来检验
model-part-learn = 学习
model-part-check = 验证
model-part-judge = 检验
model-split-shares = { $train } 学习，{ $valid } 验证，{ $test } 检验
model-split-none = 全部用来学习
model-split-help = 每 100 位客户，随机划分，各份中“是”的比例一致。
model-split-help-number = 每 100 位客户，随机划分。
model-split-none-warning = 没有留下客户来检验：结果不能说明对新客户的效果。
model-split-said = { $train } 学习，{ $valid } 验证，{ $test } 检验
model-measure = 怎样衡量
model-split-chance = 随机
model-split-time = 按时间
model-split-time-text = 最早的学习，最晚的检验。
model-split-time-none = 文件里没有日期列。
model-split-time-column = 日期列
model-split-time-help = 与实际使用一致：用在之后的客户身上。同一天的客户不会分开。
model-folds-time = 客户已按时间划分，重复检验会把先后的客户混在一起。
model-folds = 重复
model-folds-none = 一次
model-folds-n = { $n } 次，每次换一批客户
model-folds-help = 重复可以看出数字受偶然影响有多大，耗时也相应成倍增加。
model-seed = 随机种子
model-seed-help = 固定所有随机步骤：同一个数字得到同样的结果。
model-seed-allowed = 请输入 0 或更大的整数。
model-more-settings = 更多设置
model-penalty = 正则化（L2）
model-penalty-help = 除非数据明确支持，否则压住各项权重。留空则用默认值。
model-penalty-allowed = 请输入 0 或更大的数字，例如 0.5。
model-epochs = 最多轮次
model-epochs-help = 留空则学到不再变化为止。
model-epochs-hint = 不限
model-epochs-allowed = 请输入 1 或更大的整数。
model-epochs-linear = 线性回归一步求解。

# 训练
train-title-running = { $model }正在学习{ $what }
train-title-done = { $model }已学会{ $what }
train-what-leave = 谁会流失
train-what-buy = 谁会购买
train-what-answer = 谁会响应
train-what-own = 谁的{ $column }是{ $value }
train-what-number = 预测{ $column }
train-what-groups = 划分客群
train-line-running = { $train } 的客户用来学习，{ $valid } 用来验证，其余 { $test } 留到结果页才揭晓。
train-line-done = { $train } 位客户用来学习，{ $valid } 位用来验证，{ $test } 位留到结果页才揭晓。
train-line-everybody = { $n } 位客户全部用来学习，没有留下客户来检验。
train-line-everybody-running = 全部客户用来学习，没有留下客户来检验。
train-line-groups = { $n } 位客户互相比较。
train-line-groups-running = 全部客户互相比较。
train-still-running = 训练还在进行。
train-nothing-kept = 还没有保留任何结果。
train-stopping = 正在停止，保留目前最好的结果
train-stop = 停止并保留最好的
train-again = 重新训练
train-device = CPU
train-device-help = 在本机上学习，不需要显卡。
train-device-cuda = GPU（CUDA）
train-device-cuda-help = 在显卡上训练。
train-device-mps = GPU（Apple）
train-device-mps-help = 在处理器自带的图形单元上训练。
train-starting = 正在准备各列
train-error = 误差
train-error-unit = 对数损失，越低越好
train-error-linear-unit = 均方误差，越低越好
train-inertia = 组内平方和
train-inertia-unit = 到中心距离的平方，越低越好
train-passes = 轮次
train-steps = 步数
train-best = 最佳：第 { $n } 轮
train-kept-at = 保留：第 { $n } 轮
train-pause = 暂停
train-play = 继续
train-one-pass = 学一轮
train-map = 客户
train-map-said = 网络在{ $sides }上的判断，以及 { $n } 位客户。
train-map-empty = 学完第一轮后显示。
train-map-yes = { $value }
train-map-others = 其他
train-map-line = 与总体相同（{ $share }）
train-no-gain = 没有进步
train-curve-empty = 学完第一轮后，曲线会出现在这里。
train-curve-said = 学习曲线，{ $n } 轮，当前误差 { $loss }
train-one-step = 一步求解
train-one-step-running = 正在一步求解
train-one-step-text = 最小二乘法有精确解，所以没有曲线可看。效果如下。
train-before = 人人取平均值时的误差
train-after = 使用模型的误差
train-kept = 保留了什么
train-so-far = 目前
train-nothing-yet = 学完第一轮后，数字会出现在这里。
train-row-passes = 轮次
train-row-pass = 每轮用时
train-row-steps = 步数
train-row-best = 最佳轮次
train-row-learn = 学习客户上的误差
train-row-check = 验证客户上的误差
train-row-inputs = 使用的列
train-row-learned = 用来学习的客户
train-row-judged = 留到结果页的客户
train-row-unlabelled = 没有答案的客户
train-sentence-kept = 学了 { $n } 轮，已完成。保留的是第 { $best } 轮，它在验证集上最好（{ $loss }）。
train-sentence-settled = 学了 { $n } 轮，结果不再变化，已完成。保留的是第 { $best } 轮，它在验证集上的误差是 { $loss }。
train-sentence-stopped = 训练在 { $n } 轮后停止。保留的是第 { $best } 轮，它在验证集上最好（{ $loss }）。
train-sentence-kept-alone = 学了 { $n } 轮，已完成。保留的是第 { $best } 轮。
train-sentence-stopped-alone = 训练在 { $n } 轮后停止。保留的是第 { $best } 轮。
train-sentence-linear = 已求得精确解：对这些列来说，没有更好的权重。
train-sentence-groups = { $n } 步后稳定下来：没有客户再更换客群。
train-sentence-groups-stopped = { $n } 步后停止。保留目前得到的客群。

# 结果
results-title = 可以相信吗？
results-title-number = { $column }预测得怎么样？
results-line = { $model }，用 { $n } 位它从未见过的客户检验。
results-line-unjudged = { $model }，用它学过的 { $n } 位客户衡量。
results-save-report = 保存报告
results-back-to-data = 回到数据
results-stale = 训练之后改过设置
results-stale-text = 您看到的是改动之前的结果。
results-advice-linked = 每句话都有对应的图表，点选即可查看。
results-advice-good = 可以拿来用。
results-advice-caution = 使用之前，请先看提醒。
results-advice-bad = 请不要据此行动，原因见下。
results-who = { $wording ->
    [leave] 谁真的流失了
    [buy] 谁真的购买了
    [answer] 谁真的响应了
   *[own] 谁真的是{ $value }
}
results-by-tenth = 按名单十等分
results-tenths-x = 名单十等分，最好的在前
results-tenths-said = 按名单十等分的柱形图：最好的一份为 { $best }，平均 { $share }
results-ranking = 排序
results-ranking-unit = { $wording ->
    [leave] 找到的流失，误选的留存（ROC）
    [buy] 找到的购买，误选的其他（ROC）
    [answer] 找到的响应，误选的其他（ROC）
   *[own] 找到的{ $value }，误选的其他（ROC）
}
results-roc-x = { $wording ->
    [leave] 误选的留存客户占比
    [buy] 误选的其他客户占比
    [answer] 误选的其他客户占比
   *[own] 误选的非{ $value }客户占比
}
results-roc-y = { $wording ->
    [leave] 找到的流失
    [buy] 找到的购买
    [answer] 找到的响应
   *[own] 找到的{ $value }
}
results-roc-said = 排序曲线，排序能力 { $auc }
results-one-class = 这些客户只有一种答案，画不出曲线。
results-no-judge = 没有留下客户来检验，所以没有图表。
results-reached-figure = 覆盖 { $found }
results-reached-at = 触达最好的 { $share }
results-gains-x = 触达的客户占比
results-gains-said = 覆盖曲线：触达最好的 { $share }，可覆盖 { $found }
results-heads = 换成人数
results-heads-unit = 每 1,000 位这样的客户
results-heads-said = { $right } 的客户判断正确
results-contact = 触达
results-leave-alone = 不打扰
results-right-yes = { $wording ->
    [leave] 会流失
    [buy] 会购买
    [answer] 会响应
   *[own] 是{ $value }
}
results-wrong-yes = { $wording ->
    [leave] 本来就会留下
    [buy] 不会购买
    [answer] 不会响应
   *[own] 不是{ $value }
}
results-missed = { $wording ->
    [leave] 漏掉的流失
    [buy] 漏掉的购买
    [answer] 漏掉的响应
   *[own] 漏掉的{ $value }
}
results-right-no = 不打扰是对的
results-cut = 触达客户的比例
results-cut-said = 触达最好的 { $share }
results-figures = 各项指标
results-figures-unit = 模型与基线对照
results-model = 模型
results-baseline = 基线
results-over-folds = 多次重复 { $figure }
results-folds-said = 多次重复：换客户重复 { $n } 次的平均值 ± 波动。
results-own-rows = 以上数字来自它学过的客户。
results-auc = 排序能力（AUC）
results-auc-plain = 随机各取一位“是”“否”客户，“是”排在前的概率；0.5 等于瞎猜。
results-average-precision = 平均精确率（AP）
results-average-precision-plain = 各种名单长度下精确率的平均；“是”很少时更有用。
results-log-loss = 对数损失
results-log-loss-plain = 越有把握却猜错，扣分越重；数值越低越好。
results-brier = 概率误差（Brier）
results-brier-plain = 预测概率与实际结果之差的平方的平均；越低越好。
results-accuracy = 准确率
results-accuracy-plain = 判断正确的客户占比；“是”很少时容易误导。
results-precision = 精确率
results-precision-plain = 模型判为“是”的客户里，真正为“是”的比例。
results-recall = 召回率
results-recall-plain = 全部为“是”的客户里，模型找到的比例。
results-mae = 平均绝对误差（MAE）
results-mae-plain = 预测与实际平均差多少，单位与目标列相同。
results-rmse = 均方根误差（RMSE）
results-rmse-plain = 以目标单位表示的典型误差，大的偏差算得更重。
results-rmse-few-misses = 这个数字由少数几个很大的偏差决定，这些客户太少，无法说明它有多可靠。
results-r2 = 决定系数（R²）
results-r2-plain = 模型解释了客户差异的多少；0 等于只猜平均值。
results-drivers = 最有影响的列
results-drivers-unit = 典型差异对应的权重
results-drivers-none = 这个模型没有可以显示的权重。
results-towards = { $wording ->
    [leave] 更可能流失
    [buy] 更可能购买
    [answer] 更可能响应
   *[own] 更可能是{ $value }
}
results-away = { $wording ->
    [leave] 更可能留下
    [buy] 更不可能购买
    [answer] 更不可能响应
   *[own] 更不可能是{ $value }
}
results-raises = 使它升高
results-lowers = 使它降低
results-used = 使用了 { $n } 列
results-left-out = 没有使用
results-no-range = 范围未知
results-tile-mae = 平均相差
results-tile-mae-note = 只猜平均值则差 { $usual }
results-tile-half = 半数误差不超过
results-tile-half-note = 与实际相比
results-tile-most = 九成误差不超过
results-tile-most-note = 与实际相比
results-tile-r2 = 能解释
results-scatter = 预测与实际
results-scatter-unit = 每个点是一位客户
results-scatter-x = 预测值
results-scatter-above = 比预测多
results-scatter-below = 比预测少
results-scatter-said = { $n } 位客户的预测值与实际值
results-number-tenths = 十等分
results-number-tenths-unit = 平均值，预测最高的在前
results-number-tenths-said = 客户十等分后，每份的平均预测值与平均实际值
results-predicted = 预测
results-actual = 实际

# 客群
segments-title = 有哪些客群？
segments-line = { $n } 位客户分成 { $groups } 个客群，按 { $columns } 列比较。
segments-share = 位客户，{ $share }
segments-passport-said = 客群 { $number }：{ $name }，{ $n } 位客户，{ $share }
segments-trait-above = { $column }：平均 { $value }，高于全体平均
segments-trait-below = { $column }：平均 { $value }，低于全体平均
segments-trait-share = 其中 { $share } 的{ $column }是{ $value }，全体为 { $usual }
segments-map = 地图
segments-map-unit = { $n } 位客户中的 { $shown } 位；越近越相似
segments-selected = 已选客群 { $n }
segments-axis-x = 向右：{ $what }
segments-axis-y = 向上：{ $what }
segments-more = { $column } 更多
segments-less = { $column } 更少
segments-comma = 、
segments-no-map = 列太少，画不出地图。
segments-map-said = 按客群着色的客户地图；两条轴显示了 { $share } 的差异
segments-apart = 差别在哪里
segments-apart-unit = 平均值与占比
segments-apart-said = 各列在每个客群的平均值
segments-everybody = 全体
segments-lower = 低于平均
segments-higher = 高于平均
segments-no-profile = 各客群之间没有不同的列。
segments-sure = 分得有多清楚
segments-silhouette = 轮廓系数
segments-silhouette-plain = 从 −1 到 1：这些客户离本客群比离邻近客群近多少（轮廓系数）。
segments-shuffled = 打乱数据后的轮廓系数
segments-sample = 参与比较的客户
segments-map-share = 地图显示的差异
segments-tried = 试过的客群数量
segments-tried-x = 客群数量与轮廓系数
segments-tried-said = 每种客群数量的轮廓系数
segments-sure-help = 轮廓系数从 −1 到 1。明显高于打乱的数据，才是天然的客群。

# 导出
export-title = 带走结果
export-line = 模型为{ $file }的全部 { $n } 位客户给出预测。原文件不会改动。
export-line-score = 写入之前，先把新文件与模型对照。
export-write-predictions = 保存预测
export-write-scored = 写入评分文件
export-writing = 正在写入
export-predictions = 预测结果
export-predictions-text = 每一行都带上模型给出的概率或数值。
export-predictions-groups = 每一行都带上所属的客群。
export-list = 排好序的名单
export-list-text = 从最可能到最不可能排列，不含答案已经是“{ $value }”的客户。
export-list-number = 按预测值从大到小排列。
export-list-groups = 按客群排列，每群从最典型的客户开始。
export-report = 报告
export-report-text = 结论、图表和数字都在一页里，任何浏览器都能打开。
export-model = 模型
export-model-text = 以后用来给其他文件评分，在这里或命令行都可以。
export-recipe = 配方
export-recipe-text = 您的全部选择，以文本保存：下个月一条命令就能重复。
export-new-columns = 新增列
export-save = 保存
export-written = 已写入：{ $path }
export-promise-columns = 原文件的每一列、每个单元格都保持原样，新列加在最后。
export-promise-local = 文件只写到本机。
export-score-title = 给新文件评分
export-score-text = 选择列相同的文件，例如下个月的客户。
export-score-file = 选择文件
export-score-with-model = 使用已保存的模型
export-score-with-model-help = 先选模型文件，再选要评分的表格。
export-by-model = 使用{ $file }评分
export-comparing = 正在与模型对照各列
export-not-compared = 文件还没有与模型对照。
export-missing-columns = 文件缺少{ $columns }。
export-fits = 模型需要的列都在。
export-missing = 缺少 { $n } 列，无法评分。
export-missing-next = 请补上，或把含义相同的列改名后重新选择文件。
export-changed = { $n } 列看起来与以前不同。
export-extra = { $n } 列是模型不认识的。
export-extra-kept = 会保留，但不使用。
export-chip-ready = 可以评分
export-chip-look = 请先看看
export-chip-missing = 无法评分
