# findings: what is worth telling about a file. A title under eight words, and one sentence more.

findings-personal = { $n ->
        [one] 1 column holds personal data
       *[other] { $n } columns hold personal data
    }
findings-personal-detail = { $n ->
        [one] { $names } is kept for lists and never learned from.
       *[other] { $names } are kept for lists and never learned from.
    }
findings-personal-input = { $column } is personal data
findings-personal-input-detail = A model would learn from names, addresses or numbers of single people.
findings-birth = { $column } is a date of birth
findings-birth-detail = It is personal data, and a model would learn from it as a customer’s age.
