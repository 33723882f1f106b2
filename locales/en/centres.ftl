### Centres: finding one, telling with help, and what a centre looks after itself.

desk-fault-no-centre = No centre has this name. Use the short name that stands in the list of centres.
desk-fault-no-centre-near = No centre has this name. Did you mean { $near }?

desk-centres = Centres
desk-keys = Keys
