### Taking a report down with somebody: read by people who do this twice a year, and in parts read aloud.
### What is read aloud about permission stands in form.ftl: it is the same for everybody, and has a version.

page-title-take-down = Take it down with someone
page-title-paper = Paper form
page-title-begun = What they have begun

desk-take-down = Take a report down

talk-title = Take a report down with someone
talk-intro = All questions are on this page. Ask them in any order, in your own words. One thing is enough: what happened.
talk-danger = Is someone in danger now? Call 999 first.
talk-duty = Then ring { $name }: { $phone }.
talk-or-deputy = { $phone }, or if nobody answers { $deputy }
talk-kept = What you save is kept for 24 hours. Only you can open it, and whoever runs your centre can read it. If you are signed out while you talk, press a button below all the same: your words are kept.
talk-paper = Print the paper form
talk-parts = Parts of this page
talk-keys = Alt and a number key lead to parts 1 to 9, Alt and 0 saves. In Firefox also hold Shift. On a Mac: Control and Option.
talk-guide = Help with this part
talk-more = Ask more about this
talk-next = Go on to who may know
talk-save = Save for now
talk-again = Start again
talk-again-what = This takes away everything on this page.
talk-notice-kept = Saved. It is kept for 24 hours.
talk-notice-sent = Done. The page is ready for the next report.
desk-kept = Your session was over, but your words are kept. Sign in, and go on where you stopped.

talk-start = How you talk, and for whom
talk-story = What happened
talk-when = When
talk-where = Where
talk-why = Why
talk-before = Before, and who knows
talk-suspect = Who did it
talk-person = The person it happened to
talk-contact = How to reach them safely
talk-needs = What helps when we talk
talk-risk = How safe they are
talk-capacity = Can they decide this now?
talk-never = Who must never be told
talk-about = Questions that count people

field-taken-channel = How do you talk?
channel-in-person = Face to face
channel-phone = On the phone
channel-letter = By letter, or a paper form
channel-outreach = Out and about
channel-home-visit = At their home
field-talk-role = Who is telling you? In their words:
field-talk-agreed = If it happened to someone else: do they agree that we are told?
field-talk-account = What happened, in their own words
hint-talk-account = Write it as they say it. Nobody has to prove anything. One sentence is enough.
talk-contact-of-reporter = The person who tells us
hint-talk-self-harm = Ask it calmly. If yes, stay with them: the next page says whom to ring.
field-taken-at_work = Did it happen at work, by someone they serve?
hint-taken-at_work = Their employer is not told unless they say so.
field-taken-interpreter = Did an interpreter take part?
answer-yes = Yes
answer-no = No
field-taken-capacity = Do you worry that they cannot decide this now?
hint-taken-capacity = For example after drink or drugs, in shock, or because they do not follow what you say. Most people can decide.
field-taken-capacity_words = What did you see?
hint-taken-capacity_words = Only the team reads this. Write what you saw, and how you helped them decide.
field-contact-through = Only through us
contact-through-centre = Only through { $name }: nobody else gets their number or address
hint-talk-from = For example 27 3 2026. If they know only the month, leave the day empty.
fault-talk-channel = Please choose how you talk.
fault-talk-read = Please ask all of this first. Then tick the box to say that you did.

guide-counts = What counts.
guide-say = What to say.
guide-never = Never do this.
guide-child = If a child tells you.
guide-ring = Whom to ring.
guide-self = Look after yourself.

