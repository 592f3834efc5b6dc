# The window around the screens.

shell-place-data = Data
shell-place-prepare = Prepare
shell-place-model = Model
shell-place-train = Train
shell-place-results = Results
shell-place-export = Export
shell-no-project = New project
shell-no-project-note = No file yet
shell-nothing-leaves = Nothing leaves this computer
shell-device = 
    CPU, { $n ->
        [one] { $n } thread
       *[other] { $n } threads
    }
shell-notice-software = No graphics driver was found, so the screen is drawn by the processor. Everything works, a little slower
shell-notice-opengl = The graphics driver did not start, so the screen is drawn with OpenGL
shell-no-window = The window could not be opened.
shell-no-window-next = Check that a screen is connected, or use the commands without a window: clientele --help
shell-missing-table = Open a file first. Then this place comes to life.
shell-missing-training = Nothing was trained yet. Ask a question in Model and press Train.
shell-missing-run = No result yet. Train a model first.
shell-status-start = Start here
shell-status-rows = { $n ->
    [one] { $n } customer
   *[other] { $n } customers
}
shell-status-steps = { $n ->
    [one] { $n } step
   *[other] { $n } steps
}
shell-status-learning = Learning, pass { $n }
shell-status-learning-alone = Learning
shell-status-learning-machine = Learning, machine { $n }
shell-status-learning-step = Learning, step { $n }
shell-status-one-step = Learned in one step
shell-status-groups = { $n ->
    [one] { $n } group
   *[other] { $n } groups
}
shell-status-best = Best at pass { $n }
shell-status-kept = Kept: pass { $n }
shell-status-not-written = Not written yet
shell-status-written = { $n ->
    [one] { $n } file written
   *[other] { $n } files written
}
shell-status-stale = Needs a new run
shell-question-answer = Who will answer?
shell-question-buy = Who will buy?
shell-question-leave = Who is leaving?
shell-question-own = { $column } is { $value }?
shell-question-open = { $column }: which answer?
shell-question-number = How much { $column }?
shell-question-groups = What groups are there?
shell-toast-stopped = Stopped
shell-toast-copied = Copied
shell-toast-steps-added =
    { $n ->
        [one] Step added
       *[other] { $n } steps added
    }
shell-toast-trained = Training is done: { $verdict }
shell-toast-wrote = { $file } was written
shell-toast-wrote-rows = { $file } was written: { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
shell-toast-wrote-renamed = { $file } was written. The new column { $wanted } is called { $given }, as that name was taken
shell-toast-scored = { $file }: { $n ->
    [one] { $n } customer scored
   *[other] { $n } customers scored
}
shell-palette-nothing = Nothing fits these letters
shell-palette-column = Column { $column }
shell-palette-recent = Open { $file }
shell-pick-table = Open a customer file
shell-pick-new-table = Choose the file to score
shell-pick-model = Choose a saved model
shell-pick-save = Save as
shell-files-table = Tables
shell-files-model = Clientele models
shell-files-page = Web pages
shell-files-picture = Picture
shell-files-recipe = Recipes
