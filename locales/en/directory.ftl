### Organisations near you: the public directory as a page. The title and the headings stay neutral: somebody may look over a shoulder.

page-title-near = Organisations near you
near-title = Organisations near you
near-intro = These organisations work with us. You can go to them yourself, without telling us anything.
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
near-services = What they do
near-step-free = There is a way in without steps.
near-steps = There are steps at the way in.

directory-in = In { $place }
directory-everywhere = Everywhere
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
