# 结果：带区间的曲线、概率是否可信、分界线、误差
results-views = 图表内容
results-range = 95% 区间
results-customers = 客户数
results-view-roc = ROC
results-view-roc-plain = 每个切分点上，找到多少“是”、又误选多少“否”（ROC 曲线）。
results-view-precision = 精确率与召回率
results-view-precision-plain = 每个切分点上：名单里真正为“是”的比例（精确率），对照全部“是”中被找到的比例（召回率）。
results-precision-unit = { $wording ->
    [leave] 名单命中与找到的流失
    [buy] 名单命中与找到的购买
    [answer] 名单命中与找到的响应
   *[own] 名单命中与找到的{ $value }
}
results-precision-said = 精确率随召回率的变化，平均精确率 { $precision }
results-usual = 整体比例 { $share }
results-usual-name = 整体比例
results-reached-title = { $wording ->
    [leave] 覆盖的流失客户
    [buy] 覆盖的购买客户
    [answer] 覆盖的响应客户
   *[own] 覆盖的{ $value }
}
results-gains-band = 色带：重复 20 次里有 19 次在其中
results-view-gains = 累积增益
results-view-gains-plain = 只触达排名靠前的客户时，能覆盖多少“是”的客户（累积增益）。
results-view-lift = 提升度
results-view-lift-plain = 入选客户的响应率是全体平均的几倍。
results-lift-unit = 整体比例的几倍；色带：95% 区间
results-lift-figure = 整体比例的 { $times }
results-lift-base = 整体比例
results-lift-said = 提升度曲线：最好的 { $share } 中，“是”的比例为整体的 { $times }
results-honesty = 预测的概率可以照着用吗？
results-honesty-x = 模型给出的概率
results-honesty-above = 预测低于实际
results-honesty-below = 预测高于实际
results-honesty-came = 实际
results-honesty-said = 概率是否可信：{ $n } 组中有 { $honest } 组的预测概率落在实际比例的区间内
results-honesty-sum = 预计 { $expected } 个，实际 { $observed } 个
results-honesty-ratio = 比值 { $ratio }（{ $range }）
results-honesty-error = 平均相差 { $error }
results-honesty-slope = 斜率 { $slope }（{ $range }）
results-honesty-plain = 全部客户的概率之和，对照实际的“是”，以及两者之比和区间；1 为准确（校准）。
results-honesty-slope-plain = 各十等分组的预测概率与实际比例平均相差多少（期望校准误差）；以及校准线的斜率：1 为准确，小于 1 说明概率夸大了差别，大于 1 说明低估了差别。
results-threshold = 达到即为“是”
results-threshold-name = 概率达到百分之几算作“是”
results-threshold-plain = 概率达到多少就算入选（阈值）。
results-threshold-wrong = 请填 0 到 100 的百分数
results-threshold-figures = 精确率 { $precision } · 召回率 { $recall } · F1 { $f1 }
results-threshold-figures-plain = 入选客户中真正为“是”的比例（精确率）；全部“是”中入选的比例（召回率）；以及合成一个数的调和平均（F1）。
results-tenths-y = { $wording ->
    [leave] 流失
    [buy] 购买
    [answer] 响应
   *[own] { $value }
}
results-figure-range = 区间 { $range }
results-f1 = F1 值
results-f1-plain = 精确率与召回率的调和平均，合成一个数。
results-lift = 最前一成的提升度
results-gain = 最前一成的覆盖率
results-view-points = 逐位客户
results-view-points-plain = 每个点是一位客户：横轴为预测，纵轴为实际；落在线上表示两者相同。
results-view-misses = 误差分布
results-view-misses-plain = 每位客户的实际值减去预测值（残差）。多数接近 0、左右数量相当为好。
results-misses-unit = 实际减预测，按客户数
results-misses-x = 实际减预测；0 为准确
results-misses-less = 低于预测：{ $share }
results-misses-more = 高于预测：{ $share }
results-misses-none = 所有误差都相同，没有可画的分布。
results-misses-said = 误差的直方图：{ $less } 低于预测，{ $more } 高于预测
results-misses-beyond = 另有 { $n } 位客户超出两端。
results-view-averages = 平均值
results-view-averages-plain = 按预测把客户分成十组：各组的平均预测值与平均实际值。
results-view-mae = 平均误差
results-view-mae-plain = 各十等分组中预测与实际平均差多少（MAE），以及 20 次里有 19 次包含它的区间。
results-miss-tenths-unit = 平均误差，预测高的在前
results-miss-tenths-x = 按预测从高到低的十等分组
results-miss-tenths-said = 按预测十等分组的平均误差：第一组 { $first }，最后一组 { $last }
results-number-tenth-said = 第 { $n } 组：预测 { $predicted }，实际 { $actual }

# 客群：鼠标所指
segments-z = 与全体相差几个标准差（z 值）
