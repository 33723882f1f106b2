### The words of every page.
### Keep them calm, plain and short: people read them on a hard day, some of them in their second language.
### A name on the left never changes. Only the words on the right are translated. What stands in { } is filled in by the service.


## On every page

# The words are fixed: they must be the same everywhere.
banner-demonstration = Demonstration – not a real service, nobody reads reports made here

page-title = { $title } – { $service }
page-title-with-faults = Error: { $title } – { $service }
page-title-alone-with-faults = Error: { $title }
page-skip = Skip to the main part of this page
page-exit = Exit this page
page-exit-area = Leave this page
# Said while somebody presses the Shift key three times to leave.
page-exit-two-more = Press Shift two more times to leave this page.
page-exit-one-more = Press Shift once more to leave this page.
# The title for the moment in which the page closes. It must say nothing.
page-exit-leaving = Loading
page-faults = There is a problem
# Read out before a fault that stands beside its field.
page-fault = Error:
page-not-chosen = Not chosen
link-home = Go to the first page
page-foot-danger = In danger now? Call 999. If you cannot hear or speak, use 999 BSL, or text 999 if your phone is set up for it.
page-foot-about = About this service
page-foot-privacy = Privacy
page-foot-named = If you are named in a report
page-foot-accessibility = Accessibility
page-foot-complaints = Complaints
page-foot-rights = Your rights
page-foot-who = Who runs this
page-foot-call-back = To check that this page is from us, call { $number }.


## Titles: they show in the list of open pages and in the history, so they say nothing about the person

page-title-young = If you are under 18
page-title-form = Before you start
page-title-question = Questions, part { $number } of { $parts }
page-title-sent = Done already
page-title-allow = Choices
page-title-check = Check and send
page-title-later = Come back later
page-title-receipt = Keep these numbers
page-title-back = Come back
page-title-yours = Your page
page-title-erase = Please confirm
page-title-erased = Done
page-title-api = For other systems


## In danger now

danger-title = In danger now?
danger-call = Call 999
danger-bsl-name = 999 BSL:
danger-bsl = a free video call with a British Sign Language interpreter, day and night. Use the 999 BSL app or web page.
danger-bsl-link = Go to 999 BSL
danger-sms-name = emergencySMS:
danger-sms = send a text to 999. Set it up first: text REGISTER to 999, wait for the answer, then reply YES.
danger-sms-link = Text 999
danger-relay-name = Relay UK:
danger-relay = use the Relay UK app, or call 18000 from a textphone.
danger-not-now = Not in danger, but you want the police? Call 101. With Relay UK, call 18001 101.
danger-not-now-link = Call 101




## The receipt

receipt-title = We have your report
receipt-thanks = { $who ->
    [you] Thank you for telling us. It is not your fault.
   *[other] Thank you for telling us. You did well to speak up.
}
receipt-label = Your receipt
receipt-keep = Keep it. We show it only this once. If you lose it, ask our team: they can make you a new one if you gave us a safe way to reach you.
receipt-care = It opens your report. Write it down, or take a picture, and keep it where only you can find it.
receipt-reference = Reference
receipt-reference-what = You can say this number when you call or write to anyone. It opens nothing.
receipt-file = Save both numbers as a small file
receipt-file-what = The file is called “note”. It holds the two numbers and nothing else. You can also print this page.
receipt-word = Make it safer with a word of your own
receipt-word-what = If someone else might find your receipt, add a word that only you know. From then on nobody can open your report with the receipt alone. If you forget the word, it is as if you lost the receipt.
receipt-word-label = Your own word
receipt-word-hint = Any word or a few words. Big and small letters do not matter.
receipt-word-add = Add my word
receipt-leave = If you press “Exit this page” now, the receipt is gone from this screen. We still have your report.
receipt-leave-word = If you press “Exit this page” now, the receipt waits for one hour. Come back to “Make a report” in this browser, and type your own word.
receipt-word-chosen = From now on your receipt opens your report only with your own word.
receipt-saved = I have saved it
receipt-saved-what = The receipt is then gone from this page.
saved-title = The numbers are gone from this screen
saved-what = Nobody can open your report from here without your receipt.
saved-history = The list of pages in your browser still shows that you were on this website. “Exit this page” does not change that. You can delete it in the settings of your browser.
receipt-told = Who we tell
receipt-told-nobody = We pass your report to nobody for now. You can say yes to someone on your page at any time.
receipt-told-intro = Here is where it stands with each of them now. Your page shows you what comes later.
receipt-told-see = They may see:
receipt-waiting = What is not passed on yet
receipt-next = What happens next
receipt-next-nobody = Come back with your receipt at any time. You can write to us, let someone know, or take your report back.
receipt-next-what = Come back with your receipt at any time. You can see where it stands, write to us, change your mind, or take it back.


