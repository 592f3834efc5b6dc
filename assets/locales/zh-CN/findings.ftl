# findings: 文件里值得一提的情况

findings-personal = { $n } 列含有个人信息
findings-personal-detail = { $names }共 { $n } 列，只用于导出名单，不参与学习。
findings-personal-input = { $column }是个人信息
findings-personal-input-detail = 模型会拿个人的姓名、地址或号码来学习。
findings-birth = { $column }是出生日期
findings-birth-detail = 它属于个人信息，模型会把它当作客户的年龄来学习。
