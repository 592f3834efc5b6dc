# 数据页的表格：列的排布与行的搜索。
table-search = 搜索所有单元格
table-pin = 固定这一列
table-unpin = 取消固定
table-left = 左移
table-right = 右移
table-hide = 隐藏这一列
table-hidden = 已隐藏 { $n } 列
table-show-all = 显示全部列
table-show-personal = 显示个人信息
table-mask-personal = 遮盖个人信息
table-search-chip = 任一单元格含 { $value }
table-end-search = 结束搜索
