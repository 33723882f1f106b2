### Finding reports, what belongs together, a lost receipt, and an erasure that is undone.

page-title-find = Find

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

also-links = Reports that belong together
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

## A lost receipt.

also-receipt = Make a new receipt
renew-title = A new receipt for
renew-what = For somebody who lost the receipt of this report. The new one opens all they told. The old one opens nothing from then on, and a word of their own ends with it.
renew-care = Somebody else may ask for it. Never give it to a person who rang or wrote to you: ring or write back by a way listed here, and make sure that it is them.
renew-ways = Ways they called safe
renew-ways-none = They called no way safe. Make a new receipt only for somebody who comes in person and is known.
renew-how = How do you know that it is them?
renew-how-rang = I rang them on the safe number, and they answered
renew-how-wrote = I wrote to the safe address, and they answered
renew-how-in-person = They came in person, and are known here
renew-how-other = In another way
renew-words = In which other way?
renew-words-hint = Only when you chose another way.
renew-sure = Please confirm
renew-sure-yes = I am sure that it is the person who told us. I know that the old receipt ends.
renew-do = Make a new receipt
renew-new = The new receipt
renew-give = Give it to them now. It is shown until you say that it was given, or for an hour.
renew-give-how = Say it, or let them write it down. Do not send it by e-mail or text. They can look at their report with it on the page where they come back.
renew-given = It was given to them
renew-given-what = It is then gone from this screen.
renew-fault-how = Please choose how you know that it is them.
renew-fault-words = Please say how you know that it is them.
renew-fault-sure = Please confirm that you are sure.
desk-step-receipt-renewed = New receipt made
desk-notice-renewed = The receipt is gone from this screen.

## An erasure that is undone.

page-title-undo = Undo an erasure
undo-link = Undo an erasure
undo-title = Undo an erasure
undo-what = Within 7 days after a person erased their report, you can bring it back if they ask you to. Afterwards it is over, even when the law makes us keep it. If you let one go that was kept, 7 days begin again.
undo-then = It can then be opened again. What was withdrawn stays withdrawn, and nothing goes out by itself: ask them who may know now. They can also choose again on their own page.
undo-reference = Reference of the report
undo-asked = Who asked for it?
undo-asked-hint = And how you know that it is the person who told us.
undo-why = Why?
undo-do = Undo the erasure
undo-notice = The erasure is undone. The report can be opened again, and stands in the list of what needs a person.
undo-fault-unknown = There is no report with this reference. One that was destroyed some time ago is forgotten.
undo-fault-open = This report was not erased.
undo-fault-over = It is over: 7 days have passed since it was erased.
undo-fault-asked = Please say who asked for it.
undo-fault-why = Please say why.

## Reports that are kept though their person erased them.

page-title-kept = Erased, and kept
kept-link = Erased, and kept
kept-title = Erased, and kept
kept-what = People erased these reports, and somebody here keeps them because the law asks for it. They open for nobody, and nothing of them is shown here.
kept-none = There are none now.
kept-then = Let a report go as soon as the reason to keep it is over. It is then destroyed in 7 days, as if its person erased it today. Their page says so. Until then they can still ask to have it back.
kept-which = Which report?
kept-erased = Erased on { $at }.
kept-since = Kept by { $name } on { $at }.
kept-more = There are more. To see one of them, look for its reference.
kept-why = Why is the reason to keep it over?
kept-do = Let it go
kept-notice = It is let go. It is destroyed in 7 days.
kept-fault-reference = Please choose a report that was erased and is kept.
kept-fault-why = Please say why.
desk-task-undone = Its erasure was undone: see what should become of it
desk-step-erasure-undone = Erasure undone
