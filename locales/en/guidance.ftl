### Pages that ask nothing: the first page, what counts, staying safe, getting help, and who answers for the service.
### A frightened person reads these. Short words, short sentences, one thing at a time. No advice that needs money or luck.
### They never say that an event “is” or “is not” a hate crime: nobody here decides that.


## Titles: they show in the list of open pages and in the history, so they say nothing about the person

page-title-home = Welcome
page-title-counts = What counts
page-title-safe = Staying safe
page-title-help = Get help
page-title-who = Who runs this


## The first page

home-title = Tell us about hate, in your own words
home-what = If someone hurt, scared or insulted you because of who you are, or who they think you are, you can tell us here. You can also tell us if it happened to someone else.
home-who = { $who } runs this service. We are not the police.
home-who-unknown = Nobody has told us yet who runs this service. We are not the police.
home-then = You choose who gets your report, and a page of your own shows you what they do with it. We read reports at these times: { $hours }. At other times, we may not have seen your report yet.
home-then-unknown = You choose who gets your report, and a page of your own shows you what they do with it. We cannot say when someone reads it, so do not wait for us if you need help soon.
home-know-choose = We share only what you allow – unless somebody’s life or a child may be in danger.
home-danger-now = In danger now?
home-danger-call = Call 999
home-danger-other = If you cannot hear or speak
home-ways = What you can do here
home-report = Make a report
home-no-reports = You cannot make a report here right now. Please try again later.
home-help-link = Get help without telling us anything
home-help = People you can call or text, some of them day and night.
home-back-link = Come back with your receipt
home-back = See who has your report, write to us, add to it, or take it back.
home-near-link = Organisations near you
home-near = See who works where you are, without telling us anything.
home-counts-link = What counts as hate
home-counts = If you are not sure, read this. Nothing is too small.
home-safe-link = Stay safe and keep proof
home-safe = At home, outside, online and on the phone.
home-exit = Leave this site fast
home-exit-what = “Exit this page” is on every page. It takes you to another website at once. If your device has a keyboard, you can press Shift three times.
home-exit-cannot = It cannot clear the list of pages you have seen: your browser keeps that. If someone looks at your phone or computer, use one that they cannot see, or a private window.
home-know = Good to know
home-know-proof = You do not need proof. Nothing is too small to tell.
home-know-name = You do not have to give your name. You can skip any question.
home-know-papers = We never ask whether you may live in this country.
home-systems = For organisations:
home-systems-link = connect another system to this one


## What counts

counts-title = What counts as hate
counts-lead = If you feel that it was done out of hate, you can tell us. So can anyone else who saw it or knows of it.
counts-felt = You do not have to prove why they did it. What you felt, or what someone who saw it felt, is enough to tell us.
counts-small = Nothing is too small
counts-small-what = People put up with a lot before they tell anyone. All of this can be told:
counts-small-words = names, jokes, signs and shouting in the street
counts-small-spit = spitting, pushing, or being followed
counts-small-home = rubbish, dirt or paint at your door, or noise made to upset you
counts-small-online = messages, posts, pictures, or calls where nobody speaks
counts-small-refused = being turned away from a shop, a bus or a club
counts-small-outed = being outed, or the threat of it
counts-small-friend = a “friend” who takes your money or uses your home
counts-small-harm = threats, being hit, and worse
counts-again = Small things again and again
counts-again-what = One thing may seem like nothing. The same thing each week can make you ill, or make you stay at home. You can tell us about all of it in one report. You do not have to know every date.
counts-about = What it can be about
counts-about-monitored = The police in England and Wales keep count of hate about:
counts-about-local = We also take reports of hate about:
counts-about-more = It can be about more than one of them. You can also say that you are not sure.
counts-wrong = It counts if they were wrong about you
counts-wrong-mistaken = They thought you were Muslim, gay or Polish, and you are not. It counts.
counts-wrong-with = They did it because of your partner, your child or your friend. It counts.
counts-wrong-stood = They did it because you stood up for someone. It counts.
counts-wrong-known = You know them well, or you live with them. It counts.
counts-name = We do not tell you what it was
counts-name-what = We never tell you that what happened is a hate crime, or that it is not one. You do not have to know either. If you let us tell the police, they decide what to write down. We keep your report in any case.
counts-next = What you can do now


## Staying safe