## How to reach the team. It stands where a page says “ask us”.

reach-title = How to reach our team
reach-hours = Someone answers at these times: { $hours }. In danger, call 999.
reach-safe = A call or a text may show up on a phone bill or in a list. If someone checks your phone, use another one.
reach-call = Call
reach-text = Text
reach-write = E-mail


## Coming back

back-kept = Your page had closed before you pressed that. Nothing was sent. What you wrote is kept for 60 minutes: type your receipt here, and it stands in its field again.
back-ended = Your page had closed before you pressed that. Nothing was done. Type your receipt here, and press it again.
# Above a form that holds what was typed and not sent: at the desk, on one's own page, on the page of an organisation.
kept-here = You wrote this before, and it was not sent. It is here again: look at it, then send it.
back-title = Come back to your report
back-intro = Type the receipt that you got when you made your report.
back-receipt = Your receipt
back-receipt-hint = 16 letters and numbers. Spaces and dashes do not matter.
back-word = Your own word
back-shared = Other people use this device
back-shared-what = Then what you type here and do not send is not kept.
back-word-hint = Only if you added one to your receipt. If you did not, leave it empty.
back-open = Open
back-lost = If you lost your receipt
back-lost-what = We cannot show it again: nobody but you has it. Ask our team. They can make you a new one if you gave us a safe way to reach you. Your report still goes to those you chose.


## Your report

yours-title = Your page
yours-reference = Reference
yours-received = Received
yours-status = Where it stands
yours-renewed = Your receipt
yours-renewed-on = We made you a new one on { $day }. The one before opens nothing. If you did not ask for it, please write to us.
yours-details = Show everything
yours-details-what = This shows who has your report, and messages. You can also write to us, see what you told us, and choose again who may know. Make sure that nobody else can see your screen.
yours-leave = Close my page
yours-leave-what = You can come back with your receipt. If you do nothing, the page closes by itself after 20 minutes. While you write, it stays open.
yours-held = Who has your report
yours-held-nobody = We have not passed your report to anyone.
yours-shown = What you allowed them to see
held-agreement = Under agreement { $agreement }, version { $version }.
held-asked = We asked you in wording { $wording }, on { $day }.
yours-waiting = Not passed on yet
yours-messages = Messages
yours-messages-none = There are no messages yet.
yours-from-you = You
yours-from-us = Our team
yours-write = Write to our team
yours-write-hint = Only our team reads this. In danger? Call 999: we may not see your message at once.
yours-write-send = Send message
yours-add = Add to your report
yours-add-text = What would you like to add?
yours-add-hint = You cannot change what you told us before, but you can add to it or put it right here.
yours-share = Who may see what you add?
yours-share-hint = If you choose nobody, only our team sees it.
yours-add-send = Add this
yours-permission = Who may know
yours-permission-what = You can choose again at any time. What you leave as it is stays as it is. Whoever you said must never be told is still never told, until you say here that we may ask you about them again.
yours-never = Never told
yours-never-what = These are told nothing.
yours-never-words = For example: my mum works at the council. A person reads it first. Until then we tell nobody new, unless you say yes to their name. We do not show here what you wrote before. It still counts.
yours-lift = Ask me about { $name } again
yours-details-erased = Show whom we asked to stop
yours-asked-nobody = We told nobody about your report, so there is nobody to ask.
yours-asked-to-stop = Whom we asked to stop
yours-lifted = We tell them nothing until you choose here what they may know.
yours-permission-back = If you take something back, we stop sending and ask them to stop using it. We cannot make anyone forget what they have read.
yours-permission-save = Save my choices
yours-happened = What happened
yours-permission-link = Choose again who may know
yours-ways = How we may reach you
yours-ways-what = We do not show a number or an address here. If one is no longer safe, stop it. We stop at once, and we tell every organisation that may have seen it to stop too.
yours-way-stop = { $way } is no longer safe: stop it
yours-way-stopped = { $way }: stopped on { $day }
yours-ways-back = Do you want a new way, or one that you stopped? Write to our team. Nobody can add one here, in case someone else has your receipt.
yours-more = More you can do
yours-story = What you told us
yours-story-link = See what you told us
yours-story-what = We do not show a name, where you live, how to reach you or when. Someone else may see your screen, or find your receipt. If you wrote one of these in your own words, we cover it here. Those who may see your report still see it.
yours-back = Back to your page
yours-erase = Erase your report
yours-erase-what = You can have your report locked away and destroyed. First we show you what that means.
yours-erase-link = I want to erase my report

