### The words of the form, from the first question to the last check.
### Keep them calm, plain and short: people read them on a hard day, some of them in their second language.
### { $who } is "you" when it happened to the reader, and "them" when they speak for someone else.


## Before it starts, and around every page

form-title = Tell us what happened
form-intro = We ask one thing at a time. Say as much or as little as you like.
form-sharing = We share only what you allow – unless somebody’s life or a child may be in danger.
form-before = Before you start
form-before-skip = You can skip every question but one: what happened. After it you can finish at any time.
form-before-kept = Your answers stay here for 60 minutes after the last one. Only this browser can open them.
form-exit = “Exit this page” is on every page. It takes you away at once, and your answers are gone. It cannot clear the list of pages in your browser.
# Of what is urgent: $when is the time by which the person on duty should have looked.
form-duty-looks = We write to the person on duty as soon as you send this. They should look at it by { $when }. If it cannot wait, call 999.
form-watched = People of our team look at reports on { $hours }. At other times nobody may see what you write.
form-duty-sent = We write to the person on duty now. They should look at it by { $when }. If it cannot wait, call 999.
form-nobody-watches = Nobody watches this page day and night. We may see what you write only later.
form-begin = Start
form-begun = You have answers here
form-begun-what = Go on where you stopped, or start again without them. We show them only if you go on.
form-go-on = Go on
form-again = Start again
form-over = Your answers are no longer here. We remove them when you send them, when you leave, and when nothing is done for a while. This site also needs your browser to take its one cookie. If you sent your report, we have it: look for “Sent already?” on this page. If you did not, please start again.
start-shared = Do other people use this device?
start-shared-what = Then start here. What you answer is gone 20 minutes after your last answer. What you type and do not send is not kept.
start-shared-go = Start on a shared device
start-sent = Sent already?
start-sent-word = If you sent a report and left before you saved the receipt, do not send it again. We have it. If you chose a word of your own, type it here. This works for one hour, in the same browser.
start-sent-receipt = I have my receipt
sent-title = You have sent this already
sent-what = We have your report. It went off once. What you did on this page just now did not count.
sent-typed = You typed this just now. We have not kept it. You can copy it from here.
sent-add = Open my page with my receipt, to add something
sent-another = Tell us about something else
form-lost = Your earlier answers were removed, because nothing was done for a while. What you sent just now is kept. You can go back and fill in the rest.
form-back = Back
form-next = Continue
form-save = Save
form-finish = Finish now
form-finish-what = “Finish now” first asks where it was and how to reach you. You can skip both.
form-ending = Before the end, we ask where it was and how to reach you. You can leave it empty.
form-own-way = This is about you, not about the person it happened to. If you give a safe way, those you choose can ask you what you saw.
form-optional = You can leave this empty and continue.
form-cut = There is no connection now. What you typed is still on this page. Please leave the page open. We keep your words as soon as the connection is back.
form-long = This is more than we can take at once. What you typed is still on this page. Please make it shorter. You can add the rest later, on your own page.
form-later = Stop now and come back later
form-after = When you send this, you get a receipt. With it you can come back and see what happens.
form-send = Send my report
form-may-guess = If anyone speaks to the person who did it, that person may guess it was you. Think about who may know, and tell us about safe times.
form-no-such-area = None of these
form-day = Day
form-month = Month
form-year = Year
list-and = {", "}
yes = Yes
no = No

form-part-1 = What happened
form-part-2 = The people
form-part-3 = How safe you are now
form-part-4 = Who may know
form-part-5 = About you


## Headings of pages that ask several things

step-who = Who is telling us
step-agreed = Does the person know about this?
step-story = What happened
step-kinds = What kind of thing was it?
step-when = When did it happen?
step-day = What day was it?
step-setting = What kind of place was it?
step-place = Where did it happen?
step-when-and-where = When and where did it happen?
step-seen = What else did you see?
step-area = Which place do you mean?
step-elsewhere = This is outside England and Wales
step-why = Why did it happen?
step-more-about-why = Can you say more about why?
step-before = Has it happened before?
step-told = Who else knows about it?
step-relation = Who did it?
step-them = About the person who did it
step-hurt = Was anyone hurt?
step-person = { $who ->
    [you] About you
   *[them] About the person it happened to
}
step-young = { $who ->
    [you] You are under 18
   *[them] They are under 18
}
step-home = { $who ->
    [you] Where you live
   *[them] Where they live
}
step-no-home = Why is there no safe home?
step-contact = How can someone be reached safely?
step-reach = How to reach { $who }
step-needs = What helps when we talk
step-safety = How safe is it now?
step-help-now = Help you can get now
step-never = Is there anyone who must never be told?
step-about-you = A few questions about you

