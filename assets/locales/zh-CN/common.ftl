# 各界面共用的文字。

common-app-name = Clientele

# 按钮
common-open = 打开
common-stop = 停止
common-close = 关闭
common-cancel = 取消
common-undo = 撤销
common-redo = 重做
common-back = 返回
common-next = 下一步
common-show = 显示
common-hide = 隐藏
common-copy = 复制
common-details = 详情
common-more = 更多
common-add = 添加
common-remove = 移除
common-edit = 编辑
common-search = 搜索
common-try-again = 重试
common-move-up = 上移
common-move-down = 下移
common-on = 开
common-off = 关

# 数量
common-customers = { $n } 位客户
common-rows = { $n } 行
common-columns = { $n } 列
common-cells = { $n } 个单元格
common-values = { $n } 个取值
common-gaps = { $n } 个缺失值
common-passes = { $n } 轮
common-groups = { $n } 个客群
common-gap = 缺失
common-of = { $done } / { $total }
common-left = 约剩 { $time }

# 列的类型
common-kind-number = 数字
common-kind-integer = 整数
common-kind-yes-no = 是/否
common-kind-category = 类别
common-kind-date = 日期
common-kind-text = 自由文本

# 列的用途
common-role-id = 客户编号
common-role-feature = 输入列
common-role-target = 目标列
common-role-contact = 联系方式
common-role-date = 时间列
common-role-ignore = 不使用

# 图表
common-chart-best = 最佳
common-chart-learn = 学习
common-chart-check = 验证
common-chart-average = 平均 { $share }
common-chart-random = 随机
common-chart-perfect = 完全准确
common-chart-other = 其他
common-chart-empty = 还没有可画的内容
