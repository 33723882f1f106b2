### Finding reports, what belongs together, a lost receipt, and an erasure that is undone.

page-title-find = Find a report

find-label = Find a report
find-hint = By its reference, or by a whole phone number, e-mail address, name or postcode.
find-do = Find
find-title = Find a report
find-too-short = This is too little to search for. Please type a whole reference, phone number, e-mail address, full name or postcode. A part of one is not enough.
find-nothing = Nothing found that you may open. Names must be spelled as they were told. Accents, capitals and the order of words do not matter.
find-found = { $count ->
    [one] One report:
   *[other] { $count } reports, the newest first:
}
find-too-many = Too many reports fit this. Here are { $count } of the newest. Try something that fewer people share.
find-behind = Some reports that just came in cannot be found yet. Please search again in a minute.
find-received = Came in on { $day }
find-standing-held = { $count ->
    [one] One organisation has it
   *[other] { $count } organisations have it
}
find-standing-passed-on = { $count ->
    [one] Passed on to one organisation, no answer yet
   *[other] Passed on to { $count } organisations, no answer yet
}
find-standing-waits = Nobody takes it for now
find-standing-over = No organisation has it any more
find-standing-nobody = Nobody was told
