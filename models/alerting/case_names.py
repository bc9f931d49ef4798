"""What is asked of the reader of an alert; each has a sentence in each language."""

from enum import StrEnum


class Case(StrEnum):
    """One thing that can be asked."""

    MOVE_FOR_WASHOUT = "move_for_washout"
    MOVE_INTO_WINDOW = "move_into_window"
    MOVE_FOR_EVIDENCE = "move_for_evidence"
    DONE_AGAINST_WASHOUT = "done_against_washout"
    DONE_OUT_OF_WINDOW = "done_out_of_window"
    DONE_WITHOUT_EVIDENCE = "done_without_evidence"
    OVERDUE = "overdue"
    RECORD_LATE = "record_late"
    DUE_SOON = "due_soon"
    BOOKED_SOON = "booked_soon"
    LAST_DAY = "last_day"
    RECORD_STEP = "record_step"
    BOOK_STEP = "book_step"
    BOOK_TEST = "book_test"
    MUST_WAIT = "must_wait"  # of rows of before each missing thing had an alert
    REPEAT_EVIDENCE = "repeat_evidence"
    INFEASIBLE = "infeasible"
    MOVE_OTHER = "move_other"
    HOLD_AS_DEVIATION = "hold_as_deviation"
    GIVE_INFORMATION = "give_information"
    ASK_FOR_RESULT = "ask_for_result"
    BOOK_ANEW = "book_anew"
    CORRECT_TWICE = "correct_twice"
    CORRECT_RECORDS = "correct_records"
    HOLD_AGAIN = "hold_again"
    CHECK_BOOKING = "check_booking"
    CONFIRM_CHILDBEARING = "confirm_childbearing"
    CHECK_NAME = "check_name"
    ASK_INVESTIGATOR = "ask_investigator"
    INELIGIBLE = "ineligible"
    PROVISIONAL_CALENDAR = "provisional_calendar"
