### Where a report stands, and what became of it at each organisation, for the person who told us.
### What is said here is worked out in one place, and each state has its words once: the own page, the receipt and the API say the same.


## Where a report stands: the best news first, then what else was answered, then the next day. Only who is to help counts as an organisation.

headline-taken-on = { $count ->
    [one] 1 organisation took on your report.
   *[other] { $count } organisations took on your report.
}
headline-arrived = { $count ->
    [one] 1 organisation has told us that your report arrived.
   *[other] { $count } organisations have told us that your report arrived.
}
headline-sent = { $count ->
    [one] We sent your report to 1 organisation. It has not told us yet that it arrived.
   *[other] We sent your report to { $count } organisations. None has told us yet that it arrived.
}
headline-leaves = { $count ->
    [one] We have your report. It is to go to 1 organisation, and has not left yet.
   *[other] We have your report. It is to go to { $count } organisations, and has not left yet.
}
headline-not-arrived = We have your report. We tried to pass it on, but our letter did not arrive. We are looking for another way.
headline-asks = We have your report. Someone could help. They know nothing of it before you say yes.
headline-waits = We have your report. It is not passed on yet, and a person will look for the right place for it.
headline-lapsed = We have your report. Everyone who could help was full for 14 days, so we stopped trying. You can ask us to go on.
headline-done = { $count ->
    [one] 1 organisation has told us that it is done.
   *[other] { $count } organisations have told us that they are done.
}
headline-cannot = { $count ->
    [one] 1 organisation has told us that it cannot help.
   *[other] { $count } organisations have told us that they cannot help.
}
headline-counted = { $count ->
    [one] Nobody is asked to help you now. 1 organisation is to count what happened.
   *[other] Nobody is asked to help you now. { $count } organisations are to count what happened.
}
headline-received = We have your report.
headline-also-done = { $count ->
    [one] 1 other is done.
   *[other] { $count } others are done.
}
headline-also-cannot = { $count ->
    [one] 1 other cannot help.
   *[other] { $count } others cannot help.
}
headline-also-asks = Someone else could help. They know nothing of it before you say yes.
headline-late = An answer should have come by { $day }. It is late.
headline-answer-by = The next answer should come by { $day }.
headline-waits-until = If nobody has room by { $day }, we stop trying, and this page says so.
headline-no-day = No day is set for the next step.

status-sealed-off = You asked us to erase your report. It is locked away, and will be destroyed on { $day }.
status-sealed-off-held = You asked us to erase your report. It is locked away, and nobody here can open it. The law makes us keep it for now, so it is not destroyed yet.
status-erased = Your report is destroyed, as you asked.


## What happened with one organisation, each with its day. What we sent is not yet what they have.

happened-waiting = It has not left yet.
happened-sent = We sent it to them.
happened-came-back = Our letter to them came back.
happened-not-reached = Our letter could not reach them.
happened-arrived = They told us that it arrived.
happened-taken-on = They took it on.
happened-cannot = They told us that they cannot take it on.
happened-done = They told us that they are done.
happened-withdrawn = This was stopped. They can no longer open it here.
happened-replaced = This has ended. They can no longer open it here.
happened-never-reached = This ended before it reached them. They cannot open it here.

# Why they cannot.
cannot-out-of-area = They do not work in this area.
cannot-not-our-expertise = They said that someone else knows more about this.
cannot-no-capacity = They have no room to help right now.
cannot-already-known = They are helping with this already.
cannot-cannot-reach = They could not get in touch.
cannot-conflict-of-interest = They know someone involved, so they should not take this.
cannot-other = They gave another reason.

# What comes next.
next-step-leaves = It goes out soon.
next-step-answer-by = They have not told us yet that it arrived. They should do so by { $when }.
next-step-late = They are late. They should have told us by { $when } that it arrived.
next-step-no-day = No day is set for the next step.
next-step-other-way = A person at our team looks for another way to reach them.
next-step-choose = Someone else could help. They know nothing of it before you say yes.
next-step-another = Another organisation is asked to help with the same.
next-step-looking = A person at our team looks for another way.
next-step-stop = We ask them to stop using what they have.
next-step-nothing = They have nothing more to do here.