note-hurt-1 = If someone is badly hurt, call 999.
note-hurt-2 = If you can, keep what shows what happened. Take photos of injuries and damage, with the date. Keep messages, letters and clothes. Write down who saw it. You do not have to, and you can do it later.
note-place-1 = The place tells us who can help there. Fill in what you know. One of these is enough.
note-safety-1 = Your answers help us see what is urgent. Only our own team sees them. We tell those you choose how urgent it is, but not what you answered.
note-help-now-1 = You do not have to go on now. Your answers stay here for 60 minutes.
note-elsewhere-1 = We work in England and Wales only. You can go on, and our team reads what you send. The next pages may show nobody who can act there.
note-elsewhere-2 = People there can help you now:
note-about-you-1 = These questions come last, and you can skip them all. They show us if we reach everyone. We never pass the answers on to anybody.
# [check] by a safeguarding lead: who is told of a child, and who may tell the parents.
note-young-1 = { $who ->
    [you] What happened is not your fault. You can say as much as you like.
   *[them] What happened is not their fault. Say as much as you know.
}
note-young-2 = { $who ->
    [you] Someone in our team looks at every report of someone under 18, to see if you are safe. If someone may be badly hurt, we may have to tell the police or children’s services.
   *[them] Someone in our team looks at every report about someone under 18, to see if they are safe. If someone may be badly hurt, we may have to tell the police or children’s services.
}
note-young-3 = { $who ->
    [you] We do not tell your parents. The police or children’s services might. If that is not safe, say no here. Whoever we pass it to with your name reads that first.
   *[them] We do not tell their parents. The police or children’s services might. If that is not safe, say no here. Whoever we pass it to with their name reads that first.
}
note-young-4 = { $who ->
    [you] Childline is there for you now. You do not have to give your name.
   *[them] They can talk to Childline now. They do not have to give a name.
}
note-home-1 = The area helps us find someone near. We do not pass it on unless you allow it.
note-person-1 = You can leave all of this empty.
note-reach-1 = We use only a way that you call safe.
note-needs-1 = We pass this on with the details you allow, so that nobody has to ask again.
note-agreed-1 = The person it happened to decides who may know their name. Without a yes from them, we pass on only facts that do not name them.


## Questions

