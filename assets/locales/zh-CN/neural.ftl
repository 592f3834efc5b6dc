# neural：神经网络，以及负责训练的程序

neural-name = 神经网络
neural-not-groups = 需要可预测的答案。客群没有目标列。

# 不能这样设置
neural-wrong-layers = 神经网络要有 1 到 6 个隐藏层，每层至少一个神经元。
neural-wrong-dropout = 临时停用的神经元占比必须大于等于 0 且小于 1。
neural-wrong-rate = 学习率必须是大于 0 的数字，例如 0.001。
neural-wrong-batch = 批量大小和训练轮次都必须是 1 或更大。
neural-wrong-penalty = 正则化必须是不小于 0 的数字。
neural-wrong-next = 请修改，或者留空：软件会按数据大小自动选择。
neural-memory-why = 训练这样的网络大约需要 { $size } GB 内存，最多只用 { $most } GB。
neural-memory-next = 请把各层设窄一些，例如 64,64。
neural-room-why = 用 { $rows } 行、{ $columns } 个处理后的列来训练大约需要 { $size } GB 内存，目前可用 { $free } GB。
neural-room-next = 请去掉取值很多的列、关闭其他程序，或改用其他模型。

# 负责训练的程序
neural-missing-why = 训练神经网络要用到另一个程序 clientele-neural，这台电脑上没有。
neural-missing-next = 请运行 cargo xtask build，它会下载并编译这个程序；也可以改用其他模型。已经训练好的网络不需要它也能使用。
neural-not-started-why = 训练神经网络的程序无法启动。它的提示是：{ $detail }
neural-build-again-next = 请运行 cargo xtask build 重新编译，或改用其他模型。
neural-newer-why = 训练神经网络的程序比本软件新：它使用版本 { $found }，本软件使用版本 { $known }。
neural-older-why = 训练神经网络的程序比本软件旧；本软件使用版本 { $known }。
neural-broke-off = 训练中断，已保留目前最好的网络。
neural-died-why = 训练神经网络的程序自行退出了。它的提示是：{ $detail }
neural-silent-why = 训练神经网络的程序已有 { $seconds } 秒没有回应，因此被结束。
neural-garbled-why = 训练神经网络的程序发来了本软件无法理解的内容：{ $detail }
neural-try-again-next = 请再试一次。如果仍然如此，请缩小各层或改用其他模型。
neural-diverged-why = 学习率为 { $rate } 时每步迈得太大，误差超出了数字能表示的范围。
neural-diverged-next = 请把学习率改为它的十分之一：{ $rate }。
neural-no-memory-why = 网络学习时内存不足。
neural-file-why = 网络学习所用的文件无法写入或读取：{ $detail }
neural-file-next = 请在存放临时文件的磁盘上腾出空间，然后再试一次。

# 说明
neural-note-no-card = 没有可用的显卡，网络改用处理器学习。
neural-note-held-back = 从参与学习的客户中留出了十分之一，用来判断何时停止。
neural-note-kept = 已保留：第 { $n } 轮后的网络，这是目前最好的。

# 在窗口中选择
neural-text = 多层小的加权求和，能绕着客户弯曲。在许多文件上很强，但没有权重可看。
neural-layers = 每层的神经元数
neural-layers-help = 从输入一侧数起，各层之间用逗号。留空：按数据大小选择。
neural-layers-allowed = 1 到 6 个不小于 1 的整数，用逗号隔开，例如 64, 32。
neural-rate = 学习率
neural-rate-help = 每一步迈多大。太大误差会跳，太小学得很慢。
neural-rate-allowed = 大于 0 的数字，例如 0.001。
neural-dropout = 随机停用的神经元
neural-dropout-help = 每一批里停用一部分神经元，免得只依赖其中几个。
neural-dropout-allowed = 大于等于 0 且小于 1 的数字，例如 0.1。
neural-batch = 每步的客户数
neural-batch-allowed = 不小于 1 的整数。
neural-batch-help = 每看过这么多客户，权重调整一次。
neural-patience = 耐心
neural-patience-help = 误差连续多少轮不再变小就结束；0 表示不提前结束。
neural-patience-allowed = 不小于 0 的整数。
neural-epochs-help = 耐心用完会提前结束。留空：200。
neural-activation = 神经元如何处理求和
neural-activation-relu = ReLU：负数算作 0
neural-activation-gelu = GELU：类似 ReLU，转折更柔和
neural-activation-tanh = tanh：从 −1 到 1
neural-activation-sigmoid = Sigmoid：从 0 到 1
neural-optimiser = 权重如何调整
neural-optimiser-sgd = 带动量的 SGD
neural-optimiser-adam = Adam
neural-optimiser-adam-w = AdamW
neural-schedule = 学习率的变化
neural-schedule-constant = 保持不变
neural-schedule-cosine = 沿余弦下降
neural-schedule-plateau = 误差不再下降时减半
neural-batch-norm = 批归一化
neural-batch-norm-help = 每一批里把求和调到同一尺度。
