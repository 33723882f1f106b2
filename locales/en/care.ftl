### Looking after a report: the list as a day's work, actions, cases, the story without names, where it belongs, and a child's wishes.

clock-in-time = In time
clock-soon = Due soon
clock-late-minutes = Late by { $number ->
    [one] 1 minute
   *[other] { $number } minutes
}
clock-late-hours = Late by { $number ->
    [one] 1 hour
   *[other] { $number } hours
}
clock-late-days = Late by { $number ->
    [one] 1 day
   *[other] { $number } days
}
clock-more-than = more than { $number }

inbox-late = Late: { $number }
inbox-today = Due today: { $number }
inbox-later = Due later: { $number }
inbox-late-answers = Organisations that are late to say that a report arrived: { $number }
inbox-views = What is listed
inbox-view = { $what } ({ $number })
inbox-view-everything = Everything
inbox-view-mine = Mine
inbox-view-duty = Urgent
inbox-view-unplaced = Nobody takes it
inbox-view-release = Without names
inbox-view-message = To be answered
inbox-view-declined = Declined
inbox-view-undelivered = Letters
inbox-view-override = To be decided
inbox-view-override-review = To be looked at again
inbox-view-question = Questions
inbox-view-overdue = No answer in time
inbox-view-undone = Erasure undone
inbox-view-action = Actions
inbox-view-tell = To tell by a person
inbox-view-new = New

desk-task-action = Somebody agreed to do something
desk-task-tell = Something is new for the person, and no e-mail may leave by itself: tell them at a time and in a way that they called safe
desk-task-action-own = You agreed to do something

desk-parts = On this page
desk-told = What was told
whose-title = Whose report it is
whose-teller = Who told us
whose-teller-victim = The person it happened to
whose-teller-witness = Someone who saw or heard it
whose-teller-on-behalf = Someone who speaks for the person
whose-teller-professional = Someone who works with the person
whose-teller-staff-member = The person it happened to. It was at work, by someone they serve
whose-teller-community = Someone who tells what was done to a community
whose-agreed = Did the person agree that we are told?
whose-agreed-yes = Yes
whose-agreed-no = No
whose-agreed-unknown = Not asked, or no answer
whose-how-agreed = How they agreed
whose-channel = How it came in
whose-channel-web = By our web form
whose-channel-assisted = By our web form, with help at a centre
whose-channel-api = From another system
whose-centre = Centre
whose-never = Never tell
whose-never-nobody = Nobody was named
desk-district = Where
desk-district-none = Nobody knows
desk-actions = Actions
desk-release-none = Nothing is released.
desk-release-now = This version is released:

desk-fault-answer = Please write an answer.
desk-fault-note = Please write a note.
desk-fault-level = Please choose how high the risk is.
desk-fault-reason = To lower the risk, please give a reason.
desk-fault-hold-reason = Please say why.
desk-fault-closing = To close what is urgent, please give a reason.

action-link = Agree an action
action-title = Agree an action
action-change-link = Change it, hand it over, or say that it is done
action-change = Change an action
action-intro = What is to be done, who does it, and by when. It stands in their list until it is done.
action-none = No action is open.
action-what = What is to be done?
action-what-hint = Neither the reporter nor any organisation sees it.
action-owner = Who does it?
action-owner-hint = Only people who may open this report.
action-person = { $name }, { $role }
action-person-new = { $name }, { $role } – not their case yet
action-until = By which day?
action-until-hint = For example 27 3 2027. It is late when that day is over.
action-give-case = If it is not their case yet
action-give-hint = A volunteer or an advocate opens only their own cases.
action-give = Make the report their case
action-who = { $name }, by { $day }
action-set = Agree it
action-save = Save the change
action-note = What came of it?
action-note-hint = You can leave this out.
action-done = It is done
action-fault-what = Please say what is to be done.
action-fault-owner = Please choose who does it.
action-fault-until = Please write a day, such as 27 3 2027.
action-fault-past = This day is over. Please choose today or a later day.
action-fault-give = They cannot open this report yet. Make it their case, or choose somebody else.
desk-notice-action-set = The action is agreed.
desk-notice-action-changed = The action is changed.
desk-notice-action-done = The action is done.
desk-step-action-set = Action agreed
desk-step-action-changed = Action changed
desk-step-action-handed-over = Action handed over
desk-step-action-done = Action done