field-reporter-role = Who are you telling this for?
hint-reporter-role = If you choose nothing, we take it that it happened to you.
field-reporter-victim_agreed = Do they agree that you tell us?
field-reporter-how_agreed = How did they say so?
hint-reporter-how_agreed = For example on the phone, or by a sign. If they could not say, tell us why.
field-reporter-from = Where do you work?
hint-reporter-from = For example the organisation, what you do there, and your own number for this. Whoever you choose can see it.
field-incident-account = Tell us in your own words
hint-incident-account = You can write in any language. We keep your words as you wrote them. You do not have to prove anything. If you would rather choose from a list, leave this empty and continue.
field-incident-types = What kind of thing was it?
hint-incident-types = Choose all that fit. Nothing is too small.
field-incident-when-precision = When did it happen?
hint-incident-when-precision = It is fine not to know.
field-incident-when-from = Which day?
hint-incident-when-from-exact = For example 27 3 2026.
hint-incident-when-from-day = For example 27 3 2026.
hint-incident-when-from-approximate = For example 3 2026. If you do not know the day, leave it empty.
hint-incident-when-from-range = The first day. For example 27 3 2026.
hint-incident-when-from-ongoing = When did it start? For example 3 2026. If you do not know the day, leave it empty.
field-incident-when-time = Time
hint-incident-when-time = For example 21:30, half past nine in the evening, or about 3 am.
field-incident-when-to = Until which day?
hint-incident-when-to = For example 29 3 2026.
field-incident-when-words = Or say it in your own words
hint-incident-when-words = For example last summer, June to August, or every Friday night.
field-incident-when-part_of_day = What part of the day was it?
field-incident-where-setting = What kind of place was it?
hint-incident-where-setting = Choose the one that fits best.
field-incident-where-postcode = Postcode of the place
hint-incident-where-postcode = If you know it. The first half is fine, such as SW1A.
field-place-area = Town, city or district
hint-place-area = If you do not know the postcode. For example Leicester, or the part of town.
field-incident-where-area = Which place do you mean?
field-incident-where-place = The place in words
hint-incident-where-place = For example a street, a shop, a bus route or a park. No address is fine.
field-place-online = Where online was it?
hint-place-online = For example the name of the app, site, game or group.
field-incident-strands = Why do you think it happened?
hint-incident-strands = Choose all that fit, or none if you are not sure. What they thought about the person counts, even if it is not true.
field-incident-repeated = Has something like this happened before?
hint-incident-repeated = It helps us see how serious it has become.
field-told-who = Who else knows about it?
hint-told-who = Choose all that fit, or none.
field-told-reference = A number they gave you
hint-told-reference = For example a crime number from the police. Only if you have one.
field-suspect-relation = Who did it?
hint-suspect-relation = Choose the one that fits best. You do not have to say.
field-suspect-description = What do you know about them?
hint-suspect-description = For example what they looked like, what they said, a name, or a car. Only if you want to say it.
field-victim-name = Name
hint-victim-name = Any name { $who ->
    [you] you like
   *[them] they like
} to be called by.
field-victim-age_band = Age
hint-victim-age_band = Some help is only for young people, or only for adults.
field-victim-pronouns = Pronouns
hint-victim-pronouns = For example she, he or they.
field-victim-postcode = Home postcode
hint-victim-postcode = The first half is fine. If there is no address, leave it empty.
field-victim-housing = { $who ->
    [you] What kind of home do you have?
   *[them] What kind of home do they have?
}
field-victim-homeless_reason = { $who ->
    [you] Why did you have to leave, or why may you have to?
   *[them] Why did they have to leave, or why may they have to?
}
hint-victim-homeless_reason = Some help depends on the reason.
field-contact-of = Whose number or address is it?
contact-of-victim = The person it happened to
contact-of-reporter = Mine
contact-of-other = Someone else’s
field-contact-way = { $who ->
    [you] How can someone reach you safely?
   *[them] How can someone be reached safely?
}
hint-contact-way = Choose none if you do not want to be reached. You can still come back here with your receipt.
contact-through = Only through this service: leave me a message on my page
field-contact-value-email = E-mail address
field-contact-value-text = Mobile number for texts
field-contact-value-phone = Phone number
field-contact-value-bsl-video = Number or address for a BSL video call
field-contact-value-relay = Number for Relay UK
field-contact-value-post = Postal address
way-kept = This does not look like a full number or address. We keep it as it is. People may try it. No e-mail goes there by itself.
field-contact-safe = { $way }: is this way safe?
hint-contact-safe = Say yes only if nobody else would see a message or hear a call. Without a yes, nobody uses it and nobody is told of it. We do not use it for news: for that, look at your page.
hint-contact-safe-email = Say yes only if nobody else would see a message. Without a yes, nobody uses it and nobody is told of it. If it is your own, we write to it when something changes on your page. That e-mail does not say what it is about.
field-contact-safe_times = When is it safe?
hint-contact-safe_times = For example, weekdays after 6pm. Whoever we pass it to is told to leave no voice message. On the last page you see how we read it.
field-contact-ask_for = { $who ->
    [you] What name should they ask for?
   *[them] What name should somebody ask for?
}
hint-contact-ask_for = A name that is safe to say aloud.
field-contact-if_others_answer = What should they say if someone else answers?
hint-contact-if_others_answer = Leave this empty, and they say nothing and end the call.
field-contact-not_at_home = { $who ->
    [you] Can they visit you, write to your home or ring a home phone?
   *[them] Can somebody visit them, write to their home or ring a home phone?
}
hint-contact-not_at_home = If a partner, family, a carer or someone in the same home did this, nobody does so unless you say here that it is safe.
not-at-home-yes = No, nobody should do that
not-at-home-no = Yes, that is safe
field-contact-parents_may_know = { $who ->
    [you] Is it safe if your parents know?
   *[them] Is it safe if their parents know?
}
hint-contact-parents_may_know = Whoever we pass it to with a name reads your answer first.
field-contact-needs = What do you need, so that we can talk with each other?
hint-contact-needs = Choose all that fit.
field-contact-language = Which language is best?
hint-contact-language = For example Polish, or British Sign Language.
field-contact-interpreter = Is there anything to know about interpreters?
hint-contact-interpreter = For example someone to avoid. We never ask family, friends or a child to interpret.
hint-risk-self_harm = If the answer is yes, the next page shows who you can talk to right now.
field-never = Is there anyone who must never be told?
hint-never = For example if it is about them, or if someone you know works there. We tell them nothing, whatever you choose on the next page.
field-never_words = Is there anyone else who must not hear of this?
hint-never_words = Write it in your own words. For example: my mum works at the council. A person reads it first. Until then we tell only those you say yes to by name.


