### What comes back: questions from organisations, letters that did not arrive, and mail that nobody recognised.

## An organisation asks for more: on its own page.

ask-title = Ask for more
ask-what = Is something missing, or not clear? Ask the team here. They read it, and answer on this page. Asking also tells us that the referral has arrived.
ask-label = Your question
ask-hint = Please write nothing that the person has not told you they want us to know.
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
record-referral-questioned = Asked for more
record-question-answered = Answered an organisation

## Nobody acknowledged in time.

desk-task-overdue = An organisation did not answer in time

## A letter of ours came back.

desk-step-came-back = A letter came back
mail-kind-notice = The first letter to an organisation.
mail-kind-more-to-see = The letter to an organisation that there is more to see.
mail-kind-please-stop = The letter that asks an organisation to stop.
mail-kind-one-time-code = The letter with a code.
mail-kind-something-changed = The letter to the person who reported.
record-letter-came-back = A letter could not be delivered
