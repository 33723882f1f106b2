### The words of the letters to organisations. They go by e-mail, so they say nothing about a person, what happened, where, or why.
### The subject holds the reference, and for a notice the time to answer. Nothing else may ever stand in it.

letter-greeting = Hello,
letter-reference = Reference: { $reference }
letter-check = Not sure that this is from us? Call us on { $number }, or write to the address that you have from us. The number should be the one that you know already.
letter-private = Please do not forward this e-mail, and do not send us personal details by e-mail.
letter-automatic = A computer sent this e-mail. Please answer as it says, and not by replying to it.
letter-from = { $service }

letter-notice-subject = { $reference }: please answer within { $promise }
letter-notice-what = We have a referral for you, under the agreement between us.
letter-notice-urgent = It is urgent.
letter-notice-promise = Please tell us within { $promise } that it has arrived. You need only this link for that:
letter-notice-code = To read it and to answer it, ask for a code on the same page.
letter-notice-late = If we do not hear from you in time, the person who asked for your help sees that you are late.

letter-more-subject = { $reference }: there is more to see
letter-more-what = Something was added to a referral that you have, and you may see it.
letter-more-link = Please open this link and ask for a code to read it:

letter-stop-subject = { $reference }: please stop
letter-stop-what = You may no longer use the referral with this reference. Its link no longer shows what was in it.
letter-stop-use = Please stop using what you were told, and ask anyone you told to stop too.
letter-stop-delete = Please delete what you can, copies and prints too.
letter-stop-keep = We know that you cannot forget what you have read, and that the law may make you keep some of it. Please keep no more than that.
letter-stop-tell = Then please call us on { $number }, or write to the address that you have from us. Give us the reference, and tell us what you deleted and what you must keep.

letter-code-subject = { $reference }: your code
letter-code-request = This code is for request { $request }. Use it only on a page that names the same request.
letter-code-code = Code: { $code }
letter-code-minutes = It works for { $minutes } minutes. If someone else asks for a code, yours still works.
letter-code-not-you = You did not ask for a code? Then please call us or write to us. We will never ask you for this code by phone or e-mail.

letter-ends-subject = An agreement ends on { $day }
letter-ends-what = An agreement ends on { $day }. { $days ->
    [0] That is today.
    [one] That is tomorrow.
   *[other] That is in { $days } days.
} After that day nothing more is passed on under it.
letter-review-subject = An agreement is to be reviewed by { $day }
letter-review-what = An agreement is to be reviewed by { $day }. { $days ->
    [0] That is today.
    [one] That is tomorrow.
   *[other] That is in { $days } days.
} It stays in force until it ends.
letter-reminder-agreement = Agreement: { $agreement }, version { $version }
letter-reminder-agency = Do you want to go on as before, change something, or stop? Please call us on { $number }, or write to the address that you have from us.
letter-reminder-coordinator = It is the agreement with { $agency }. Please talk to them, then put the new dates into the configuration.

# To somebody who reported. Whoever looks over their shoulder must learn nothing from it: no name, no reference, no link.
letter-changed-subject = Something changed on your page
letter-changed-what = Something changed on your page.
letter-changed-when = Look when you are alone and it is safe. You need the number you kept, as before.
letter-changed-automatic = A computer sent this e-mail. Nobody reads what you answer to it.

# To the people at the desk: how much waits, and nothing of what it is.
letter-urgent-subject = Something urgent waits at the desk
letter-urgent-late = { $name } was called, and nobody has opened it in time.
letter-urgent-what = Urgent entries at the desk now: { $entries }. Please look at once.
letter-desk-link = Sign in here:
letter-open-subject = What waits at the desk
letter-open-what = This waits for a person this morning:
letter-open-duty = Urgent: { $count }
letter-open-unplaced = Nobody takes it for now: { $count }
letter-open-release = To be written without names: { $count }
letter-open-message = To be answered: { $count }
letter-open-declined = Declined: { $count }
letter-open-undelivered = Letters that did not arrive: { $count }
letter-open-override = To be decided by a second person: { $count }
letter-open-centre = Centres that say something is wrong with their entry: { $count }
letter-open-override-review = Urgent decisions to be looked at again: { $count }
letter-open-question = Questions from organisations: { $count }
letter-open-overdue = Not acknowledged in time: { $count }
letter-open-mail = Letters nobody recognised: { $count }
letter-open-undone = Erasures that were undone: { $count }
letter-open-new = Nobody has looked at it yet: { $count }
letter-open-tell = To be told by a person, as their safe times say: { $count }
letter-open-never = Who must never be told, to be read: { $count }
letter-open-action = Agreed by somebody at the desk, and open: { $count }

# Where the chain over the record ends. Whoever keeps it can show later that nothing was cut from the end.
letter-record-subject = Where the record ended on { $day }
letter-record-what = Please keep this letter, apart from the service. It shows later that nothing was taken out of the record of who did what.
letter-record-position = Position: { $position }
letter-record-made = Time: { $made }
letter-record-head = Head:
letter-record-wrong-subject = The record does not add up: please look at once
letter-record-wrong = The last check found that the record does not add up at position { $position }. Somebody may have changed the database. Please keep copies of it as it is, and run: waymark audit verify

# To a centre, twice a year. Some centres must not be known of: neither subject nor text names it.
letter-centre-subject = Is this still right?
letter-centre-again-subject = Please answer: is this still right?
letter-centre-again = We asked you before, and you have not answered yet.
letter-centre-what = Twice a year we ask whether what we tell people about you is still right: where you are, how to reach you, and when somebody is there.
letter-centre-link = Please look at it here. One button says that all of it is right. You can also tell us what is wrong:
letter-centre-silent = After three letters without an answer we stop telling people that you are open. You can always answer later.

# A code to sign in at the desk with.
letter-sign-in-subject = Your code
letter-sign-in-minutes = It works for { $minutes } minutes, and only on the page where you asked for it. Tell it to nobody: we never ask for it.
letter-sign-in-not-you = You did not ask for a code? Then somebody typed your address. They cannot sign in with it. If it happens again, please call us or write to us.