## Who may know. When a word here changes, give allow-wording a new number: a test says how to keep the new words
## beside the old ones in wording/.

allow-wording = 2026-11-5
allow-title = Who may know?
allow-intro = These organisations can help with what you told us. You decide about each one. Nothing is chosen for you.
allow-each = Under each name you see what they would get. Press a part to read what it holds.
allow-nobody = Nobody who works with us fits what you told us yet. Your report is still kept, and you can still send it. On your page you can write to us and choose later.
allow-may = May { $name } know?
allow-within = They promised to say that it arrived within { $time }.
allow-need-support = Someone to listen
allow-need-protect = Be safer
allow-need-investigate = Have it looked into
allow-need-inform = Be counted
allow-gets = { $who ->
    [you] With your details, they get these parts:
   *[them] With their details, they get these parts:
}
allow-parts = What each part holds
allow-without-name = See what goes without a name
allow-facts = Without a name
allow-without-name-what = Only these facts. Your own words do not go with them, because words can give away who you are. In a small place, even facts can: think about who would know.
allow-all-of-it = { $beginning } … (and the rest of it)
allow-police-record = The police may have to keep a record of what they hear. If someone is in serious danger, they may act even if you would rather not.
allow-police-borders = The police may share what they know with immigration enforcement. We never ask about your papers.
allow-must-reach = They can help only people they can reach, so there is no “without my name” here.
allow-no-way = You have not given a safe way to reach you. They could read what you told us, but not get in touch.
allow-no-way-mend = Give a safe way
allow-no-place-mend = Say where it happened
allow-unserved = What nobody can do yet
allow-unserved-what = If someone can do this later, may we ask you then? Your page shows you who it is. Nobody is told before you say yes.
allow-unable = If one of them cannot help, we ask you before anyone else is told.
allow-later = You can change all this later with your receipt. We cannot make anyone forget what they have read.
allow-blank = What you leave open counts as a no.
allow-paper = For each kind of help, tick what may happen. You decide about each one.
allow-paper-number = Words about who may know: number { $wording }
allow-copy = Copy what they ticked.
allow-copy-what = They answered by kind of help. For each name here, put what they ticked for its kind of help. What they did not tick, or a name they would not expect, is a no: they can say yes later.
allow-copy-read = Are these the answers on the paper?
allow-copy-yes = Yes. This is what they wrote
allow-more = Someone else could help in place of the one you said no to. You can say yes or no to them here.
offer-new = This one is new here. We did not ask you about them before.
promise-at-most = { $time } at most
allow-never = Never told
allow-never-change = Change who must never be told
never-ask = Is there someone who must never be told?
if-unable-ask = Ask me first
if-unable-another = Ask another one like them

value-full = Yes, with { $who ->
    [you] my
   *[them] their
} details
value-anonymous = Yes, but without { $who ->
    [you] my
   *[them] their
} name
value-no = No
value-ask = Ask me first
value-never = No, and never tell them anything
later-ask = Ask me when you know who
later-no = No
field-purposes-investigate = Look into what happened
field-purposes-protect = Keep someone safe
field-purposes-support = Support
field-purposes-inform = Count it, without names
unserved-ask-first = Someone could do this. We ask you before they are told.
unserved-all-at-capacity = Everyone who can do this is full right now.
unserved-needs-contact = The organisation that does this must be able to reach the person.
unserved-area-unknown = We do not know where it happened, so we do not know who can help there.
unserved-no-agreement = Nobody has yet agreed with us to do this for a report like yours.
unserved-for = For { $strands }: { $why }

because-everywhere = They work everywhere in England and Wales.
because-area = They work here: { $area }.
because-strands = They know about this: { $what }.
because-types = They deal with this: { $what }.
because-setting = They deal with what happens here: { $what }.
because-needs = They can give you: { $what }.
because-age = They are there for people of this age: { $what }.

