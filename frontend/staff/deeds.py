from community.audit.deeds import STEP_OF_THE_SERVICE, Deed


class StaffDeed(Deed):
    CHANGE_BY_STAFF = "change_by_staff", STEP_OF_THE_SERVICE
