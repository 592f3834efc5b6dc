# data: 无法读写的文件、列的类型与用途、发现的问题

## 错误。三个短句：什么、为什么、怎么办。

data-error-not-opened = 无法打开{ $file }。
data-error-not-saved = { $file }没有保存。
data-error-stopped = 已停止读取{ $file }。

data-error-why-missing = 找不到这个文件。
data-error-why-missing-in = { $folder } 中没有这个文件。
data-error-why-folder = 它是文件夹，不是文件。
data-error-why-empty = 文件是空的。
data-error-why-no-rows = 只有列名，没有数据行。
data-error-why-none-readable = 共 { $n } 行，没有一行能可靠读取。
data-error-why-workbook = 它是 Excel 工作簿，不是文本表格。
data-error-why-zip = 它是压缩包，不是表格。
data-error-why-pdf = 它是 PDF 文档，不是表格。
data-error-why-picture = 它是图片，不是表格。
data-error-why-database = 它是数据库，不是文本表格。
data-error-why-binary = 内容不是文本。
data-error-why-delimiter = 分隔符应是单个符号（如逗号），不能是“{ $delimiter }”。
data-error-why-decimal = 小数点应写作 . 或 ,，不能是“{ $decimal }”。
data-error-why-changed = 读取过程中文件发生了变化。
data-error-why-stopped = 您停止了操作，没有改动任何内容。
data-error-why-permission = 您没有读取它的权限。
data-error-why-system = 系统提示：{ $reason }。
data-error-why-exists = 同名文件已经存在。
data-error-why-folder-missing = 文件夹 { $folder } 不存在。
data-error-why-is-folder = 这个名字已是一个文件夹。
data-error-why-no-write = 您没有写入该位置的权限。
data-error-why-bad-name = 系统不接受这个文件名。
data-error-why-disk-full = 磁盘已满；原有的同名文件没有改动。

data-error-next-choose-csv = 请选择 CSV 文件。
data-error-next-check-path = 请检查文件名和文件夹，或重新选择文件。
data-error-next-file-inside = 请选择文件夹里的 CSV 文件。
data-error-next-add-rows = 请选择列名下至少有一位客户的文件。
data-error-next-check-reading = 请检查分隔符和引号。
data-error-next-save-as-csv = 请把工作表另存为“CSV UTF-8”，再打开该文件。
data-error-next-unpack = 请解压后打开里面的文件。
data-error-next-delimiter = 请选择逗号、分号、制表符或其他单个符号。
data-error-next-decimal = 请在这两种中选择。
data-error-next-split-file = 请拆分文件，打开其中一部分。
data-error-next-open-again = 请重新打开。
data-error-next-save-again = 请重新保存。
data-error-next-permission = 请向文件所有者申请权限，或选择其他文件。
data-error-next-exists = 请换个名字，或允许替换。
data-error-next-other-folder = 请换个文件夹。
data-error-next-other-name = 请换个名字。
data-error-next-disk-full = 请腾出空间或换个文件夹，再重新保存。

data-error-columns-missing = { $file }缺少 { $n } 个需要的列。
data-error-why-columns-missing = 文件里没有{ $columns }。
data-error-next-columns-missing = 请在文件中补上，或选择其他列。

## 类型的理由

data-kind-empty = 自由文本，因为没有填写任何内容
data-kind-zero-one = 是/否，因为内容只有 0 和 1
data-kind-number = 数字，因为 { $all } 个单元格中有 { $n } 个是数字
data-kind-integer = 整数，因为 { $all } 个单元格中有 { $n } 个是整数
data-kind-date-year-first = 日期，因为 { $all } 个单元格中有 { $n } 个是日期，年在前
data-kind-date-day-first = 日期，因为 { $all } 个单元格中有 { $n } 个是日期，日在月前
data-kind-date-month-first = 日期，因为 { $all } 个单元格中有 { $n } 个是日期，月在日前
data-kind-two-values = 是/否，因为内容只有{ $first }和{ $second }
data-kind-text = 自由文本，因为 { $all } 个值中有 { $n } 个互不相同
data-kind-codes = 代码，因为按数字读取会丢失部分数位
data-kind-category = 类别，因为 { $all } 个单元格只有 { $n } 种取值
data-kind-chosen = 由您选择

