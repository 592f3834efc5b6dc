# 结果意味着什么：先是标题，再是首句和后面的句子。
verdict-title-good = 可以使用
verdict-title-care = 可以用，但要留意
verdict-title-bad = 不要使用
verdict-title-few = 数据太少，无法判断
verdict-title-leak = 好得不像真的
verdict-title-unjudged = 没有在新客户上检验
verdict-title-groups = 客群清晰
verdict-title-overlap = 客群有重叠
verdict-title-no-groups = 没有天然的客群

verdict-unjudged = 以下数字来自模型学过的客户，不能说明对新客户的效果。

# 句子怎样称呼“是”。
verdict-answer-will = 会响应
verdict-answer-did = 响应
verdict-answer-did-not = 未响应
verdict-answer-other = 未响应
verdict-answer-noun = 响应
verdict-buy-will = 会购买
verdict-buy-did = 购买
verdict-buy-did-not = 未购买
verdict-buy-other = 未购买
verdict-buy-noun = 购买
verdict-leave-will = 会流失
verdict-leave-did = 流失
verdict-leave-did-not = 未流失
verdict-leave-other = 未流失
verdict-leave-noun = 流失
verdict-own-will = 会是{ $yes }
verdict-own-did = 是{ $yes }
verdict-own-did-not = 不是{ $yes }
verdict-own-other = 不是{ $yes }
verdict-own-noun = { $yes }

# 是/否：首句。
verdict-leak = 先别当真：好得不像真的（排序能力 { $auc }）。很可能有数据泄漏，请先检查{ $column }，去掉后重新训练。
verdict-leak-somewhere = 先别当真：好得不像真的（排序能力 { $auc }）。很可能有数据泄漏，请找出事后才知道的列，去掉后重新训练。
verdict-few-yes = 数据太少，无法判断：测试集里只有 { $n } 位{ $did }的客户。
verdict-few-no = 可比较的客户太少：测试集里只有 { $n } 位{ $did }的客户。
verdict-few-range = 数据太少，无法判断：测试集里只有 { $n } 位{ $did }的客户，排序能力可能在 { $auc } 之间，从“毫无用处”到“有用”都有可能。请等积累更多结果再看。
verdict-no-use = 不要使用这个模型：它的排序和抽签差不多（排序能力 { $auc }，区间 { $range }；0.50 等于随机）。从这些列看不出谁{ $will }。
verdict-contact = 触达排名最前的 { $n } 位客户：{ $list }{ $will }；不挑选的话，则是{ $usual }。
verdict-contact-shares = 触达排名最前的 { $n } 位客户：{ $list } 的人{ $will }；不挑选的话，则是 { $usual } 的人。
verdict-contact-counts = 触达排名最前的 { $n } 位客户：测试集里排名最前的 { $rows } 人中有 { $hits } 人{ $did }，全部测试客户则为 { $usual }。

# 是/否：后面的句子。
verdict-reach = 每触达 1,000 人，约有 { $hits } 人{ $will }。名单覆盖了全部{ $noun }客户的 { $reached }，另外 { $missed } 不在名单里。
verdict-ranking = 排序能力{ $word }：随机各取一位{ $did }与{ $other }的客户，有 { $cases } 的机会排对先后（AUC { $auc }）。
verdict-rank-weak = 偏弱
verdict-rank-modest = 尚可
verdict-rank-good = 良好
verdict-rank-strong = 很强
verdict-rank-very-strong = 极强
verdict-chances-right = 预测的概率可以照着用：测试集里预计有 { $expected } 个{ $noun }，实际 { $observed } 个。
verdict-chances-high = 预测的概率偏高：测试集里预计有 { $expected } 个{ $noun }，实际 { $observed } 个。排序仍然有效；请不要直接用这些概率做利润测算。
verdict-chances-low = 预测的概率偏低：测试集里预计有 { $expected } 个{ $noun }，实际 { $observed } 个。排序仍然有效；请不要直接用这些概率做利润测算。
verdict-chances-exaggerate = 预测的概率夸大了差别：预测为 { $high } 的客户实际为 { $highcame }，预测为 { $low } 的实际为 { $lowcame }。排序仍有效。
verdict-chances-understate = 预测的概率低估了差别：预测为 { $high } 的客户实际为 { $highcame }，预测为 { $low } 的实际为 { $lowcame }。排序仍有效。
verdict-weak-group = 对{ $who }（测试集中 { $n } 位客户）效果较弱：在他们当中排序能力只有 { $auc }，其他客户为 { $rest }。
weak-group-value = { $column }为{ $value }的客户
weak-group-gap = { $column }为空的客户
weak-group-filled = { $column }不为空的客户
weak-group-up-to = { $column }不超过 { $high } 的客户
weak-group-between = { $column }大于 { $low } 且不超过 { $high } 的客户
weak-group-above = { $column }大于 { $low } 的客户
weak-group-note = 效果最弱的是{ $who }（{ $n } 位客户）：AUC { $auc }（{ $range }），其他客户为 { $rest }（{ $restrange }）。
verdict-by-heart = 它有一部分是死记硬背：在学过的客户上排序能力为 { $train }，在新客户上为 { $test }。请以后者为准；换个简单些的模型可能同样好。

