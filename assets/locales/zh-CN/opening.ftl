# opening：前几行、抽样、Parquet、被搁置行的位置

data-error-next-sample = 可以改读约 { $rows } 行的样本，每 { $every } 行取一行：--every { $every }。
data-error-why-pipe = 它只能读取一次。
data-error-next-pipe = 请先另存为文件。
data-error-why-parquet-cut = Parquet 文件不完整，缺少结尾。
data-error-why-parquet-encrypted = Parquet 文件已加密。
data-error-why-parquet-no-columns = Parquet 文件里没有列。
data-error-why-parquet-nested = 所有列里都是列表或记录：{ $columns }。
data-error-why-parquet-damaged = Parquet 文件已损坏，或部分内容已加密：{ $reason }。
data-error-next-copy-again = 请重新复制或导出这个文件。
data-error-next-parquet-plain = 请不加密再导出一次，然后打开。
data-error-next-parquet-flat = 请按每格一个值导出，例如导出为 CSV。

data-finding-sample-every = 样本：每 { $every } 行取一行
data-finding-sample-every-detail = 从全部 { $all } 行中随机抽取了 { $n } 行，均匀分布；结果只针对这些行。
data-finding-nested = 有 { $n } 列没有读取
data-finding-nested-detail = { $names } 的单元格里是列表或记录。要使用这些列，请按每格一个值导出文件。
data-finding-uncomputed = 有 { $n } 个公式没有计算结果
data-finding-uncomputed-detail = 第一个在单元格 { $place }。保存这个工作簿的程序没有计算公式，所以这些单元格按空白读取。请用 Excel 或 LibreOffice 打开并保存一次，再在这里打开。

commands-still-reading = 文件还在读取
shell-missing-rest = 文件还在读取，全部读完后这里才有内容。
shell-status-reading = 正在读取
shell-status-sample = 样本，{ $n } 位客户
shell-toast-no-place = 没有显示任何行，无法定位

screens-data-read-first = 先显示前 { $n } 行，其余还在读取。
screens-data-read-parquet = { $rows }，{ $columns }。Parquet 文件。
screens-data-sample-first = 只读了前面的行：
screens-data-sample-every = 样本，{ $all } 行中每 { $every } 行取一行：
screens-data-findings-follow = 正在读取
screens-data-findings-follow-text = 各列的内容和需要处理的问题，全部读完后显示。
screens-data-mark-above = 第 { $line } 行原在标记行的上方
screens-data-mark-below = 第 { $line } 行原在标记行的下方

screens-dialogs-show-place = 在表格中显示它的位置
screens-dialogs-sample = { $file } 超出可用内存
screens-dialogs-sample-text = 样本从整个文件中抽取，每 { $every } 行随机取一行；再次打开时样本相同。由它得出的一切都会注明是样本。
screens-dialogs-sample-open = 打开 { $n } 行的样本
report-sample-first = 只读取了文件的前 { $n } 行。
report-sample-every = 只读取了文件的样本：{ $all } 行中每 { $every } 行随机取一行。
cli-profile-typed = { $rows }，{ $columns }；{ $encoding }
report-fact-read-typed = { $n } 行，{ $encoding }
report-fact-sample = 样本
shell-sample = 样本
screens-dialogs-rows-every = 每 { $n } 行随机取一行