## 用途的理由

data-role-empty = 不使用，因为没有填写任何内容
data-role-constant = 不使用，因为每一行都相同
data-role-email = 联系方式，因为内容是邮箱地址
data-role-phone = 联系方式，因为内容是电话号码
data-role-name = 联系方式，因为内容是人名
data-role-address = 联系方式，因为内容是通讯地址
data-role-postal-code = 联系方式，因为内容是邮政编码
data-role-account = 联系方式，因为内容是账号、卡号或证件号
data-role-date = 时间列，因为内容是日期
data-role-counts-rows = 客户编号，因为它只是行号
data-role-id-each-once = 客户编号，因为每个值只出现一次
data-role-id-name = 客户编号，因为列名像编号，取值也很多
data-role-text = 不使用，因为 { $all } 个值中有 { $n } 个互不相同
data-role-feature = 输入列，因为没有理由排除
data-role-target = 您所提问题的答案
data-role-dropped = 不使用，因为有一个步骤去掉了它
data-role-chosen = 由您选择

## 挑出一行的理由

data-reject-too-many-cells = 应有 { $expected } 个单元格，实有 { $found } 个
data-reject-open-quote = 引号没有闭合
data-reject-not-text = 部分文字已损坏

## 发现的问题

data-finding-set-aside = 挑出 { $n } 个问题行
data-finding-set-aside-detail = 最早在第 { $line } 行：{ $reason }。没有删除任何内容。
data-finding-target-gaps = { $n } 行没有答案
data-finding-target-gaps-detail = 这些行的{ $column }是空的，不参与训练。
data-finding-gaps = { $column }有 { $n } 个缺失值
data-finding-gaps-many = 占全部行的 { $share }：填法会影响结果。
data-finding-gaps-few = 占全部行的 { $share }：怎么填对模型影响很小。
data-finding-gaps-nothing-yet = 恰好都在{ $other }为 0 的行，很可能就是 0。
data-finding-gap-word = { $column }里有{ $word }
data-finding-gap-word-detail = { $n } 个单元格这样写。它表示“不知道”吗？
data-finding-mixed-numbers = { $column }有 { $n } 个单元格不是数字
data-finding-mixed-dates = { $column }有 { $n } 个单元格不是日期
data-finding-mixed-one = 都写着{ $word }，按缺失值处理。
data-finding-mixed-several = 例如{ $word }，按缺失值处理。
data-finding-duplicate-ids = { $n } 行与已有客户重复
data-finding-duplicate-ids-detail = { $column }中有 { $n } 个值出现了不止一次。
data-finding-duplicate-rows = { $n } 行与其他行重复
data-finding-duplicate-rows-detail = 文件里没有客户编号，它们可能是情况相同的不同客户。
data-finding-duplicate-rows-with-id = 它们的每一列都相同。
data-finding-constant = { $column }从不变化
data-finding-constant-detail = 每一行都相同，学不到任何东西。
data-finding-empty-column = { $column }是空的
data-finding-empty-column-detail = 没有填写任何内容，学不到任何东西。
data-finding-zero-one = { $column }写的是 0 和 1
data-finding-zero-one-detail = 按否和是读取；{ $other }写的是{ $answers }。
data-finding-row-number = { $column }只是行号
data-finding-row-number-detail = 当作编号，不参与学习。
data-finding-header = 为 { $n } 列补了列名
data-finding-header-empty = 列名是空的，现在叫{ $names }。
data-finding-header-taken = 列名{ $from }出现了两次，后一列现在叫{ $names }。
data-finding-header-several = 列名为空或重复，现在叫{ $names }。
data-finding-all-good = 没有需要处理的问题
data-finding-all-good-detail = { $n } 行全部读取，没有缺失值，也没有重复客户。

## 按钮

data-fix-fill-median = 用中位数填补
data-fix-fill-mean = 用平均值填补
data-fix-fill-frequent = 用最常见的值填补
data-fix-fill-group = 把缺失值归为一组
data-fix-fill-value = 填为 { $value }
data-fix-word-is-gap = 按缺失值处理
data-fix-keep-kind = 保留这种类型
data-fix-keep-first = 只保留第一条
data-fix-drop = 去掉这一列