# 数字。
verdict-number-leak = 先别当真：好得不像真的（能解释差异的 { $r2 }）。很可能有数据泄漏，请先检查{ $column }，去掉后重新训练。
verdict-number-leak-somewhere = 先别当真：好得不像真的（能解释差异的 { $r2 }）。很可能有数据泄漏，请找出事后才知道的列，去掉后重新训练。
verdict-number-few = 客户太少，无法判断：只有 { $n } 位测试客户，或者他们的数值全都一样。
verdict-number-few-range = 客户太少，无法判断：只有 { $n } 位测试客户，模型解释的差异可能在 { $r2 } 之间，从“还不如平均值”到“有用”都有可能。
verdict-number-no-use = 不要使用这个模型：给每位客户都填平均值也一样准（解释比例 { $r2 }，区间 { $range }）。
verdict-misses = 预测{ $target }平均差 { $mae }；如果每个人都按平均值估，会差 { $usual }。
verdict-explains = 它解释了客户之间差异的 { $r2 }（区间 { $range }），其余的从这些列里看不出来。
verdict-spread = 就单个客户而言：一半的预测误差在 { $half } 以内，九成在 { $most } 以内。
verdict-spread-wide = 就单个客户而言：一半的预测误差在 { $half } 以内，九成在 { $most } 以内。更适合用来分组和排序，而不是对个人作承诺。
verdict-number-reach = 按预测排在前一成的客户贡献了全部{ $target }的 { $share }；随机抽一成只会有 10%。

# 客群。
verdict-no-groups = 这些列里没有天然的客群：把数据打乱，也能分得一样“好”（轮廓系数 { $separation }，打乱后可达 { $shuffled }）。可以按业务需要划段，但别把它们当成几类不同的人。
verdict-groups = 分成 { $k } 个客群，界限{ $word }（轮廓系数 { $separation }，打乱后最多 { $shuffled }）。最大的占客户的 { $largest }，最小的占 { $smallest }。
verdict-apart-fair = 比较清楚
verdict-apart-clear = 非常清楚
verdict-overlap = 分成 { $k } 个客群，但彼此有重叠（轮廓系数 { $separation }）：不少客户处在边界附近。适合按群设计内容，不适合据此判断某一位客户。
verdict-overlap-slices = 分成 { $k } 个客群，但彼此有重叠，接近于硬切（轮廓系数 { $separation }）：不少客户处在边界附近。适合按群设计内容，不适合据此判断某一位客户。
verdict-card = { $name }：{ $n } 位客户（{ $share }）。{ $detail }
verdict-card-plain = { $name }：{ $n } 位客户（{ $share }）。
verdict-card-both = 高于平均：{ $above }；低于平均：{ $below }。
verdict-card-above = 高于平均：{ $above }。
verdict-card-below = 低于平均：{ $below }。
verdict-card-value = 其中 { $share } 的客户{ $column }为{ $value }，全体为 { $usual }。

# 客群的名字，由其特点组成。
verdict-segment-two = { $first }，{ $second }
verdict-segment-numbered = { $name }（{ $n }）
verdict-segment-usual = 接近平均
verdict-trait-high-first = { $quoted }高
verdict-trait-low-first = { $quoted }低
verdict-trait-high = { $quoted }高
verdict-trait-low = { $quoted }低
verdict-trait-value = { $quoted }为{ $quotedvalue }
