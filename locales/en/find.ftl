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

## What belongs together.

links-link-here = Reports that belong together
links-title = What belongs together with
links-pattern = In the order of time
links-pattern-what = Every report that is linked with this one, also over others. Reports that you may not open are not shown.
links-none = It is linked with no other report that you may open.
links-more = There are more than are shown here.
links-own = This report
links-happened = Happened on { $day }
links-bound = { $bond }: { $other }.
links-end = End the link
links-link = Link another report
links-other = The other report
links-other-hint = Its reference, such as WM-7K3F-92QD.
links-bond = Why do they belong together?
links-bond-same-place = Same place
links-bond-same-person = Same person
links-bond-same-people-did-it = Same people did it
links-bond-other = Something else
links-note = Note
links-note-hint = A few words, if they help. Whoever may open both reports can read them.
links-do = Link them
links-do-as = Link: { $bond }
links-suggestions = May belong to it
links-suggestions-what = Open one before you link it. Somebody may share a phone or a name and be another person.
links-suggestions-none = No other report that you may open has the same phone number, e-mail address, name or place.
links-shares-phone = same phone number
links-shares-email = same e-mail address
links-shares-name = same name
links-shares-place = same place
links-fault-unknown = There is no report with this reference that you may open.
links-fault-itself = This is the report itself. Please type the reference of another one.
links-fault-bond = Please choose why they belong together.
links-fault-note = Please say in the note what it is.
links-notice-linked = They are linked now.
links-notice-unlinked = The link is ended.
desk-step-linked = Linked with another report
desk-step-unlinked = A link with another report ended
