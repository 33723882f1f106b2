### The words people see for the vocabulary of config/vocabulary.toml and for the other fixed lists.
### Keep them calm, plain and short: people read them on a hard day, some of them in their second language.
### A name on the left never changes. Only the words on the right are translated.


## Strands: what the hostility was about

strand-race = Race or ethnicity
strand-religion = Religion or belief
strand-sexual-orientation = Sexual orientation
strand-transgender = Being trans or non-binary
strand-disability = Disability
strand-sex = Being a woman, or being a man
strand-age = Age
strand-subculture = The way someone dresses, or their scene (such as goth or punk)
strand-homelessness = Having no home
strand-sex-work = Doing sex work
strand-other = Something else about the person


## Aspects: a closer word for it, if there is one

aspect-race-anti-black = Hate of Black people
aspect-race-south-asian = Hate of South Asian people
aspect-race-east-or-south-east-asian = Hate of East or South East Asian people
aspect-race-arab-or-middle-eastern = Hate of Arab or Middle Eastern people
aspect-race-gypsy-roma-traveller = Hate of Gypsy, Roma or Traveller people
aspect-race-eastern-european = Hate of Eastern European people
aspect-race-other-nationality = Hate of people from another country
aspect-race-refugee-asylum-migrant = Hate of refugees, people seeking asylum, or migrants
aspect-race-language-or-accent = The language or accent someone speaks with
aspect-race-other = Something else about race or ethnicity

aspect-religion-antisemitic = Hate of Jewish people
aspect-religion-anti-muslim = Hate of Muslims
aspect-religion-sikh = Hate of Sikhs
aspect-religion-hindu = Hate of Hindus
aspect-religion-christian = Hate of Christians
aspect-religion-buddhist = Hate of Buddhists
aspect-religion-sectarian = Hate between groups of one religion
aspect-religion-no-religion = Having no religion, or having left one
aspect-religion-other = Another religion or belief

aspect-sexual-orientation-homophobic = Hate of gay people
aspect-sexual-orientation-lesbophobic = Hate of lesbians
aspect-sexual-orientation-biphobic = Hate of bi people
aspect-sexual-orientation-asexual-or-queer = Hate of asexual or queer people
aspect-sexual-orientation-heterosexual = Hate of straight people

aspect-transgender-trans-woman = Being a trans woman
aspect-transgender-trans-man = Being a trans man
aspect-transgender-non-binary = Being non-binary
aspect-transgender-perceived-trans = They thought the person was trans
aspect-transgender-intersex = Being intersex

aspect-disability-physical = A physical disability
aspect-disability-deaf-or-hard-of-hearing = Being Deaf or hard of hearing
aspect-disability-sight-loss = Being blind or having sight loss
aspect-disability-deafblind = Being deafblind
aspect-disability-learning-disability = A learning disability
aspect-disability-autism-or-neurodivergence = Autism, ADHD or another kind of neurodivergence
aspect-disability-mental-health = Mental health
aspect-disability-facial-difference = A difference of the face or skin
aspect-disability-long-term-illness-or-hiv = A long illness, or HIV
aspect-disability-other = Another disability

flag-mate-crime = Someone made friends with the person to use or hurt them
flag-assistance-animal = It was about an assistance animal, such as a guide dog


## Incident types: what happened

type-verbal-abuse = Shouting, insults or name-calling
type-threat = Threats
type-harassment = Being picked on or bothered again and again
type-stalking = Being followed, watched or stalked
type-assault = Being pushed, hit or attacked
type-assault-with-injury = Being attacked and hurt
type-spitting = Being spat at
type-sexual-assault = Unwanted sexual touching, or a sexual attack
type-weapon = Someone showed or used a weapon
type-damage = Something was damaged
type-graffiti = Graffiti, stickers or posters
type-arson = Fire, or trying to start one
type-theft = Something was stolen or taken by force
type-hate-mail = Hate in letters, notes or parcels
type-calls-or-messages = Phone calls, texts or private messages
type-online = Posts, comments or videos online
type-bullying = Bullying, or being left out
type-malicious-complaint = False complaints to get someone into trouble
type-dumping = Rubbish or dirt left at the door or pushed through it
type-pet-or-assistance-animal = A pet or assistance animal was hurt or threatened
type-attack-on-place-of-worship = A place of worship was attacked or damaged
type-refusal-of-service = Being refused help, entry or service
type-outing-or-doxxing = Private facts or an address were shared, or a threat to share them
type-exploitation = Being used for money, work, sex or someone's home
type-conversion-or-honour-based = Pressure or harm to change who someone is, or in the name of family honour
type-neighbour = Trouble with neighbours
type-other = Something else


## Settings: what kind of place

