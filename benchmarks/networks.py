"""The demo's networks, alone and side by side."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

import numpy as np

from dayzero.demo.charts import demo_charts
from models.chart import read_chart
from models.moments import to_minute
from models.protocol import load_protocol
from models.protocol.arithmetic.shift_tables import OPEN_BELOW, shift_tables
from models.timeline.network.batch import BatchNetwork
from models.timeline.network.network import Network
from models.timeline.network.open_times import OpenTimes
from models.timeline.windows.case import open_case


def demo_networks(now: datetime) -> list[Network]:
    """The network of each story, "not before now", by site."""
    protocol, minute = load_protocol(), to_minute(now)
    networks = []
    for _, raw in demo_charts(now, protocol):
        chart = read_chart(json.loads(raw), protocol=protocol, now=minute)
        case = open_case(chart, protocol)
        floors = case.binding.floors_if_stopped(minute)
        networks.append(replace(case.network, not_before=minute, floors=floors))
    return sorted(networks, key=lambda network: network.calendar.site.id)


def side_by_side(networks: Sequence[Network]) -> BatchNetwork:
    """Networks of one protocol in one zone as the columns of one."""
    ordered = sorted(networks, key=lambda network: network.calendar.site.id)
    protocol = load_protocol()
    widest = max(ordered, key=lambda network: len(network.links))
    steps = tuple(step.id for step in protocol.step)
    tables = shift_tables(ordered[0].zone, 2020, 2035)
    shape = (len(steps), len(ordered))
    flags = {name: np.zeros(shape, bool) for name in ("concerned", "done", "booked", "fixed")}
    earliest, latest = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    floors = np.full(shape, OPEN_BELOW, np.int64)
    for column, network in enumerate(ordered):
        for row, step in enumerate(steps):
            flags["concerned"][row, column] = step in network.steps
            flags["done"][row, column] = step in network.done
            flags["booked"][row, column] = step in network.booked
            if (at := network.anchor_span(step)) is not None:
                flags["fixed"][row, column] = True
                earliest[row, column], latest[row, column] = at.earliest, at.latest
            floor = network.floors.get(step)
            known = (floor.minute if floor else None, network.not_before)
            floors[row, column] = max((m for m in known if m is not None), default=OPEN_BELOW)
    calendars, start = [], 0
    for _, group in groupby(ordered, key=lambda network: network.calendar.site.id):
        there = list(group)
        times = OpenTimes(there[0].calendar, tables)
        calendars.append((slice(start, start + len(there)), times))
        start += len(there)
    return BatchNetwork(
        steps=steps,
        links=widest.links,
        working=widest.working,
        one_way=widest.one_way,
        tables=tables,
        calendars=calendars,
        earliest=earliest,
        latest=latest,
        floors=floors,
        concerned=flags["concerned"],
        done=flags["done"],
        booked=flags["booked"],
        fixed=flags["fixed"],
    )
