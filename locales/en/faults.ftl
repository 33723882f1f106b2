### What is wrong with an answer, and how to mend it. People read these beside a question; other systems read them in an answer.
### Say what to do, and never blame. None repeats what was typed.

fault-required = Something is missing here. Please give an answer.
fault-required-incident-account = Say what happened, or choose what kind of thing it was. One of them is enough.
fault-unknown-field = There is no question with this name. Please leave it out or check how it is spelled.
fault-unknown-id = This is not on the list. Please choose one from the list.
fault-wrong-type = { $wanted ->
    [object] This should be a group of named answers. Please write it as an object.
    [array] This should be a list. Please write it as an array.
    [string] This should be words. Please write it as text.
    [boolean] This should be yes or no. Please write it as true or false.
   *[other] This is not the kind of answer we can read. Please give it as { $wanted }.
}
fault-required-text = There is nothing written here yet. Please write something first.
fault-too-long = This is too long. It may have at most { $most } letters, or { $most } entries in a list. Please make it shorter.
fault-bad-date = We cannot read this date. Please write it like this: 2026-03-31, or leave it out.
fault-date-in-future = This day is yet to come. Please give a day up to today.
fault-range-reversed = The end is before the start. Please check both days.
fault-bad-postcode = This does not look like a postcode. Please write it like SW1A 1AA, or leave it out.
fault-unknown-area = We do not know this area. Please check the code, give a postcode instead, or leave it out.
fault-bad-phone = This does not look like a phone number. Please check the digits. Spaces and dashes do not matter.
fault-bad-email = This does not look like an e-mail address. Please write it like name@example.com.
fault-contradicts = Two of these answers do not fit together. Please check both.

fault-too-long-typed = This is too long for this question. It may have at most { $most } letters. You can put the rest where you tell what happened.

# Asked about once. Whoever presses the button again with the same answer is taken at their word.
doubt-blank = { $way } is empty. If you do not want to be reached this way, press the button again.
doubt-bad-email = Is this e-mail address right? It has something in it that addresses do not have, or it lacks something. If it is right, press the button again. People can then use it, but no e-mail of ours goes there by itself.
doubt-bad-phone = Is this number right? It may have too few or too many digits. If it is right, press the button again, and we keep it as it is.
doubt-safe = { $way }: is this way safe? Nobody uses it until you say yes. If you want to leave it so, press the button again.
doubt-only = You asked for this alone: { $way }. But you did not give a safe one, so nobody could reach you. You can go back and give one. If you want to leave it so, press the button again.

fault-word-opens-nothing = Nothing waits for this word here. A receipt waits for one hour only, in the browser in which the report was sent. Please check the word, or type your receipt.
fault-receipt-unknown = We could not open a report with this. Please check each letter and number of your receipt. If you added a word of your own, you need it too.
fault-code-wrong = This is not the code we sent for this request. Please check the 8 digits, and that the e-mail names the same request.
fault-code-over = This code no longer works. Please go back and ask for a new one.
fault-name-missing = Please type your name or number, so that we know who said that it arrived.
fault-reason-missing = Please choose the reason that fits best.
fault-reader-missing = Please choose where we should send the code.