setting-home = At home
setting-near-home = Near home
setting-temporary-or-supported-accommodation = In a hostel, refuge or other temporary or supported housing
setting-someone-elses-home = In someone else's home
setting-street = In the street
setting-park = In a park or open space
setting-shop = In a shop
setting-pub-or-restaurant = In a pub, bar, café or restaurant
setting-bus-or-tram = On a bus or tram, or at a stop
setting-rail = On a train or the Underground, or at a station
setting-school = At school
setting-college-or-university = At college or university
setting-work = At work
setting-health-or-care = Where health care or social care is given
setting-place-of-worship = At a place of worship
setting-council-or-police-premises = At a council office or police station
setting-public-sex-environment = At a cruising place
setting-sports = At a sports event or club
setting-online = Online or by phone
setting-prison = In prison
setting-other = Somewhere else


## Relations: who did it

relation-stranger = A stranger
relation-neighbour = A neighbour
relation-known-by-sight = Someone known only by sight
relation-acquaintance = Someone known a little
relation-friend = A friend
relation-partner-or-ex = A partner or ex-partner
relation-family = Someone in the family
relation-carer = A carer
relation-household = Someone who lives in the same home
relation-colleague = Someone from work
relation-manager = A manager or boss
relation-customer = A customer, patient or member of the public
relation-landlord = A landlord or housing officer
relation-pupil = A pupil or student
relation-teacher = A teacher
relation-official = A police officer, or someone from the council or another public office
relation-group = A group of people
relation-unknown = Not known


## Access needs

need-bsl-interpreter = British Sign Language (BSL) interpreter
need-other-sign-language = Interpreter for another sign language
need-deafblind-tactile = Hands-on signing or other help for deafblind people
need-lipspeaker = Lipspeaker
need-note-taker = Someone to take notes
need-speech-to-text = Speech shown as text
need-text-only = Text messages only
need-email-only = E-mail only
need-video-relay = Video calls with an interpreter (video relay)
need-easy-read = Easy Read
need-large-print = Large print
need-spoken-interpreter = Interpreter for a spoken language
need-interpreter-gender = A woman or a man as interpreter
need-trusted-person-present = Someone I trust beside me


## Who is telling us

role-victim = It happened to me
role-witness = I saw or heard it
role-on-behalf = I am telling it for someone else
role-professional = I work with the person it happened to
role-staff-member = It happened to me at work, by someone I serve
role-community = It was aimed at a whole community


## Age bands

age-under-13 = Under 13
age-13-15 = 13 to 15
age-16-17 = 16 or 17
age-18-24 = 18 to 24
age-25-34 = 25 to 34
age-35-44 = 35 to 44
age-45-54 = 45 to 54
age-55-64 = 55 to 64
age-65-74 = 65 to 74
age-75-plus = 75 or over
age-unknown = Not known


## Purposes: what an organisation would do with the report

purpose-investigate = Look into what happened
purpose-investigate-what = The police, or others who have the power, can look into what happened and act on it.
purpose-protect = Keep someone safe
purpose-protect-what = A council, landlord or other service can help to keep you safe at home and where you go.
purpose-support = Support
purpose-support-what = Someone can listen, explain your choices and stand by you.
purpose-inform = Count it, without names
purpose-inform-what = Others learn what kind of thing happens and where, but not your name.


## Ways to reach someone

contact-email = E-mail
contact-text = Text message
contact-phone = Phone call
contact-bsl-video = Video call in British Sign Language (BSL)
contact-relay = Relay UK
contact-post = Letter


## Risk

risk-low = Low
risk-medium = Medium
risk-high = High
risk-none = Not assessed
risk-none-what = Nobody asked about danger yet. Please ask, then set the risk.

## Why somebody should look soon

why-in-danger = In danger now
why-threat-to-kill = Threat to kill
why-weapon = A weapon
why-self-harm-plan = Self-harm: there is a plan
why-self-harm-thoughts = Thoughts of self-harm
why-injury-close = Hurt by somebody close
why-child = A child in danger
why-under-18 = Under 18
why-raised = Raised by the team

risk-question-in-danger = Is anyone in danger now?
risk-question-threat-to-kill = Has anyone threatened to kill someone?
risk-question-weapon = Was there a weapon, or a threat to use one?
risk-question-injury = Was anyone hurt?
risk-question-escalating = Is it getting worse?
risk-question-repeated = Has it happened before?
risk-question-close = Does the person who did it live near, or are they family, a partner or a carer?
risk-question-stalking = Is someone being followed, watched or stalked?
risk-question-retaliation = Are you afraid that they will get back at you for telling?
risk-question-self-harm = Are there thoughts of self-harm or suicide?
risk-question-child = Is a child in danger?
risk-question-dependent = Does the person need others for daily care?
risk-question-homeless = Has the person lost their home, or could they lose it soon?

risk-answer-yes = Yes
risk-answer-no = No
risk-answer-thoughts = Yes, there are thoughts of it
risk-answer-plan = Yes, there is a plan
risk-answer-unknown = Not sure


## When it happened