erase-title = Do you want to erase this report?
erase-does = What happens then
erase-does-sealed = It is locked away at once. Your receipt then shows only that it was here and whom we asked to stop. Nobody we told can open it here.
erase-does-destroyed = It is destroyed after 7 days. That cannot be undone here.
erase-does-asked = We ask everyone we told to stop using it, and to delete what they can.
erase-cannot = What we cannot do
erase-cannot-forget = We cannot make anyone forget what they have read. The law may make them keep some of it.
erase-cannot-hold = If the law makes us keep it for longer, we must. We then tell you why.
erase-yes = Erase my report
erase-no = No, go back to my page
erased-title = Your report is locked away
erased-on = Will be destroyed on
erased-until = This cannot be undone here.
erased-asked = If we told anyone about it, we are asking them to stop using it and to delete what they can.


## Where it stands, for the organisation

agency-state-queued = Not sent yet
agency-state-sent = Waiting for your answer
agency-state-bounced = Our e-mail did not reach you
agency-state-undeliverable = Our e-mail could not be delivered to you
agency-state-acknowledged = You told us that it arrived
agency-state-accepted = You accepted it
agency-state-declined = You declined it
agency-state-closed = You closed it
agency-state-withdrawn = Withdrawn: please stop using it, and delete what you can
agency-state-rerouted = Passed to someone else


## Why something is not passed on. $purpose is what was wanted, such as “Support”.

unplaced-ask-first = { $purpose }: someone could help. They know nothing of it. Choose again who may know, and say yes or no to them there.
unplaced-could-help = { $name } could help.
unplaced-could-wait = { $name } is full now. May they have it when they have room, in the next 14 days?
unplaced-all-at-capacity = { $purpose }: everyone who can do this is full right now. It waits until there is room.
unplaced-lapsed = { $purpose }: everyone who can do this was full for 14 days, so your permission for it has ended. Do you still want it? Choose again who may know, and say yes to it there.
unplaced-needs-contact = { $purpose }: the organisation that does this can only help people it can reach. You can change what we may share on your page.
unplaced-area-unknown = { $purpose }: we do not know where it happened, so we do not know who can help there. It waits until a person at our team looks into it.
unplaced-no-agreement = { $purpose }: nobody has yet agreed with us to do this for a report like yours. A person at our team looks for another way.


## Notices

