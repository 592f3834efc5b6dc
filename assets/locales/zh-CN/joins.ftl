# 从另一个文件带入列

## 步骤
joins-menu = 另一个文件
joins-add = 从另一个文件带入列
joins-pick = 选择另一个文件
joins-say = 从{ $file }带入 { $n } 列
joins-means = 每位客户仍是一行；找不到的，单元格为缺失值
joins-phase-keys = 正在寻找内容相同的列

## 新列的名称
joins-name-rows = { $file }_行数
joins-name-first = { $column }
joins-name-latest = { $column }_最近
joins-name-earliest = { $column }_最早
joins-name-sum = { $column }_合计
joins-name-mean = { $column }_平均

## 设置
joins-other-file = 换一个文件
joins-sheet = 工作表
joins-keys = 哪些列相同即为同一客户
joins-key-own = 本表的列
joins-key-other = { $file }的列
joins-key-add = 再加一对列
joins-key-remove = 去掉这一对
joins-same-as = 等于
joins-alike = 对照时忽略
joins-alike-blanks = 中间的空格
joins-alike-case = 大小写
joins-alike-zeros = 前面的零
joins-alike-fractions = 1 与 1.0 的差别
joins-bring = 新列
joins-take = 带入什么
joins-take-rows = 行数
joins-take-sum = 合计
joins-take-mean = 平均
joins-take-latest = 最近一次
joins-take-earliest = 最早一次
joins-take-first = 第一个有内容的
joins-column = 列
joins-by = 按此日期
joins-name = 新列的名称
joins-add-column = 再加一列
joins-add-all = 其余各列
joins-remove-column = 去掉{ $name }

## 对照结果
joins-counts = { $rows } 行中有 { $found } 行在{ $file }里找到
joins-counts-missing = { $n } 行没有找到，新单元格为缺失值。
joins-counts-missing-0 = { $n } 行没有找到：行数为 0，其他新单元格为缺失值。
joins-counts-gaps = { $n } 行的对照列是缺失值，不与任何行对应。
joins-counts-once = 每行只对应另一个文件中的一行。
joins-counts-several = { $n } 行对应另一个文件中的多行，最多 { $most } 行；按上面的选择汇总。
joins-counts-unused = 另一个文件的 { $others } 行中有 { $n } 行没有用到。
joins-first-rows = 前 { $n } 行
joins-none-found = 没有一行在{ $file }里找到
joins-none-found-text = 请在上面选择别的列。

## 评分时
joins-told = 重新读取了{ $file }：{ $rows } 行中有 { $found } 行在它的 { $others } 行里找到。

## 没有带入的原因
joins-not-joined = 无法带入{ $file }。
joins-why-same = 它就是已经打开的文件。
joins-next-other = 请选择另一个文件。
joins-why-columns = 文件里已经没有这 { $n } 列：{ $columns }。
joins-next-columns = 请放回含有全部列的文件，或更改这一步。
joins-why-not-read = { $what }{ $why }
joins-why-no-key = { $file }里没有与本表内容相同的列。请选择对应的列。
joins-why-nothing = 还没有从{ $file }带入任何列。请添加一列。
joins-why-name-twice = 有两个新列都叫{ $name }。
joins-why-stopped = 已停止。
