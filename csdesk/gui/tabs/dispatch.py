"""派车计划: waybills, trips, and who drives them."""

from csdesk.domain.fleet import Carrier, Driver, Vehicle
from csdesk.domain.trips import Trip
from csdesk.domain.waybills import Waybill
from csdesk.gui.tabs.ledgers import LedgerTab


class DispatchTab(LedgerTab):
    """The ledgers of the day's transport."""

    title = "派车计划"
    glyph = "truck"
    ledgers = ((Waybill, "运单"), (Trip, "派车单"), (Vehicle, "车辆"), (Driver, "司机"), (Carrier, "承运商"))
    shows = frozenset({"waybill", "trip", "trip_stop", "vehicle", "driver", "carrier", "client"})