precision-exact = I know the day and the time
precision-day = I know the day
precision-approximate = I know about when
precision-range = Between two days
precision-ongoing = It is still going on
precision-unknown = I do not know

repeated-first = This was the first time
repeated-before = Something like this has happened before
repeated-ongoing = It keeps happening
repeated-unknown = Not sure


## Who has been told already

told-police = The police
told-council = The council
told-housing = A landlord or housing organisation
told-school-or-work = A school, college or employer
told-support = A support organisation
told-other = Someone else




## Housing

housing-social-rent = Renting from a council or housing association
housing-private-rent = Renting from a private landlord
housing-owner = Owning the home
housing-temporary-or-supported = Temporary or supported housing
housing-no-fixed-address = No fixed address
housing-other = Something else

homeless-reason-hate-or-harassment = Hate or harassment
homeless-reason-violence-or-threats = Violence or threats
homeless-reason-domestic-abuse = Abuse by a partner or family
homeless-reason-asked-to-leave-by-family-or-friends = Family or friends asked the person to leave
homeless-reason-relationship-ended = A relationship ended
homeless-reason-tenancy-ended = The landlord ended the tenancy
homeless-reason-rent-or-money = Could not pay for the home
homeless-reason-home-not-safe-to-live-in = The home was not safe to live in
homeless-reason-left-hospital-prison-or-care = Left hospital, prison or care with nowhere to go
homeless-reason-other = Another reason
homeless-reason-prefer-not-to-say = Prefer not to say


## Questions about you, asked last and never passed on

monitoring-gender = What is your gender?
monitoring-gender-woman = Woman
monitoring-gender-man = Man
monitoring-gender-non-binary = Non-binary
monitoring-gender-another-way = I describe myself in another way
monitoring-gender-prefer-not-to-say = Prefer not to say

monitoring-trans = Are you trans, or do you have a trans history?
monitoring-trans-yes = Yes
monitoring-trans-no = No
monitoring-trans-prefer-not-to-say = Prefer not to say

monitoring-sexual-orientation = What is your sexual orientation?
monitoring-sexual-orientation-gay-or-lesbian = Gay or lesbian
monitoring-sexual-orientation-bi = Bi
monitoring-sexual-orientation-straight = Straight
monitoring-sexual-orientation-asexual = Asexual
monitoring-sexual-orientation-queer = Queer
monitoring-sexual-orientation-another-way = I describe myself in another way
monitoring-sexual-orientation-prefer-not-to-say = Prefer not to say

monitoring-ethnic-group = What is your ethnic group?
monitoring-ethnic-group-asian-bangladeshi = Asian: Bangladeshi
monitoring-ethnic-group-asian-chinese = Asian: Chinese
monitoring-ethnic-group-asian-indian = Asian: Indian
monitoring-ethnic-group-asian-pakistani = Asian: Pakistani
monitoring-ethnic-group-asian-other = Asian: another background
monitoring-ethnic-group-black-african = Black: African
monitoring-ethnic-group-black-caribbean = Black: Caribbean
monitoring-ethnic-group-black-other = Black: another background
monitoring-ethnic-group-mixed-white-and-asian = Mixed: White and Asian
monitoring-ethnic-group-mixed-white-and-black-african = Mixed: White and Black African
monitoring-ethnic-group-mixed-white-and-black-caribbean = Mixed: White and Black Caribbean
monitoring-ethnic-group-mixed-other = Mixed: another background
monitoring-ethnic-group-white-british = White: English, Welsh, Scottish, Northern Irish or British
monitoring-ethnic-group-white-irish = White: Irish
monitoring-ethnic-group-white-gypsy-or-irish-traveller = White: Gypsy or Irish Traveller
monitoring-ethnic-group-white-roma = White: Roma
monitoring-ethnic-group-white-other = White: another background
monitoring-ethnic-group-arab = Arab
monitoring-ethnic-group-other = Another ethnic group
monitoring-ethnic-group-prefer-not-to-say = Prefer not to say

monitoring-religion = What is your religion?
monitoring-religion-none = No religion
monitoring-religion-buddhist = Buddhist
monitoring-religion-christian = Christian
monitoring-religion-hindu = Hindu
monitoring-religion-jewish = Jewish
monitoring-religion-muslim = Muslim
monitoring-religion-sikh = Sikh
monitoring-religion-other = Another religion or belief
monitoring-religion-prefer-not-to-say = Prefer not to say

monitoring-disability = Do you have a condition or illness, of body or mind, that has lasted or may last a year or more, and does it make daily life harder?
monitoring-disability-yes-a-lot = Yes, a lot
monitoring-disability-yes-a-little = Yes, a little
monitoring-disability-no = No
monitoring-disability-prefer-not-to-say = Prefer not to say


## Sections: what an organisation may be shown

section-summary = Facts that do not name you
section-incident = What happened
section-victim = About the person it happened to
section-contact = How to reach you
section-suspect = About the person who did it
section-evidence = Photos and other files
