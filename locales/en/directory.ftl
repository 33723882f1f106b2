### Organisations near you: the public directory as a page. The title and the headings stay neutral: somebody may look over a shoulder.

page-title-near = Organisations near you
near-title = Organisations near you
near-intro = You can go to these organisations yourself, without telling us anything.
near-search = Where are you?
near-search-hint = A postcode, or the name of a town or district. We do not keep it.
near-find = Show
near-all = Show all areas
near-none = No organisation is listed here yet.
near-phone = Telephone
near-text = Text message
near-email = E-mail
near-website = Website
near-opening = Open
near-address = Address
near-languages = Languages
near-more = More about them
near-services = What they do
near-step-free = There is a way in without steps.
near-steps = There are steps at the way in.

directory-in = In { $place }
directory-everywhere = Everywhere in England and Wales
directory-beyond = { $place } is outside England and Wales. We work in England and Wales only.
directory-wider = { $place }, the wider area
directory-force = { $place }, the police area
directory-several = Which place do you mean?
directory-unknown = We do not know this place. Please check how it is spelled, try a town near it, or look through the list below.
directory-bsl = British Sign Language (BSL)

language-en = English
language-cy = Welsh
language-pl = Polish
language-ro = Romanian
language-pa = Panjabi
language-ur = Urdu
language-ar = Arabic
language-bn = Bengali
language-gu = Gujarati
language-pt = Portuguese
language-es = Spanish
language-zh = Chinese
language-fa = Farsi
language-ckb = Kurdish Sorani
language-ps = Pashto
language-tr = Turkish
language-so = Somali
language-ti = Tigrinya
language-uk = Ukrainian
language-ru = Russian
language-hi = Hindi
language-fr = French


## Beyond England and Wales: what it is called, and who helps there. Numbers were taken from what the police and Victim Support of each place
## say of themselves. [check] before real use: everything here but 999, and 101 for Police Scotland and the PSNI.

beyond-scotland = Scotland
beyond-northern-ireland = Northern Ireland
beyond-isle-of-man = The Isle of Man
beyond-jersey = Jersey
beyond-guernsey = Guernsey
beyond-channel-islands = The Channel Islands
beyond-scotland-who = In Scotland, you can tell Police Scotland: call 101. If someone is in danger, call 999. Victim Support Scotland can help you, with or without the police.
beyond-northern-ireland-who = In Northern Ireland, you can tell the police (PSNI): call 101. If someone is in danger, call 999. Victim Support NI can help you, with or without the police.
beyond-isle-of-man-who = On the Isle of Man, you can tell the Isle of Man Constabulary. If someone is in danger, call 999.
beyond-jersey-who = In Jersey, you can tell the States of Jersey Police. If someone is in danger, call 999.
beyond-guernsey-who = In Guernsey, Alderney, Sark and Herm, you can tell Guernsey Police. If someone is in danger, call 999.
beyond-channel-islands-who = In Jersey, you can tell the States of Jersey Police. On the other islands, you can tell Guernsey Police. If someone is in danger, call 999.
