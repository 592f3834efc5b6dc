# neural: nets and the program that trains them

neural-name = Neural network
neural-not-groups = Needs an answer to predict. Segments have no target.

# What cannot be asked for
neural-wrong-layers = A neural network has 1 to 6 hidden layers, each of at least one neuron.
neural-wrong-dropout = The share of neurons left out must be from 0 to below 1.
neural-wrong-rate = The learning rate must be a number above 0, such as 0.001.
neural-wrong-batch = Batch size and rounds must be 1 or more.
neural-wrong-penalty = Penalties must be numbers from 0 up.
neural-wrong-next = Change it, or leave it out: then it is chosen by the size of your data.
neural-memory-why = Such a network needs about { $size } GB of memory to learn. At most { $most } GB are used.
neural-memory-next = Choose narrower layers, such as 64,64.
neural-room-why = To learn from { $rows } rows of { $columns } prepared columns takes about { $size } GB of memory; { $free } GB are free.
neural-room-next = Leave out columns with many different values, close other programs, or choose another model.

# The program that trains
neural-missing-why = Training a neural network needs a second program, clientele-neural, which is not on this computer.
neural-missing-next = Run cargo xtask build, which fetches and builds it, or choose another model. A network that is trained already can be used without it.
neural-not-started-why = The program that trains neural networks does not start. It says: { $detail }
neural-build-again-next = Run cargo xtask build to build it anew, or choose another model.
neural-newer-why = The program that trains neural networks is newer than this app: it speaks version { $found }, this app version { $known }.
neural-older-why = The program that trains neural networks is older than this app, which speaks version { $known }.
neural-broke-off = Training broke off. The best network so far is kept.
neural-died-why = The program that trains neural networks ended by itself. It says: { $detail }
neural-silent-why = The program that trains neural networks has not been heard for { $seconds } seconds, so it was ended.
neural-garbled-why = The program that trains neural networks said something this app does not understand: { $detail }
neural-try-again-next = Try again. If it happens again, choose smaller layers or another model.
neural-diverged-why = With a learning rate of { $rate } the steps were too large, and the error grew beyond all numbers.
neural-diverged-next = Set the learning rate to a tenth of it: { $rate }.
neural-no-memory-why = Memory ran out while the network was learning.
neural-file-why = A file that the network is learned from could not be written or read: { $detail }
neural-file-next = Make room on the disk that holds temporary files, then try again.

# Notes
neural-note-no-card = No graphics card could be used, so the network learned on the processor.
neural-note-held-back = One in ten of the customers who learn was held back, to see when to stop.
neural-note-kept = { $n ->
    [one] Kept: the network as it was after round 1.
   *[other] Kept: the network as it was after round { $n }, the best so far.
}

# Choosing it in the window
neural-text = Layers of small sums that bend around the customers. Strong on many files; shows no weights.
neural-layers = Neurons of each layer
neural-layers-help = From the inputs on, with commas between layers. Empty: by the size of your data.
neural-layers-allowed = 1 to 6 whole numbers from 1, with commas, such as 64, 32.
neural-rate = Learning rate
neural-rate-help = How far each step goes. Too large and the error jumps, too small and it crawls.
neural-rate-allowed = A number above 0, such as 0.001.
neural-dropout = Neurons left out by chance
neural-dropout-help = A share of neurons sits out each batch, so that none is relied on alone.
neural-dropout-allowed = A number from 0 to below 1, such as 0.1.
neural-batch = Customers per step
neural-batch-allowed = A whole number from 1.
neural-batch-help = After so many customers the weights move once.
neural-patience = Patience
neural-patience-help = Passes without a smaller error after which it ends; 0: never.
neural-patience-allowed = A whole number from 0.
neural-epochs-help = It ends earlier when patience is over. Empty: 200.
neural-activation = What a neuron makes of its sum
neural-activation-relu = ReLU: negative sums count as 0
neural-activation-gelu = GELU: as ReLU, with a soft bend
neural-activation-tanh = tanh: from −1 to 1
neural-activation-sigmoid = Sigmoid: from 0 to 1
neural-optimiser = How weights move
neural-optimiser-sgd = SGD with momentum
neural-optimiser-adam = Adam
neural-optimiser-adam-w = AdamW
neural-schedule = Learning rate over time
neural-schedule-constant = Stays the same
neural-schedule-cosine = Falls along a cosine
neural-schedule-plateau = Halves when the error stops falling
neural-batch-norm = Batch normalisation
neural-batch-norm-help = Sums are brought to one scale in each batch.
