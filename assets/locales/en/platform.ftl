# Sentences of the rooms platform and jobs.

# A panic of a worker
jobs-panic-what = This could not be finished.
jobs-panic-why = Clientele made a mistake ({ $detail }).
jobs-panic-next = Your file and earlier results are untouched. Try again; if it happens again, report it with the newest crash note.
jobs-thread-what = This could not be started.
jobs-thread-why = The computer gave no room for more work ({ $detail }).
jobs-thread-next = Close other programs and try again.

# Folders and settings
platform-folders-what = Clientele found no folder for its settings.
platform-folders-why = The system does not say where your files belong ({ $detail }).
platform-folders-next = Set { $variable } to a folder of your own and start again.
platform-settings-what = Your settings could not be read, so Clientele starts with its defaults.
platform-settings-damaged = The settings file is damaged ({ $detail }).
platform-settings-version = The settings file has version { $found }, which this Clientele does not know.
platform-settings-unreadable = The settings file could not be opened ({ $detail }).
platform-settings-aside = The old file was kept as { $file }.
platform-settings-check = Check who may read { $file }, then start again.
platform-settings-save-what = Your settings were not saved in { $file }.
platform-settings-save-why = The file could not be written ({ $detail }).
platform-settings-save-next = The old settings are untouched. Free some space or check who may write there.