notice-not-found-heading = Page not found
notice-not-found-text = There is no page at this address. Please check it, or go to the first page.
notice-wrong-heading = Something went wrong
notice-wrong-text = This is our fault, not yours. What you just sent may not have been kept. Please go back and try again in a few minutes.
notice-too-many-heading = Please wait a little
notice-too-many-text = There were too many tries in a short time. Please wait a few minutes, then try again.
notice-too-long-heading = That is more than we can take at once
notice-too-long-text = We could not take what you sent just now, so none of it is kept. What you sent before is kept. Please go back and send a shorter text. You can add the rest later, on your own page.
notice-expired-heading = This page has closed
notice-expired-text = It was open for a long time with nothing done, or it was opened somewhere else. To keep your answers safe, we closed it. If you have sent a report, it is kept: come back to it with your receipt. If not, please start again.
notice-left-heading = You have left your page
notice-left-text = Nobody can open it from here without your receipt. You can close this window now.
notice-link-heading = This link does not lead anywhere
notice-link-text = It may be incomplete, or no longer in use. Please open the link in our newest e-mail. Or call us or write to us. The number is in that e-mail.
notice-message-sent = Your message is safely kept for our team.
notice-added = We have added it to your report.
notice-way-stopped = We have stopped it. Nobody of us uses it from now on, and we tell those who may have seen it.
notice-not-kept = Your report is locked away. What you just sent was not kept.
notice-permission-changed = We have saved your choices. They count from now on.
notice-accepted = Thank you. We have noted that you take it on.


## For organisations: behind the link

agency-reference = Reference
agency-urgency = Urgency
agency-urgent = Urgent
agency-not-urgent = Not marked as urgent
agency-due = Please answer by
agency-state = Where it stands

link-not-recorded = What you just pressed was not recorded. This page shows how it stands now.
link-not-recorded-kept = You were signed out before you pressed that. Nothing was recorded. What you wrote is kept for 60 minutes: get a code, and it stands in its field again.
link-not-recorded-ended = You were signed out before you pressed that. Nothing was recorded. Get a code, and press it again.
link-title = A referral for you
link-intro = { $service } has passed this to you under the agreement between us.
link-acknowledged = You told us that it arrived: { $at }.
link-answered = You answered on { $at }.
link-over = Nothing more can be done with this referral here. If you have questions, please call us or write to us.
link-acknowledge = Say that it arrived
link-acknowledge-what = You need no code for this. It tells us, and the person who came to us, that the referral is with you. It does not mean that you take it on.
link-name = Your name or number
link-name-hint = For our records. A staff number is enough.
link-acknowledge-send = It has arrived
link-read = Read it and answer
link-read-link = Read the referral
link-code-what = To read the referral and to answer it, you need a code. We send it by e-mail to one of the addresses below.
link-reader = Where should we send the code?
link-reader-hint = Choose an address that only you, or your team, can read.
link-code-send = Send me a code

code-title = Enter your code
code-sent-to = Sent to
code-request = Request
code-what = Look for our e-mail that names the same request. The code in it works for { $minutes } minutes. The e-mail can take a few minutes to arrive.
code-label = Code
code-hint = 8 digits. Spaces do not matter.
code-open = Open the referral
code-again = No e-mail?
code-again-what = Look in the junk folder too. We can send the same code once more.
code-again-send = Send it again
code-back = Go back to choose another address

referral-title = Referral
referral-handling = Use only for the purpose below. Do not forward.
referral-anonymous = This came to you without a name. Please do not try to find out who it is about.
referral-for = For
referral-purpose = Purpose
referral-agreement = Agreement
referral-version = version { $version }
referral-permission = Permission
agency-asked = The person was asked in wording { $wording }, on { $day }.
referral-empty = Nothing was given here.
referral-keep = Keep a copy
referral-print = You can print this page. Keep the print as safe as the referral itself.
referral-download = Download it for your own system (JSON)
referral-answer = Your answer
referral-accept = Accept
referral-accept-what = You take it on. The person who came to us sees that you are working on it.
referral-accept-send = Accept the referral
referral-close = Close
referral-close-what = You have done what you can. The person who came to us sees that you are done.
referral-close-send = Close the referral
referral-decline = Decline
referral-decline-what = You cannot take it on, now or any more. Then please delete what you can.
referral-reason = Why can you not take it on?
referral-reason-hint = It helps us find someone who can.
referral-decline-send = Decline the referral
referral-informs = You get this so that you know what happens where. There is nothing to take on.
referral-not-for-us = This is not for us
referral-not-for-us-what = If it should not have come to you, tell us here. Then please delete what you can.
referral-not-for-us-reason = Why is it not for you?
referral-not-for-us-send = Say that it is not for us
referral-back = Back to the first page of this referral

