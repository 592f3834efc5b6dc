# 整理步骤

## 菜单
steps-menu-gaps = 缺失与重复
steps-menu-words = 文字
steps-menu-numbers = 数字
steps-menu-days = 日期
steps-menu-table = 列与行
steps-add-gap-rows = 去掉有缺失值的行
steps-add-replace = 替换值
steps-add-tidy = 整理文字
steps-add-rare = 合并少见的值
steps-add-split = 拆分文字
steps-add-outliers = 限制异常值
steps-add-bins = 把数字分组
steps-add-log = 取对数
steps-add-parts = 取日期的年、月、星期
steps-add-days = 计算相隔天数
steps-add-keep = 只留一部分行
steps-add-rename = 重命名列
steps-usual-rare = 其他

## 步骤的说法
steps-say-gap-rows = 去掉{ $columns }有缺失值的行
steps-say-gap-rows-all = 去掉有任何缺失值的行
steps-say-replace = 把 { $column } 中的{ $from }写成{ $to }
steps-say-replace-gap = { $column } 中的{ $from }算作缺失值
steps-say-replace-none = 替换 { $column } 中的值
steps-say-tidy = 整理 { $column } 的文字
steps-say-clip = 限制 { $column } 的异常值
steps-say-drop-outliers = { $column } 异常的行不参与训练
steps-say-rare = 把 { $column } 中少见的值合并为{ $name }
steps-say-bins = 把 { $column } 分成 { $n } 组
steps-say-log = 对 { $column } 取对数
steps-say-parts = 添加 { $column } 的日期部分
steps-say-days = 计算 { $column } 到 { $until } 的天数
steps-say-keep = 按 { $column } 只留一部分行
steps-say-one-of = 只留 { $column } 为{ $values }的行
steps-say-none-of = 去掉 { $column } 为{ $values }的行
steps-say-between = 只留 { $column } 在 { $low } ～ { $high } 之间的行
steps-say-from = 只留 { $column } 不小于 { $low } 的行
steps-say-to = 只留 { $column } 不大于 { $high } 的行
steps-say-contains = 只留 { $column } 含有{ $letters }的行
steps-say-rename = 把 { $column } 改名为 { $to }
steps-say-split = 在{ $at }处拆分 { $column }
steps-say-split-blank = 在空格处拆分 { $column }

## 步骤的含义
steps-means-yet = 目前按整份文件显示；提问之后，只从训练客户中得出
steps-means-rows = 去掉的行不参与训练和评估；新客户全部评分
steps-means-tidy = 词与词之间留一个空格，前后不留空格
steps-means-log = ln(1 + x)，让大数字彼此靠近
steps-means-new-columns = 添加新列，原来的列不变
steps-means-rename = 只在这里改名，您的文件和导出结果保留原名
steps-means-percentiles = 超出训练客户百分位数的数字改为该百分位数
steps-means-quartiles = 离训练客户中间一半太远的数字改为界限
steps-means-drop-outliers = 异常值不参与训练，仍会评估和评分
steps-means-rare = 按训练客户计数；以后出现的新值也算少见
steps-means-width = 在训练客户的最小值和最大值之间等宽分组
steps-means-share = 每组的训练客户数相同
steps-means-edges = 每组从自己的分界点开始

## 步骤得出的数字
steps-learned-fill = 缺失值填为 { $value }
steps-learned-limits = 界限：{ $low } ～ { $high }
steps-learned-edges = 分界点：{ $edges }
steps-learned-names = { $n } 个值保留原名

## 设置
steps-gap-in = 缺失值所在的列
steps-replace-from = 要替换的值
steps-replace-to = 写成
steps-add-value = 加上{ $value }
steps-case = 字母
steps-case-keep = 保持原样
steps-case-lower = 小写
steps-case-upper = 大写
steps-case-words = 首字母大写
steps-new-name = 新名称
steps-split-at = 拆分处
steps-split-parts = 几部分
steps-keep-where = 保留的行，其单元格
steps-form-one-of = 是其中之一
steps-form-none-of = 都不是
steps-form-between = 在范围内
steps-form-contains = 含有
steps-values = 值
steps-letters = 文字
steps-from = 至少
steps-to = 至多
steps-outlier-then = 异常值
steps-clip-it = 改为界限
steps-drop-it = 不参与训练
steps-limits-by = 界限取自
steps-percentiles = 百分位数
steps-quartiles = 中间一半
steps-percentile-low = 下限（%）
steps-percentile-high = 上限（%）
steps-quartile-times = 宽度的倍数
steps-keep-by = 保留
steps-keep-share = 达到一定比例的
steps-keep-most = 最常见的
steps-how-many = 个数
steps-percent = 百分比
steps-rare-name = 其余合并为
steps-bins-by = 分组方式
steps-bins-share = 人数相同
steps-bins-width = 宽度相同
steps-bins-edges = 自定分界点
steps-groups = 组数
steps-edges = 分界点，如 18; 25; 40
steps-until = 算到
steps-until-day = 某一天
steps-until-column = 另一个日期
steps-day = 日期，如 2024-12-31
steps-other-column = 日期列
steps-part-year = 年
steps-part-quarter = 季度
steps-part-month = 月
steps-part-weekday = 星期
steps-part-day = 日
steps-not-numbers = 数字之间用分号隔开
steps-not-a-day = 日期，如 2024-12-31

## 步骤不起作用的原因
steps-phase = 正在执行步骤
steps-does-nothing = 这一步没有改变任何内容
steps-left-out = 第 { $n } 步没有执行：{ $why }
steps-why-no-column = 到这一步时没有{ $column }列。
steps-why-no-numbers = { $column }里没有数字。
steps-why-no-dates = { $column }里没有日期。
steps-why-no-number = { $value }不是数字或日期。
steps-why-no-day = { $value }不是日期。请写成 2024-12-31 的形式。
steps-why-no-name = 新名称是空的。
steps-why-name-taken = 已经有{ $name }列。
steps-why-answers = { $column }是记录答案的列，任何步骤都不能补写或转用答案。
steps-why-nothing-to-learn = 训练客户的{ $column }没有填写。

## 新列的名称
steps-name-year = { $column }_年
steps-name-quarter = { $column }_季度
steps-name-month = { $column }_月
steps-name-weekday = { $column }_星期
steps-name-day = { $column }_日
steps-name-days = { $column }_天数
steps-name-piece = { $column }_{ $n }
steps-name-of-part = { $part }列的名称
steps-name-of-new = 新列的名称
steps-name-of-piece = 第 { $n } 部分的名称
steps-why-no-part = 请至少选择一部分。
steps-next-mend = 请修改这一步，或选择另一列。
