### Centres: finding one, telling with help, and what a centre looks after itself.

desk-fault-no-centre = No centre has this name. Use the short name that stands in the list of centres.
desk-fault-no-centre-near = No centre has this name. Did you mean { $near }?

desk-centres = Centres
desk-keys = Keys

page-title-centres = Centres
page-title-with = With help
page-title-keys = Keys

centres-title = Tell someone in person
centres-intro = In these places someone listens to you and helps you tell us. You do not need to know what to say.
centres-none = There is no centre here yet.
centres-confirmed = Last confirmed on { $day }
centres-unconfirmed = Not confirmed for some time. Please ask them before you go.
centres-dormant = We do not know whether these are open
centres-dormant-what = They did not answer us lately. Please ask them before you go, or go to another place.
centres-changed = Something has changed here
centres-changed-what = These places told us that something is not as it was. Please ask them first, or go to another place.
centres-areas = For people in
centres-way-in = Way in
centres-link = Places where you can tell someone in person

with-title = You are at { $name }
with-what = You can tell us here by yourself, and ask for help at any time. You choose what to say and who may know.
with-centre-gets = What you send goes to the people of { $name } too, so that they can help you.
contact-through-dormant = They have not answered us lately. It may take long until they reach you.
with-dormant = { $name } has not answered us lately. If nobody is here to help you, please tell us without this centre.
with-changed = Something has changed at { $name }. If nobody is here to help you, please tell us without this centre.
contact-through-changed = Something has changed there. It may take long until they reach you.
with-alone = They do not see what you type before you send it. Nobody can open it with the address of this page.
with-without = Tell us without this centre
with-centre = You are at { $name }. What you send goes to its people, too.

centre-public = For the public
centre-listed = Anyone can find it in the list of centres
centre-says-wrong = It says that something is wrong. Until that is put right, the public reads that something has changed there, and no hours.
centre-off-since = Off the list of centres since { $when }
centre-off = Take it off the list
centre-off-what = If it is closed for long or for good, take it off. Nobody of the public finds it then, and it gets no letters. Its address for visitors goes on.
centre-on = Put it back on the list
centre-on-what = When it is open again, put it back. The public then finds it as before.
centre-unlisted = Not in the list of centres
centre-confirmed = Last confirmed
centre-never = Never
centre-due = The public now reads “not confirmed, please ask before you go”, and no hours.
centre-confirm = All of this is right today
centre-confirm-what = If something is wrong, ask whoever runs the service to put it right first.
centre-with = For visitors who want to tell by themselves
centre-with-what = Open this address on a device of the centre, or hand it out. What is told there goes to your centre. It opens no report.
centre-renew = End this address and make a new one
centre-notice-confirmed = Thank you. The list of centres says so now.
centre-notice-off = It is off the list. Nobody of the public finds it now.
centre-notice-on = It is back on the list.
centre-notice-renewed = The old address has ended. This is the new one.

keys-title = Keys for your own system
keys-what = With a key, your own system can send reports that belong to your centre. It can read nothing.
keys-made = Your new key
keys-made-what = Copy it into your system now. It stands here for an hour at most, and cannot be shown again after that. Send it to nobody by e-mail.
keys-copied = I have copied it: take it off this page
keys-made-at = Made { $when }
keys-used = Last used { $when }
keys-unused = Not used yet
keys-ended = Ended { $when }
keys-end = End this key
keys-make = Make a key
keys-make-do = Make the key
keys-name = What is it for?
keys-name-hint = For example “front desk system”. Give each system a key of its own.
keys-centre = For which centre?
fault-key-name = Please say what the key is for.
fault-key-centre = Please choose the centre.

page-title-centre-letter = Is this still right?
centre-letter-title = Is this still right?
centre-letter-intro = This is what { $service } tells people about you. Please read all of it.
centre-letter-right = All of this is right
centre-letter-wrong = Something is wrong
centre-letter-text = What is wrong, and what is right?
centre-letter-text-hint = A person reads this and puts it right. Write nothing about people who came to you.
centre-letter-send = Tell us
centre-letter-thanks = Thank you. We say that it is right now. You can close this page.
centre-letter-told = Thank you. A person will put it right.
centre-letter-fault-blank = Please say what is wrong.
centre-letter-fault-long = This is too long. Please use at most { $most } letters.

centre-letters = Letters that ask whether this is right
centre-letters-nobody = Nobody is asked: there is no confirm_with for this centre.
centre-letters-with = They go to { $address }.
centre-letters-asked = Asked on { $day }. { $count ->
    [0] No letter has left yet.
    [one] One letter has left.
   *[other] { $count } letters have left.
}
centre-letters-last = The last one left { $when }.
centre-letters-given-up = A letter could not be delivered. Check the address.
centre-letters-answered = Answered { $when }.
centre-letters-waiting = Not answered yet.
centre-letters-dormant = Dormant since { $day }: it did not answer. The public reads that we do not know whether it is open. An answer wakes it, and so does the button here.
centre-wrong = Something is wrong, they wrote { $when }
centre-wrong-what = If it is closed, take it off the list below. Otherwise put it right in the configuration. Then press Done: the words are deleted, and the public reads it as before.
centres-say-wrong = { $count ->
    [one] 1 centre told us that something is wrong
   *[other] { $count } centres told us that something is wrong
}
centre-wrong-done = Done
centre-notice-right = Done. The words are deleted.

page-title-poster = Poster
poster-link = Print a poster with this address
poster-plain = Print a poster for anywhere else
poster-back = Back to the centres
poster-title = A poster for the wall
poster-print = To print it, press Ctrl and P. On a Mac: Command and P. It fills one page of A4.
poster-where = Hang it where someone can look at it unseen, such as behind the door of a toilet. If people read it in front of others, everyone sees that something happened to them.
poster-ends = What is told with this code goes to this centre. When you end the address on the page of centres, take the poster down and print a new one.
poster-unlisted = This centre is not in the public list, so the poster does not name it. But whoever scans the code reads its name. If nobody should, print the poster for anywhere else.
poster-doubt = The public reads at this address that we do not know whether this centre is open. Confirm on the page of centres first that all is right.
poster-plain-what = It leads to the public site, and to no centre. It stays right when a centre ends its address.
poster-here = You can tell someone here
poster-us = You can tell someone
poster-what = Did someone hurt, threaten or insult you because of who you are, or who they thought you were? This is a safe place to say so.
poster-choose = You choose what you say, and who may know.
poster-name = You do not have to give your name.
poster-police = You do not have to talk to the police.
poster-scan = Point the camera of your phone here, or type:
poster-code = QR code for { $address }
poster-ask = Does someone look at your phone? Then ask a person here instead.
poster-phone = Does someone look at your phone? Then use a device that nobody else looks at.
poster-danger = In danger now? Call 999. Deaf: 999 BSL, or text 999 if you are registered.
poster-slips-what = Cut between the slips. A slip holds our address and number only. It does not say what it is about.
