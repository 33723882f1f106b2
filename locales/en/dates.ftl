### Days and times, as everybody reads and types them. A time is London's.
###
### Each pattern is said whole: order its parts as the language does, and leave out what it does not need.
### A day has { $day }, { $month } and { $year }; { $month-number } chooses another form of a month's name where it changes beside a day.
### A time has { $hour } and { $hour-12 } (9), { $hour-two-digits } (09), { $minute } and { $second } (05), and { $half }, which is time-am or time-pm.

date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-day-and-time = { $day } { $month } { $year }, { $hour-12 }:{ $minute }{ $half }
date-time = { $hour-12 }:{ $minute }{ $half }
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

# Read where somebody says a day or a time in words. Nobody is shown these. Each line has every word, or words that belong together, with a
# comma between; a dash, and dots in am and pm, are read in every language.
read-about = about, around, approx, approximately, roughly, circa, ca, maybe, perhaps, probably, sometime, some time, nearly, almost, just after, just before, before, after, i think, think, ish, or so
read-fill = the, a, an, of, in, on, at, it, was, happened, during, by, from, back, i, time, o, clock, oclock, day
read-hours = h, hr, hrs, hours, hour
read-noon = noon, midday
read-midnight = midnight
read-morning = morning, mornings, dawn, breakfast
read-afternoon = afternoon, afternoons, lunchtime, lunch, dinnertime
read-evening = evening, evenings, teatime, tea, dusk
read-night = night, nights, nighttime
read-tonight = tonight
read-half = half past, half
read-quarter = quarter
read-past = past
read-to-hour = to
read-numbers = one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve
read-twenty = twenty
read-minutes = minute, minutes, mins, min
read-until = to, until, till, and, through, up to
read-between = between
read-since = since
read-today = today
read-yesterday = yesterday
read-last = last, past, previous
read-this = this
read-ago = ago
read-couple = couple
read-days = day, days
read-weeks = week, weeks
read-months = month, months
read-years = year, years
read-weekend = weekend
read-weekdays = monday, tuesday, wednesday, thursday, friday, saturday, sunday
read-spring = spring, springtime
read-summer = summer, summertime
read-autumn = autumn, fall
read-winter = winter, wintertime
read-early = early, beginning, start
read-middle = mid, middle
read-late = late, end