promise-minutes = { $number ->
    [one] 1 minute
   *[other] { $number } minutes
}
promise-hours = { $number ->
    [one] 1 hour
   *[other] { $number } hours
}
promise-days = { $number ->
    [one] 1 day
   *[other] { $number } days
}
promise-working-days = { $number ->
    [one] 1 working day
   *[other] { $number } working days
}
promise-working-hours = { $number ->
    [one] 1 hour of their opening time
   *[other] { $number } hours of their opening time
}


## Check and send

check-title = Check your answers
check-intro = Nothing is sent yet. You can change everything here.
check-goes = When you send it, it goes to: { $names }.
check-goes-nobody = When you send it, it goes to nobody else for now. Our own team gets it.
check-goes-more = See what they get
check-blank = You left the other questions empty. That is fine. Show them
check-word = Might you have to leave quickly?
check-word-what = You can choose a word of your own now. If you press “Exit this page” after sending, your receipt then waits for one hour. Come back in the same browser, and type the word. From then on, your receipt opens your report only with this word. If you forget the word, it is as if you lost the receipt.
check-word-fault = This word is too long. Please choose a shorter one.
check-change = Change
check-understood = We read this as: { $what }
check-kept = We keep this in your own words.
understood-day-and-time = { $day }, { $time }
check-more-about = More about: { $what }
check-told = Who is told when you send it
check-told-nobody = Nobody. Your report is kept, and you can say yes to someone later on your page.
check-told-change = Change who may know
check-unasked = Your answers changed since you chose. There is someone you were not asked about yet. If you do not look again, they are not told.


## Coming back to the form

later-title = Stop now and come back later
later-hour = Your answers stay here for 60 minutes after the last one. Close this page, and open it again in the same browser.
later-shared = You said that other people use this device. Your answers are gone 20 minutes after the last one, or when you choose “Exit this page”.
later-day = If that is too short, we can keep them for 24 hours. Then they stay even if you close your browser.
later-care = Anyone who uses this browser on this device in that time could open them. Do this only on a device that nobody else uses.
later-keep = Keep my answers for 24 hours
later-kept = Your answers are kept for 24 hours.
later-kept-what = Open this website again in the same browser, choose “Make a report”, and then “Go on”.
later-exit = “Exit this page” removes them at once.


## Safe times, as our computer read them. $time is one of safe-time-…, $days one of safe-days-…, $from and $to a time of the clock.

safe-days-every = every day
safe-days-weekdays = Monday to Friday
safe-days-weekend = Saturday and Sunday
safe-days-monday = on Mondays
safe-days-tuesday = on Tuesdays
safe-days-wednesday = on Wednesdays
safe-days-thursday = on Thursdays
safe-days-friday = on Fridays
safe-days-saturday = on Saturdays
safe-days-sunday = on Sundays

safe-time-all = at any time of the day, { $days }
safe-time-after = after { $from }, { $days }
safe-time-before = before { $to }, { $days }
safe-time-between = from { $from } to { $to }, { $days }

safe-read-whole = We read this as: { $time }.
safe-read-part = We could read this part: { $time }.
safe-unread-words = Our computer cannot read all of this. So no e-mail leaves by itself. A person in our team reads it first.
safe-unread-reach = Our computer cannot read all of this. Please read it yourself before you get in touch.
safe-unread-half = Our computer cannot tell if this is the morning or the evening. Please write am or pm. Until then no e-mail leaves by itself. A person in our team reads it first.
# For the person, before they send: what comes of what was read.
safe-kept = Our e-mails to you leave at these times only.
safe-look = You can look at your page with your receipt at any time.

# Beside a way that was not called safe, and needs that no safe way meets.
way-not-used = Nobody uses this way, as you have not said that it is safe.
way-no-text = You asked for texts only. Nobody can text you yet: no mobile number is called safe.
way-no-email = You asked for e-mails only. Nobody can e-mail you yet: no address is called safe.

# How somebody hears that something changed.
news-letter = When something changes on your page, we write to your e-mail address at a safe time. That e-mail does not say what it is about.
news-person = When something changes on your page, no e-mail leaves by itself. Someone in our team looks at your safe times first. You can also come back with your receipt and look.
news-look = We cannot text, call or write to you with news. Please come back with your receipt and look, for example in two days.
