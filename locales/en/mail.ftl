### What comes back: questions from organisations, letters that did not arrive, and mail that nobody recognised.

## An organisation asks for more: on its own page.

ask-title = Ask for more
ask-what = Is something missing, or not clear? Ask the team here. They read it, and answer on this page. Asking also tells us that the referral has arrived.
ask-label = Your question
ask-hint = Please write no more about the person than we need to answer you.
ask-send = Ask
ask-sent = We have your question. When there is an answer, you get an e-mail.
ask-before = What you asked
ask-question = You asked
ask-answer = The team answered
ask-none-yet = There is no answer yet.
ask-fault-blank = Please write your question.
ask-fault-too-long = Your question is too long. Please use at most { $number } characters.
ask-fault-too-many = { $number } of your questions wait for an answer. Please wait until we have answered.

## The desk answers.

reply-asked = They asked
reply-answered = We answered
reply-link = Answer this question
reply-over = They do not have the report any more. Nobody waits for an answer.
reply-title = Answer an organisation
reply-to = What you write here goes to { $name }. They read it on their page, with a code, as they read the referral.
reply-allowed-full = The person allowed this organisation to see:
reply-allowed-anonymous = The person allowed this organisation facts without a name, and nothing else:
reply-allowed-overruled = This passed without the person’s permission. The organisation may see:
reply-no-more = Your answer does not change that. Please write nothing that goes beyond it. If they need more, ask the person first.
reply-label = Your answer
reply-send = Send the answer
reply-fault-blank = Please write an answer.
reply-fault-too-long = Your answer is too long. Please use at most { $number } characters.
desk-task-question = An organisation asks for more
desk-step-questioned = An organisation asked
desk-step-question-answered = The question was answered
desk-notice-replied = The organisation can read your answer now.

## Nobody acknowledged in time.

desk-task-overdue = An organisation did not answer in time

## A letter of ours came back.

desk-step-came-back = A letter came back
mail-kind-notice = The first letter to an organisation.
mail-kind-more-to-see = The letter to an organisation that there is more to see.
mail-kind-please-stop = The letter that asks an organisation to stop.
mail-kind-one-time-code = The letter with a code.
mail-kind-something-changed = The letter to the person who reported.

## Letters that nobody recognised.

page-title-mail = Letters
mail-nav = Letters
mail-waits = { $count ->
    [one] 1 letter nobody recognised
   *[other] { $count } letters nobody recognised
}
mail-title = Letters nobody recognised
mail-title-done = Letters that are done
mail-what = Somebody wrote to the address that our letters come from. Open each letter, and say what became of it. Opening one is written down.
mail-what-done = 90 days after it was done, a letter is destroyed.
mail-none = There is no letter here.
mail-nobody = It does not say who wrote it
mail-no-subject = No subject
mail-came = Came in { $when }
mail-done-at = Done { $when }
mail-open = Open
mail-doubt = Anybody can write a letter in somebody else’s name. Do not open a link in it, and do not answer with facts about a person.
mail-from = From
mail-came-in = Came in
mail-words = What it says
mail-no-words = There are no words in it that can be shown.
mail-files = { $count ->
    [one] 1 file came with it. It is not shown.
   *[other] { $count } files came with it. They are not shown.
}
mail-cut = The letter was very long. Only its beginning was kept.
mail-link = It belongs to a report
mail-link-what = Its words then stand among the notes of that report, where neither the reporter nor any organisation sees them.
mail-reference = Reference of the report
mail-link-do = Put it with the report
mail-became = What became of it?
mail-note-label = What became of it?
mail-note-hint = For example: I called them back, or: it was not for us.
mail-done-do = It is done
mail-linked-to = Put with { $reference }
mail-note = A letter came in from { $from }. Subject: { $subject }
mail-note-cut = (The letter was longer.)
mail-notice-done = The letter is done.
mail-notice-linked = The letter stands among the notes of the report now.
mail-fault-blank = Please say what became of it.
mail-fault-too-long = Please use at most { $number } characters.