cases-whose = Whose case
cases-nobody = Nobody’s own
cases-link = Give it to somebody
cases-title = Whose case it is
cases-what = Volunteers and advocates open only reports that are their case. For everybody else it says who looks after it.
cases-back = Take it back
cases-back-what = What they agreed to do becomes yours. If they open their own cases only, they cannot open it any more.
cases-give = Give it to somebody
cases-person = Who looks after it?
cases-person-hint = They see everything that was told, but a volunteer or an advocate sees no risk answers and no notes.
cases-give-do = Give it to them
cases-none = There is nobody else to give it to.
cases-fault = Please choose somebody from the list.
cases-notice-given = It is their case now.
cases-notice-taken-back = It is their case no longer.
desk-step-case-given = Given as a case
desk-step-case-taken-back = Case taken back

release-link = Write it without names
release-search = Before it goes, we look for what often names a person. This cannot find everything: it knows no faces, no gossip and no street. You are the one who reads it.
release-looked = Could these name somebody?
release-looked-hint = Change them in the text, or tick each one that you looked at and that names nobody. Ticking is written down with your name.
release-fault-names = Some words could name somebody. Nothing is released yet. Please change them, or tick each one that names nobody.
release-fault-blank = Please write the story without names.
desk-step-looked = Looked at, and left in: { $words }
naming-own-name = The name of the person it happened to
naming-known = It stands elsewhere in this report
naming-telephone = A telephone number, or another long number
naming-email = An e-mail address
naming-handle = A name on the web
naming-link = An address on the web
naming-postcode = A postcode, or its beginning
naming-address = A house or a street
naming-date = A day or a year: a month is mostly enough
naming-time = A time: “in the evening” is mostly enough
naming-age = An age: “a young man” is mostly enough
naming-registration = The registration of a vehicle
naming-place = A place: in a small town there is one of it
naming-capital = A capital in mid-sentence: mostly a name or a country
naming-rare = Few people share this

area-link = Say where it belongs
area-title = Where it belongs
area-what = Nobody could tell from what was told where this happened, so organisations of an area do not get it. If you know – because you asked them, say – you can give it a district. What they told stays as it is. Then it is worked out anew who should hear of it, within what they allow.
area-now = Now: { $name }
area-place = Place or postcode
area-place-hint = The name of a town or a district, or a whole postcode.
area-search = Look it up
area-which = Which district?
area-reason-hint = How do you know?
area-give = Save where it belongs
area-fault-place = We know no place of this name. Try the town or the district, or a postcode.
area-fault-area = Please choose a district.
area-fault-reason = Please say how you know.
desk-notice-area-given = Saved. It was worked out anew who should hear of it.
desk-step-area-given = Somebody said where it belongs

child-under-18 = Under 18
child-title = What the child understands and wishes
child-link = Write down what the child understands and wishes
child-link-again = Write down what they say now
child-what = Before anybody decides over a child’s head, the child is heard. Write in their own words where you can. If you could not ask something, say so and say why.
child-parents-never = Parents and carers are never told automatically.
child-before = This was written down before. What you save takes its place; the older words stay in the history.
child-understands = What do they understand of what may happen?
child-understands-hint = Who may get to know, what that could lead to, and what would happen if nobody did anything.
child-wants = What do they want?
child-wants-hint = What should happen, what must not happen, and what they are afraid of.
child-alone = Were they heard alone?
child-alone-hint = Without a parent, a carer, or anybody they did not choose.
child-alone-yes = Yes, all of the time
child-alone-part = For some of the time
child-alone-no = No
child-alone-unheard = Nobody could speak with them yet
child-blank = Nothing written down yet
child-with = Who is with them?
child-with-hint = Somebody they trust, an advocate, a teacher – or nobody.
child-parent = May a parent or carer know?
child-parent-hint = What the child says. A parent may be part of what they are afraid of.
child-parent-know = Yes
child-parent-not-know = No
child-parent-some = Some may, and some may not
child-parent-not-asked = Nobody could ask yet
child-save = Save what they said
child-fault-understands = Please write down what they understand, or why you could not ask.
child-fault-wants = Please write down what they want, or why you could not ask.
child-fault-alone = Please choose whether they were heard alone.
child-fault-with = Please write down who is with them.
child-fault-parent = Please choose whether a parent or carer may know.
desk-notice-child-heard = What they said is written down.
desk-step-child-heard = The child was heard
overrule-child-not = Nobody wrote down yet what the child understands and wishes. Do that first, unless it cannot wait.
