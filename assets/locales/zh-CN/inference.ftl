# inference
inference-title-number = 各输入列的影响
inference-unit-number = 对{ $target }的影响（系数），其他输入列不变
inference-title-yes-no = 优势的倍数
inference-unit-yes-no = { $value }的优势比，其他输入列不变
inference-unit-answer = 各答案相对于{ $base }的优势比，其他输入列不变
inference-title-answer = 各输入列的影响
inference-unit-answer-score = 对某个答案得分的影响（系数），其他输入列不变
inference-answer = 答案
inference-explain-odds-answer = 优势比：某输入列增加 1 时，这个答案相对于对照答案的优势变为原来的几倍。大于 1 更可能，小于 1 更不可能。
inference-head-input = 输入列
inference-head-effect = 影响
inference-head-odds = 优势倍数
inference-head-range = 区间（95%）
inference-head-p = p
inference-explain-effect = 系数：其他不变时，某输入列增加 1，模型的加总结果变化多少。
inference-explain-odds = 优势比：某输入列增加 1 时，“是”的优势（“是”与“否”之比）变为原来的几倍。大于 1 更可能为“是”，小于 1 更不可能。
inference-explain-range = 按此方法给出的区间，20 次里有 19 次包含真实值。
inference-explain-p = p 值：如果纯属偶然，出现这么大影响的概率。
inference-range = { $low }～{ $high }
inference-step-start = 各输入列为 0、各名称取基准时
inference-step-unit = 每增加 1
inference-step-day = 每晚一天
inference-step-level = { $level }，而不是{ $base }
inference-step-level-alone = { $level }
inference-start = 起始值
inference-start-odds = 起始优势
inference-all = 显示全部 { $n } 项
inference-fewer = 收起
inference-said = { $name }，{ $step }：{ $effect }
inference-none-penalty = 正则化压低了这些影响，无法给出可信的区间。需要区间和 p 值时，请把正则化设为 0 再训练。
inference-none-weighted = 学习时有些客户被重复计数，无法给出可信的区间。需要区间时，请让每位客户只算一次。
inference-none-separated = 答案可以被毫无例外地分开，这些影响没有上限，也没有区间。
inference-none-freedom = 客户数不多于输入列数，无法给出区间。
inference-none-unfinished = 训练没有完成就结束了，无法给出区间。
inference-none-wide = 输入列太多，无法给出区间。
inference-saturated = 用来学习的客户不比输入列多，模型可以复述任何答案。请去掉一些列，或把正则化设为 1。
inference-follows = 完全可由{ $columns }推出
inference-note-follows-one = { $column }{ $reason }，因此没有使用。
inference-note-follows = { $more ->
    [0] 有 { $n } 项输入完全可由其他输入推出，因此没有使用：{ $columns }。
   *[other] 有 { $n } 项输入完全可由其他输入推出，因此没有使用：{ $columns }，另有 { $more } 项。
}
inference-separated = 有 { $n } 项（{ $columns }）把训练集的答案毫无例外地分开了。请检查是否有数据泄漏并去掉，或把正则化设为 1。
inference-separated-together = 几列合起来把训练集的答案毫无例外地分开了，其中{ $columns }影响最大。请检查是否有数据泄漏、去掉一些列，或把正则化设为 1。
inference-many-columns-why = { $n } 列约需要 { $gigabytes } GB 内存，超出了这个模型可以使用的范围。
inference-many-columns-next = 最多保留 { $most } 列：去掉没什么用的列，或把属于同一项的 0/1 列合成一列名称。
