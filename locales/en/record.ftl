### The record of who did what, as an auditor reads it. It never says what a report holds.

page-title-record = Record
desk-record = Record

auditor-record = Who did what
auditor-opening = Reading the record is written down in it. It stays open for 30 minutes.
auditor-open = Open the record
auditor-filter = Of one report only
auditor-filter-hint = Type its reference, such as WM-7K3F-92QD. Leave it empty for the whole record.
auditor-unknown = There is no report with this reference. A report that was erased is forgotten after some time; its lines stay in the whole record.
auditor-of = Lines about { $reference }
auditor-all = All lines, the newest first
auditor-empty = Nothing is written down yet.
auditor-chain-ends = The chain ends at line { $position }, made { $when }.
auditor-chain-none = No line is chained yet.
auditor-not-checked = The chain was not checked yet. It is checked once a day.
auditor-checked = Checked { $when }: { $links ->
    [0] there was no line to look at yet.
    [one] the only line is as it was written.
   *[other] all { $links } lines are as they were written.
}
auditor-wrong = Checked { $when }: the record does not add up at line { $position }. Somebody changed, moved or removed lines in the database. Tell whoever runs the service, and keep copies of the database as it is.
auditor-gap-not-chained = { $lines ->
    [one] One line from more than a day ago is not chained. Either the service did not run since, or somebody wrote it into the database.
   *[other] { $lines } lines from more than a day ago are not chained. Either the service did not run since, or somebody wrote them into the database.
} Tell whoever runs the service.
auditor-gap-cut-off = The record does not hold what it held when it was checked { $when }: it had { $links } lines then. Its end was cut off, or it was made anew. Tell whoever runs the service, and keep copies of the database as it is.
auditor-gap-no-beginning = The oldest report came in { $when }, and the record holds nothing from that time. Its beginning was removed, or all of it. Tell whoever runs the service, and keep copies of the database as it is.
auditor-chained = line { $position } of the chain
auditor-not-chained = not chained yet
auditor-why-ground = Ground: { $ground }
auditor-why-role = Role: { $role }
auditor-why-sections = What was shown: { $sections }
auditor-section-incident = what happened
auditor-section-victim = about the person
auditor-section-contact = how to reach them
auditor-section-suspect = about who did it
auditor-section-messages = messages
auditor-section-handling = risk answers, notes and permission
auditor-forgotten = a report that is destroyed
auditor-who-staff = somebody at the desk
auditor-who-agency = an organisation
auditor-who-reporter = the reporter
auditor-who-service = the service
auditor-who-centre = a centre, by its letter
auditor-who-operator = the operator

## What was done: a message for every action there is.

record-report-received = A report came in
record-message-written = Wrote to the team
record-story-added-to = Added to the story
record-contact-stopped = Stopped a way to reach them
record-contact-used-again = Let a way to reach the person be used again
record-permission-changed = Changed who may know
record-word-chosen = Chose a word of their own
record-report-erased = Erased the report
record-report-destroyed = Destroyed what the report held
record-report-routed-again = Worked out anew who should hear of it
record-referral-no-longer-allowed = Ended a referral that was no longer allowed
record-referral-acknowledged = Said that it arrived
record-referral-accepted = Accepted
record-referral-declined = Declined
record-referral-closed = Closed it
record-referral-opened = Read what was passed to them
record-code-asked-for = Asked for a code
record-wrong-code = Typed a wrong code
record-permission-lapsed = Ended a permission that waited too long for a place
record-reminder-sent = Sent a reminder to the team or to an organisation
record-configuration-taken-in = Took a changed configuration in
record-letter-retried = Sent a letter again that had not left
record-report-opened = Opened the report
record-report-opened-whole = Opened the report, with its risk answers, permission and notes
record-reporter-answered = Answered the reporter
record-note-added = Added a note
record-risk-raised = Set the risk, not lower than before
record-risk-lowered = Lowered the risk
record-report-frozen = Let nothing go out by itself for the report
record-report-thawed = Let the report go on
record-report-held = Kept the report from being destroyed
record-report-let-go = Let the report go
record-account-released = Released the story without names
record-reports-searched = Searched for reports by a number, an address or a name
record-reports-linked = Linked the report with another
record-reports-unlinked = Ended a link with another report
record-receipt-renewed = Made a new receipt for the reporter
record-erasure-undone = Undid the erasure of the report
record-duty-closed = Closed what was urgent, with a reason
record-task-done = Marked something as done
record-record-read = Read this record
record-staff-invited = Invited
record-staff-password-chosen = Chose a password
record-staff-account-taken = Took up their account
record-staff-signed-in = Signed in
record-staff-sign-in-slowed = Tried several times to sign in with a wrong password or code, and has to wait
record-staff-left-everywhere = Signed out everywhere
record-staff-invited-again = Made a new invitation for
record-staff-set-up-anew = Let somebody set up their account anew
record-staff-role-changed = Changed the role of
record-sign-in-code-sent = Sent a code to sign in with
record-staff-account-ended = Ended the account of
record-report-placed-by-hand = Placed the report by hand
record-figures-exported = Took figures of a quarter away
record-override-asked = Asked to pass something on without permission
record-override-at-once = Passed something on at once without permission
record-override-approved = Agreed to pass something on without permission
record-override-refused = Refused to pass something on without permission
record-override-upheld = Looked at an urgent decision again and upheld it
record-override-stopped = Looked at an urgent decision again and stopped it
record-api-key-made = Made a key for a centre’s own system
record-api-key-revoked = Revoked a key of a centre’s own system
record-centre-confirmed = Said that a centre’s entry is right
record-centre-said-wrong = Said that something is wrong with its entry
record-centre-taken-off = Took a centre off the public list
record-centre-put-back = Put a centre back on the public list
record-centre-put-right = Put a centre’s entry right
record-centre-asked = Asked a centre whether its entry is right
record-centre-code-renewed = Made a new code for a centre
record-draft-opened = Read a report that somebody had begun to take down
record-person-told = Noted that the person was told of what went without permission
record-report-taken-down = Took a report down with somebody
record-referral-questioned = Asked for more
record-question-answered = Answered an organisation
record-letter-came-back = Noticed that a letter had come back
record-referral-overdue = Noticed that nobody had acknowledged a referral in time
record-unknown-mail-opened = Opened a letter that nobody had recognised
record-unknown-mail-done = Dealt with a letter that nobody had recognised
record-unknown-mail-linked = Put a letter with the notes of the report
record-unknown-mail-destroyed = Destroyed a letter that was done 90 days ago
record-action-set = Agreed an action of
record-action-changed = Changed an action of
record-action-handed-over = Handed an action over to
record-action-done = Said that an action is done, of
record-case-given = Gave the report as a case to
record-case-taken-back = Took the case back from
record-child-heard = Wrote down what a child wishes
record-area-given = Said where the report belongs
