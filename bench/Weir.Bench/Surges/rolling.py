"""Time of a rolling-mean rule over all series: the last month against mean + 3 sd of the 24 months before. Needs pandas."""
import sys
import time

import numpy
import pandas

series = int(sys.argv[1])
values = numpy.random.default_rng(7).lognormal(8, 0.5, (series, 60))
part = min(series, 100_000)
start, spent = time.perf_counter(), time.process_time()
found = 0
for first in range(0, series, part):
    frame = pandas.DataFrame(values[first:first + part].T)
    before = frame.shift(1).rolling(24)
    found += int((frame.iloc[-1] > (before.mean() + 3 * before.std()).iloc[-1]).sum())
print(f"pandas {pandas.__version__}, rolling mean and deviation of every month: {time.perf_counter() - start:.1f} s ({time.process_time() - spent:.1f} s of processor) for {series:,} series, {found:,} found")
