# platform 和 jobs 的句子。

# 后台任务出错
jobs-panic-what = 这项操作没有完成。
jobs-panic-why = Clientele 内部出错（{ $detail }）。
jobs-panic-next = 您的文件和之前的结果没有改动。请重试；若再次出现，请附上最新的崩溃记录反馈。
jobs-thread-what = 这项操作没有开始。
jobs-thread-why = 电脑资源不足，无法开始更多任务（{ $detail }）。
jobs-thread-next = 请关闭其他程序后重试。

# 文件夹和设置
platform-folders-what = 找不到存放设置的文件夹。
platform-folders-why = 系统没有说明您的文件放在哪里（{ $detail }）。
platform-folders-next = 请把 { $variable } 设为您自己的文件夹，然后重新启动。
platform-settings-what = 设置无法读取，Clientele 以默认设置启动。
platform-settings-damaged = 设置文件已损坏（{ $detail }）。
platform-settings-version = 设置文件的版本是 { $found }，当前的 Clientele 不认识。
platform-settings-unreadable = 设置文件无法打开（{ $detail }）。
platform-settings-aside = 原文件已保留为 { $file }。
platform-settings-check = 请检查 { $file } 的读取权限，然后重新启动。
platform-settings-save-what = 设置没有保存到 { $file }。
platform-settings-save-why = 文件无法写入（{ $detail }）。
platform-settings-save-next = 原来的设置没有改动。请腾出空间，或检查写入权限。