agency-decline-out-of-area = We do not work in this area
agency-decline-not-our-expertise = Someone else knows more about this
agency-decline-no-capacity = We have no room right now
agency-decline-already-known = We are helping with this already
agency-decline-cannot-reach = We could not reach the person
agency-decline-conflict-of-interest = We know someone involved, so we should not take this
agency-decline-other = Another reason


## The rows of a referral. What was not said says so.

not-provided = Not provided
# Told, and not shown to whoever holds the receipt.
not-shown = You told us. We do not show it here.
# The same, in the middle of what was typed.
not-shown-within = (not shown here)
row-ways-stopped = No longer safe
way-stopped-on = { $way }: the person stopped it on { $day }. Do not use it any more.
way-stopped-message = { $way } is no longer safe. Please do not use it any more.
way-numbered = { $way } { $number }
added-on = Added on { $when }
through-centre = Only through the place that took the report

section-access = What they need, so that you can talk with each other

# The names of sections as organisations read them. (Those of the vocabulary speak to the person who told us.)
agency-section-safety = First: how not to put them at risk
agency-section-summary = Facts without names
agency-section-released = What happened, without names
agency-section-incident = What happened
agency-section-victim = About the person it happened to
agency-section-contact = How to reach them safely
agency-section-suspect = About the person who did it
agency-section-evidence = Photos and other files
agency-section-access = What they need, so that you can talk with each other

row-account = In their words
row-released = Written by our team, without what could name a person
row-addition = Added later
row-types = Kinds of thing that happened
row-strands = What it was about
row-aspects = More closely
row-district = Area
row-setting = Kind of place
row-month = Month
row-part-of-day = Part of the day
row-repeated = Did it happen before?
row-risk = Risk
row-when = When
row-where = Where
row-reported-to = Told already
row-reporter = Who told us
row-reporter-from = Where they work
row-name = Name
row-age = Age
row-pronouns = Pronouns
row-housing = Housing
row-homeless-reason = Why they have no home
row-home-area = Home area
way-unchecked = { $way } – as it was typed. It does not look like a full number or address. Please try it with care.
row-ways = Safe ways to reach them
row-safe-times = Safe times
row-ask-for = Whom to ask for
row-if-others-answer = If someone else answers
row-not-at-home = At home
row-parents = Parents
safety-say-nothing = Say nothing, and end the call
safety-no-voice = Leave no voice message
safety-parents-not = It is not safe if their parents know. Do not tell them
safety-parents-safe = It is safe if their parents know
safety-not-at-home = No visit, no letter, and no call to a home phone
row-whose = Whose number or address it is
contact-whose-victim = It belongs to the person it happened to
contact-whose-reporter = It belongs to the person who told us
contact-whose-other = It belongs to someone else
contact-whose-unknown = Not said. It may belong to the person who told us
row-relation = Who did it
row-description = What is known about them
row-needs = Access needs
row-language = Language
row-interpreter = About interpreters

when-range = From { $from } to { $to }
when-span = { $from } to { $to }
when-about = About { $day }
when-since = Since { $day }, and still going on
part-of-day-morning = Morning
part-of-day-afternoon = Afternoon
part-of-day-evening = Evening
part-of-day-night = Night


## For people who build other systems

api-title = For other systems
api-intro = Another system can make reports here, ask where a report would go, and show people what became of theirs. It speaks JSON over HTTPS.
api-openapi = All calls, for machines (OpenAPI)
api-schema-report = What a report may hold (JSON Schema)
api-schema-referral = What a referral holds (JSON Schema)
api-calls = Calls
api-fields = What a report may hold
api-faults = What can be wrong
api-faults-what = A faulty request is answered with all its faults at once. Each names the answer it is about.

# Whom a one-time code goes to. A domain is never shown.
reader-mailbox = The mailbox that our e-mail came to
reader-named = The named reader { $name }
