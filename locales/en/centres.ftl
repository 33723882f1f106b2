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
centres-unconfirmed = Not confirmed for some time. Please ring first.
centres-areas = For people in
centres-way-in = Way in
centres-link = Places where you can tell someone in person

with-title = You are at { $name }
with-what = You can tell us here by yourself, and ask for help at any time. You choose what to say and who may know.
with-centre-gets = What you send goes to the people of { $name } too, so that they can help you.
with-alone = They do not see what you type before you send it. Nobody can open it with the address of this page.
with-without = Tell us without this centre
with-centre = You are at { $name }. What you send goes to its people, too.

centre-public = For the public
centre-listed = Anyone can find it in the list of centres
centre-unlisted = Not in the list of centres
centre-confirmed = Last confirmed
centre-never = Never
centre-due = The public now reads “not confirmed, please ring first”, and no hours.
centre-confirm = All of this is right today
centre-confirm-what = If something is wrong, ask whoever runs the service to put it right first.
centre-with = For visitors who want to tell by themselves
centre-with-what = Open this address on a device of the centre, or hand it out. What is told there goes to your centre. It opens no report.
centre-renew = End this address and make a new one
centre-notice-confirmed = Thank you. The list of centres says so now.
centre-notice-renewed = The old address has ended. This is the new one.

keys-title = Keys for your own system
keys-what = With a key, your own system can send reports that belong to your centre. It can read nothing.
keys-made = Your new key
keys-made-what = Copy it into your system now. We show it once. Send it to nobody by e-mail.
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
