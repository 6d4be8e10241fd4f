from community.audit.deeds import OTHER_DEED_TEXT, Deed


class StaffDeed(Deed):
    CHANGE_BY_STAFF = "change_by_staff", OTHER_DEED_TEXT
