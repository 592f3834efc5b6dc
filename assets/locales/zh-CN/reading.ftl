# reading: 文件如何被读懂，以及读不了的原因

data-error-why-damaged = 按这种编码，大部分文字无法读取。
data-error-why-too-many-rows = 行数超过 40 亿。
data-error-why-too-large = 大约需要 { $needed } MB 内存，目前只有 { $free } MB 可用。
data-error-next-other-encoding = 请选择其他编码，或把文件另存为“CSV UTF-8”再打开。
data-error-next-too-large = 请先另存为文件，文件可以抽样读取。

data-error-why-password = 工作簿设有密码。
data-error-why-no-cells = 所有工作表都没有表格。
data-error-why-no-sheet = 没有这个工作表；现有{ $sheets }。
data-error-why-damaged-workbook = Excel 工作簿已损坏：{ $reason }。
data-error-next-password = 请另存一份不带密码的副本，再打开它。
data-error-next-other-sheet = 请选择其他工作表或其他文件。

data-reject-repeated-header = 又一次出现列名
data-reject-footnote = 表格下方的备注或合计

cli-needs-encoding = 可用的有：{ $names }。
cli-needs-header = 只能是 yes、no 或 0 到 9 的行数。

screens-dialogs-repeated-header = 重复了列名
screens-dialogs-footnote = 是备注或合计

## 读取方式方面的发现

data-finding-tables = 文件里还有 { $n } 张表
data-finding-tables-detail = 从第 { $line } 行的{ $names }开始，共 { $n } 行。只读取第一张表；要读这一张，请略过它之前的行。
data-finding-sheets = 工作簿里还有 { $n } 个工作表
data-finding-sheets-detail = 未读取：{ $names }。
data-finding-baskets = 各行长短不一
data-finding-baskets-detail = 看起来每行是一次一起购买的商品；最长的一行有 { $n } 列。
data-finding-open-dates = { $column }：日在前还是月在前？
data-finding-open-dates-day = 日期本身无法判断。{ $value }按日在前读取，您可以更改。
data-finding-open-dates-month = 日期本身无法判断。{ $value }按月在前读取，您可以更改。
data-finding-mangled = { $column }里的数字已损坏
data-finding-mangled-detail = { $value }有不止一个小数点，因此按文本保留。可能是其他程序加进去的。
data-finding-stray-quotes = { $n } 行有多余的引号
data-finding-stray-quotes-detail = 只有一种读法符合列数，因此引号按普通文字保留。
data-finding-empty-end = 末尾有 { $n } 个空行，未读入
data-finding-empty-end-detail = 这些行只有分隔符，电子表格常把它们写在表格下方。
data-finding-short-rows = { $n } 行太短
data-finding-short-rows-detail = 少于 { $n } 个单元格；末尾缺少的按缺失值处理。
data-finding-preamble = 表格之前有 { $n } 行
data-finding-preamble-detail = 这些行已略过，第一行是{ $line }。
data-finding-sample = 只有前 { $n } 行
data-finding-sample-detail = 文件里还有更多行；结果只代表这些行。

## 读取方式对话框

screens-start-other-reading = 换种方式读取
screens-dialogs-find-out = 自动识别
screens-dialogs-sheet = 工作表
screens-dialogs-encoding-label = 文字编码
screens-dialogs-script-simplified = 简体中文
screens-dialogs-script-traditional = 繁体中文
screens-dialogs-script-japanese = 日文
screens-dialogs-script-korean = 韩文
screens-dialogs-script-western = 西欧
screens-dialogs-script-central = 中欧
screens-dialogs-script-cyrillic = 西里尔文
screens-dialogs-script-greek = 希腊文
screens-dialogs-script-turkish = 土耳其文
screens-dialogs-script-baltic = 波罗的海文
screens-dialogs-quote-double-backslash = 双引号，内部写作 \"
screens-dialogs-quote-single-backslash = 单引号，内部写作 \'
screens-dialogs-header = 列名
screens-dialogs-header-none = 没有列名
screens-dialogs-header-one = 在第一行
screens-dialogs-header-several = 在前 { $n } 行，合并使用
screens-dialogs-skip-label = 表格之前的行
screens-dialogs-skip-none = 没有
screens-dialogs-skip = 略过 { $n } 行
screens-dialogs-skip-to = 从第 { $line } 行开始
screens-dialogs-rows = 行数
screens-dialogs-rows-all = 全部
screens-dialogs-rows-first = 前 { $n } 行
screens-dialogs-thousands = 千位分隔符
screens-dialogs-thousands-none = 没有：1234567
screens-dialogs-thousands-comma = 逗号：1,234,567
screens-dialogs-thousands-point = 句点：1.234.567
screens-dialogs-thousands-blank = 空格：1 234 567
screens-dialogs-thousands-apostrophe = 撇号：1'234'567
screens-dialogs-dates = 03/04/2024 这样的日期
screens-dialogs-dates-each = 由每一列决定
screens-dialogs-dates-day = 无法判断时日在前
screens-dialogs-dates-month = 无法判断时月在前
screens-dialogs-glance = 按此方式读取的前几行：{ $n } 列
screens-dialogs-glance-busy = 正在读取前几行
screens-data-read-sheet = 工作表 { $sheet }：{ $rows }，{ $columns }。数字使用{ $decimal }。