safe-title = Stay safe and keep proof
safe-lead = Do only what feels safe to you. Your safety comes before any proof.
safe-now = If it is happening now
safe-now-go = Go to where other people are: a shop, a bus with a driver, a front desk.
safe-now-call = Call 999 if you can. If you cannot speak, call 999 from a mobile, then press 55 when you are asked to.
safe-now-answer = You do not have to answer back. To leave is not to lose.
safe-now-seen = If you see it happen to someone else, stand near them if you can. Ask them if they are all right.
safe-home = At home
safe-home-doors = Keep doors and windows shut. Ask who is there before you open.
safe-home-tell = Tell someone near you whom you trust. Choose a word that means “call for help”.
safe-home-landlord = If you rent, your landlord or the council may be able to change locks, fix lights or move you.
safe-home-fire = If you fear a fire, the fire service can visit you and give advice for free. Ask at your local fire station, not by 999.
safe-out = On your way
safe-out-way = If you can, change the way or the time you go. Sit near the driver. It is not your fault if you cannot.
safe-out-share = Tell someone when you leave and when you will be back.
safe-online = Online
safe-online-keep = Before you block or report someone, take a picture of the screen. It may be gone after that.
safe-online-who = Check who can see your posts, your friends and where you are.
safe-online-words = Change your passwords if someone may know them. Use a new one that you use nowhere else.
safe-phone = On the phone
safe-phone-answer = You do not have to pick up. Let it ring, and keep any message they leave.
safe-phone-note = Write down the number, the day and the time.
safe-phone-block = You can block a number on most phones. Keep the list of calls first.
safe-close = If it is someone close to you
safe-close-what = It may be your partner, someone in your family, or someone who cares for you. Then some advice here can put you at risk. They may look at your phone, or get angry if you change a password.
safe-close-device = Use a phone or computer they cannot get to: at a friend’s, a library, a doctor’s.
safe-close-plan = Talk with a helpline before you change things or leave. They help you plan it.
safe-close-link = See who can help
safe-proof = How to keep proof
safe-proof-lead = You do not need proof to tell us. If you have some, this is how to keep it.
safe-proof-photo = Take photos of harm to you or your things. Put a coin or a key beside it, to show how big it is.
safe-proof-first = Take photos before you clean or mend anything, such as words on a wall. If it is not safe to leave it, clean it.
safe-proof-screen = Take pictures of the screen. Show the name, the date and the web address. Do not write back.
safe-proof-clothes = Put clothes in a paper bag, not a plastic one. Do not wash them.
safe-proof-letters = Keep letters and what they came in. Touch them as little as you can.
safe-proof-diary = Keep a diary: the day, the time, the place, what was said, and who saw it. Write it down soon after.
safe-proof-hurt = If you were hurt, see a doctor if you can, and say how it came about. They write it down.
safe-proof-others = Ask those who saw it if they will give you their name and number.
safe-proof-where = Keep all of it where those who harm you cannot find it. You can give a copy to someone you trust.
safe-film = About filming
safe-film-open = In a public place, you may film what happens to you. Stop if it makes things worse.
safe-film-hidden = Please do not hide a camera or a recorder in someone else’s home or room. It may be against the law, and it can put you at risk. Ask our team or a helpline first.
safe-private = Keep your visit here private
safe-private-window = A private window keeps no list of the pages you saw. It can be called “private”, “incognito” or “InPrivate”. Close it when you are done.
safe-private-history = In a plain window, you can take single pages off the list. An empty list may look odd to someone who checks it.
safe-private-watch = A private window does not help if someone has put a program on your device that watches you. Then use another device.
safe-private-exit = “Exit this page” takes you to another website at once. It cannot clear the list.


## Getting help

help-title = Get help without telling us anything
help-lead = You do not have to make a report. These people are not part of this service. We do not tell them anything about you.
help-safe = A call or a text may show up on a phone bill or in a list. If someone checks your phone, use another one.
help-crisis = If you feel you cannot go on
help-crisis-what = You do not have to be alone with it. Talk to someone now.
help-crisis-danger = If you may harm yourself now, call 999 or go to A&E at a hospital.
help-general = To talk about what happened
help-special = For some of us
help-call = Call
help-text = Text
help-web = Website
help-bsl = In BSL
help-bsl-link = Sign with { $name }
help-open = Open
help-for = For hate about
help-relay = If you are deaf or cannot speak, use Relay UK. Type 18001 before the number.
help-later = You can still tell us, today or any other day.


## What the operator writes, and who that is

text-privacy = Privacy
text-named = If you are named
text-accessibility = Accessibility
text-complaints = Complaints
text-rights = Your rights
prose-missing = This text is not written yet. It has to be there before anyone uses this service for real.
prose-ask = Who runs this, and how to reach them

who-title = Who runs this service
who-lead = This organisation answers for what happens to what you tell us. The law calls it the controller.
who-missing = Nobody has told us yet who that is. Until then, please do not tell us anything real.
who-name = Name
who-address = Address
who-email = E-mail
who-registration = Number with the Information Commissioner
who-staffed = When we read reports
who-not-watched = We do not read e-mails day and night. If you are in danger now, call 999.
who-more = More about this service


## For children and young people (/under-18). [check] by a safeguarding lead, and read it with young people before real use.

young-link = If you are under 18: what you can do here
young-title = If you are under 18
young-lead = What happened is not your fault. You can tell us, and you can say how far it goes.
young-now = Talk to someone now
young-you = What you can do here
young-you-tell = You can tell us by yourself. Nobody has to say yes for you.
young-you-skip = You can leave out any question. One sentence is enough.
young-you-choose = You can say who may know, and who must never know.
young-you-with = Someone you trust can sit with you and help.
young-you-change = You can change your mind later, with your receipt.
young-you-erase = You can erase it with your receipt. If a rule says that we must keep it, we tell you why.
young-we = What we do
young-we-look = Someone in our team looks at each report of someone under 18, to see if you are safe.
young-we-must = If someone may be badly hurt, we may have to tell the police or children’s services, even if you said no. We then send as little as we can.
young-we-say = We tell you when we do that, unless it would put someone in danger.
young-parents = Do my parents hear of it?
young-parents-what = We do not tell your parents. The police or children’s services might. If that is not safe, say so in the form. Whoever we pass it to with your name reads that first.
young-facts = What we keep about you
young-facts-what = We keep only what you tell us. We show no ads, and we do not follow you on other sites. You can ask our team what we keep, and ask them to put it right.
