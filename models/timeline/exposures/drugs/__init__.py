"""One drug fact: every way in which it may be meant, and what each way implies for each rule."""
