"""GPU-seconds by account and hour of a sacct file, with pandas and numpy, vectorised, a million rows at a time.

Arguments: file, first second and last second (Unix) of the window. Prints the seconds taken and the SHA-256 of the
lines "account,hour,gpu-seconds" in order, hours counted from 1970, zero hours left out.
"""
import hashlib
import sys
import time

import numpy as np
import pandas as pd


def hours_of(rows, window_from, window_end):
    start = pd.to_datetime(rows["Start"]).to_numpy().astype("datetime64[s]").astype(np.int64)
    end = pd.to_datetime(rows["End"]).to_numpy().astype("datetime64[s]").astype(np.int64)
    gpus = rows["AllocTRES"].str.extract(r"gres/gpu=(\d+)", expand=False).to_numpy(dtype=np.int64)
    start, end = np.maximum(start, window_from), np.minimum(end, window_end)
    kept = end > start
    start, end, gpus, account = start[kept], end[kept], gpus[kept], rows["Account"].to_numpy()[kept]
    first = start // 3600
    count = (end - 1) // 3600 - first + 1
    index = np.repeat(np.arange(len(start)), count)
    hour = first[index] + (np.arange(len(index)) - np.repeat(np.cumsum(count) - count, count))
    seconds = np.minimum(end[index], (hour + 1) * 3600) - np.maximum(start[index], hour * 3600)
    parts = pd.DataFrame({"account": account[index], "hour": hour, "seconds": seconds * gpus[index]})
    return parts.groupby(["account", "hour"], sort=False)["seconds"].sum()


def main(path, window_from, window_end):
    watch = time.perf_counter()
    parts = [hours_of(rows, window_from, window_end) for rows in
             pd.read_csv(path, sep="|", usecols=["Account", "Start", "End", "AllocTRES"], chunksize=1_000_000)]
    total = pd.concat(parts).groupby(level=[0, 1]).sum().sort_index()
    seconds = time.perf_counter() - watch
    lines = "".join(f"{account},{hour},{value}\n" for (account, hour), value in total.items())
    print(f"{seconds:.6f} {hashlib.sha256(lines.encode()).hexdigest()}")


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
