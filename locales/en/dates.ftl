### Days and times, as everybody reads and types them. A time is London's.
###
### Each pattern is said whole: order its parts as the language does, and leave out what it does not need.
### A day has { $day }, { $month } and { $year }; { $month-number } chooses another form of a month's name where it changes beside a day.
### A time has { $hour } and { $hour-12 } (9), { $hour-two-digits } (09), { $minute } and { $second } (05), and { $half }, which is time-am or time-pm.

date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-day-and-time = { $day } { $month } { $year }, { $hour-12 }:{ $minute }{ $half }
date-time-of-day = { $hour-12 }:{ $minute }{ $half }
date-to-the-second = { $day } { $month } { $year }, { $hour-two-digits }:{ $minute }:{ $second }

# Also read where somebody types a day: the whole name, or as much of its beginning as tells it from the others.
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

# Also read where somebody types a time.
time-am = am
time-pm = pm
time-midnight = midnight
time-noon = noon
