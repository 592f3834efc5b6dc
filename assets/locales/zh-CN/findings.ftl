# findings: 文件里值得一提的情况

findings-personal = { $n } 列含有个人信息
findings-personal-detail = { $names }共 { $n } 列，只用于导出名单，不参与学习。
findings-personal-input = { $column }是个人信息
findings-personal-input-detail = 模型会拿个人的姓名、地址或号码来学习。
findings-birth = { $column }是出生日期
findings-birth-detail = 它属于个人信息，模型会把它当作客户的年龄来学习。

findings-empty-rows = 中间有 { $n } 个空行
findings-empty-rows-detail = 这些行没有任何内容，却会算作没有资料的客户。
findings-header-again = 表头又出现了 { $n } 次
findings-header-again-detail = { $name }又作为内容出现，多见于由几份文件拼成的表。
findings-totals = 末尾有 { $n } 行合计
findings-totals-detail = { $column }写着{ $word }，会被当成一位拥有所有人数字的客户。
findings-copy = { $column }是重复的列
findings-copy-detail = 每个单元格都与{ $other }相同，留一列就够了。
findings-same-words = { $column }与另一列同义
findings-same-words-detail = 它用不同的写法说了与{ $other }相同的内容，留一列就够了。
findings-nearly-empty-detail = 占全部行的 { $share }：几乎没有可学的内容。

findings-spelling = { $column }的{ $value }有不同写法
findings-spelling-detail = { $n } 个单元格写作{ $names }，模型会当成不同的值。
findings-written = { $column }的数字带有其他符号
findings-written-detail = 例如{ $example }，目前按名称而不是数字处理。
findings-placeholder = { $column }里有{ $value }
findings-placeholder-detail = { $n } 个单元格这样写，离其他值很远，很可能表示“不知道”。
findings-impossible = { $column }有 { $n } 个不可能的值
findings-impossible-detail = 例如{ $names }。
findings-far-days = { $column }有 { $n } 个可疑日期
findings-far-days-detail = 例如{ $names }，与其他日期相差很多年。
findings-outliers = { $column }有 { $n } 个异常值
findings-outliers-detail = 最远的是 { $farthest }，中位数是 { $median }。是录错了，还是特殊客户？
findings-skewed = { $column }有很长的尾部
findings-skewed-detail = 中位数是 { $median }，最大值是 { $max }。少数客户会左右模型。
findings-rare = { $column }有 { $n } 个少见的名称
findings-rare-detail = 每个都不到 1% 的行，合计 { $n } 行，太少，学不到规律。
findings-damaged = { $column }有 { $n } 个单元格文字损坏
findings-damaged-detail = 例如{ $example }，文字在写入文件之前就已损坏。

findings-same-as-answer = { $column }直接泄露了答案
findings-same-as-answer-detail = 至少 99% 的行与{ $target }一致，模型只会照抄。
findings-leak = { $column }很可能是数据泄漏
findings-leak-detail = 仅凭它就几乎能完全猜中{ $target }（排序能力 { $power }）。事先就知道它吗？
findings-leak-number-detail = 仅凭它就能解释{ $target }差异的 { $share }。事先就知道它吗？
findings-ask-when-known = { $column }事先就知道吗？
findings-ask-when-known-detail = 它对{ $target }的说明力远超其他列。
findings-rare-yes = 平均{ $chance }为“是”
findings-rare-no = 平均{ $chance }为“否”
findings-rare-answer-detail = 全部猜另一种答案，准确率也有 { $share }，所以这里看排序能力和利润。

findings-fix-as-numbers = 按数字读取
findings-fix-write-alike = 统一写作{ $value }
findings-fix-clip = 压缩极端值
findings-fix-log = 取对数
findings-fix-group-rare = 合并少见类别
findings-fix-tidy = 统一写法
findings-fix-take-out = 去掉这些行
findings-capitals = { $column }有 { $n } 个值写法不一
findings-capitals-detail = 只是大小写和空格不同，涉及 { $n } 个单元格，模型会当成不同的值。
findings-more-outliers = 另有 { $n } 列含异常值
findings-more-skewed = 另有 { $n } 列有很长的尾部
findings-more-rare = 另有 { $n } 列含少见的名称
findings-more-detail = 例如{ $names }。