guide-start-say = “I am glad you came. You choose what you tell me. You can stop at any time.” Say who you are. Find a place where nobody listens.
guide-start-never = Never ask about papers or the right to be here. Never say that it all stays between you: if a life or a child may be in danger, we may have to act.
guide-start-child = Stay calm and listen. Say: “You did the right thing.” Do not say that you will keep it secret. Do not ask again and again. Write down the words they use, and then ring.
guide-start-ring = Ring { $name } on { $phone } if a child is at risk, if you fear for a life, or if you do not know what to do. In danger it is 999 first.
guide-story-counts = What they felt counts. Nobody has to prove why it happened. Words, looks, spitting, posts and broken things all count. So does what happened to the wrong person.
guide-story-say = “Tell me in your own words.” Then wait. Write what they say as they say it, bad words too. Read it back.
guide-story-never = Never ask “Why did you not leave?” or “Are you sure?”. Never say what kind of crime it is, or what the police will do.
guide-when-say = “When was it, more or less?” A month is fine. So is “it goes on”.
guide-where-say = “Where were you?” A street, a bus or a park is enough. People with no home have a place, too.
guide-why-counts = What those who did it thought counts, even if they were wrong. There can be more than one reason, or none that is known.
guide-why-say = “What makes you think so?” Let them use their own words for who they are.
guide-why-never = Never guess what someone is. Never tell anyone else: being known may be what they fear most.
guide-before-say = “Has this happened before?” Many small things may be one big thing.
guide-suspect-say = “Do you know them? Do they know where you live?”
guide-suspect-never = Never go and look for them, or ask them. Never promise that they will not find out.
guide-person-say = “What name shall I use?” Any name will do, or none.
guide-person-child = Under 18, someone from our team looks at it at once. Parents are not told unless it is safe. Say: “I need to ask someone who can help us.”
guide-contact-say = “If we write or ring, who could see or hear it?” Only a way that they call safe is used.
guide-contact-never = Never put down a number that is shared with whoever did it. Never offer to leave a voice message.
guide-needs-never = Never let a child or someone of the family interpret. Ask whom they would rather not have.
guide-risk-say = Ask all of these, and say why: “I ask everyone this, to see how to keep you safe.”
guide-risk-never = Never promise that they will be safe. Never press for an answer.
guide-risk-ring = Ring { $name } on { $phone } at once if someone may be killed, has a weapon, or thinks of ending their life. Stay with them until you have.
guide-capacity-say = Help first: take time, use short words, ask when they feel better. To choose badly is not to be unable to choose.
guide-capacity-ring = If you still worry, ring { $name } on { $phone } before you send this.
guide-never-say = “Is there anyone who must not hear of this?” It may be about the council, a landlord or an officer, or a cousin may work there.
guide-about-say = “These last ones help us see whom we reach. You can skip them all. Nobody else gets them.”
guide-about-self = What you heard can stay with you. Take a break before the next person. Talk to someone you trust about how you feel, but not about who it was.

talk-aloud = Read this page aloud, as it stands.
talk-aloud-what = Ask about each one, and wait for the answer. Do not choose for them. What is not answered is a no.
talk-read = Did you ask all of this?
talk-read-yes = Yes. I read it to them, and these are their answers

talk-now = First, before you go on
talk-now-what = Stay with them. What you typed is kept: you can go on later.
talk-crisis = Numbers they can call or text themselves

talk-check = Read it back
talk-check-what = Read all of this to them. Put right what is wrong. Nothing is sent yet.
talk-risk-unasked = You asked none of these. Please ask them before you send it: they show how to keep the person safe.
talk-blank = Not asked, or no answer
talk-unasked = The answers changed since you asked. There is someone you did not ask about yet. Go back, or they are not told.
talk-send = Send this report
talk-note-interpreter = An interpreter took part.
talk-note-at-work = It happened at work, by someone they serve. The employer is not told.
talk-note-capacity = Whoever took it down worried about whether they could decide: { $words }

slip-title = It is sent
slip-what = A printed slip holds only the number, our phone and our address. It does not say what it is about, and it opens nothing. They can tell us the number when they ring or come back. Ask first if they want it.
slip-print = To print it, press Ctrl and P. On a Mac: Command and P.
slip-label = Your number
slip-receipt = The receipt
slip-receipt-what = With the receipt they can read and change their report by themselves. It opens the report for whoever has it. Ask if they want it, and if they have a safe place for it.
slip-receipt-show = Show the receipt
slip-receipt-care = Read it to them, or write it on other paper than the slip. Do not keep it yourself.
slip-after = Now
slip-after-say = Tell them what comes next. “These places hear of it now. Each has promised to say when it has arrived. You can ring us or come back at any time.”
slip-after-self = What you heard can stay with you. Take a break before you go on.
slip-once = This page shows the receipt only now. Press the button before you leave the screen.
slip-done = I am done with this page
slip-open = Open the report

begun-read = Read what they have begun
begun-title = What { $name } has begun
begun-what = You can read it, but not change it. That you read it is written down. Last answer: { $when }

paper-title = Paper form
paper-what = Print this page on both sides. Later, type it in: the questions on the screen come in the same order.
paper-fill = One thing is enough: what happened. All else can stay empty. Keep this paper locked away, and shred it once it is typed in.
paper-day = Day of this talk:
paper-by = Who asked:
paper-allow = Whom may we tell? Write each name, and “yes”, “yes, but without my name” or “no”.
paper-guide = Help for whoever asks
