#!/usr/bin/python3
"""The reference forecasts, timed on one core: what the benchmark compares with.

usage: reference.py FOLDER, where FOLDER holds common.py, py_methods.py and r_methods.R beside ../traces.
Prints `naive,SERIES,WINDOW,PINBALL` for every series, then `seconds,ensemble,S` and `seconds,arima,S` an origin, in CPU time.
"""
import os
import resource
import subprocess
import sys
import tempfile
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
import numpy as np
import common
import py_methods

levels = np.array(common.TAUS)


def naive_scores():
    for spec in common.DEV:
        hours = common.load(spec)
        count = len(hours)
        for window in common.HOR.values():
            if (window == 672 and count < 70 * 24) or (window == 168 and count < 25 * 24):
                continue
            losses = []
            for origin in common.origins(count):
                if not common.valid(count, origin, window):
                    continue
                told = np.maximum(np.sort(py_methods.sn168(py_methods.Ctx(hours, origin)), 1), 0)[:window]
                error = hours[origin:origin + window][:, None] - told
                losses.append(np.maximum(levels * error, (levels - 1) * error).mean())
            if losses:
                print(f"naive,{spec[0]},{window},{np.mean(losses):.12g}", flush=True)


def seconds_of_ensemble(hours, origins):
    before = time.process_time()
    for origin in origins:
        past = py_methods.Ctx(hours, origin)
        for member in (py_methods.m24, py_methods.ls, py_methods.gbm):
            member(past)
    return (time.process_time() - before) / len(origins)


def seconds_of_arima(hours, origins):
    with tempfile.TemporaryDirectory() as folder:
        series, at, out = (os.path.join(folder, name) for name in ("y", "o", "r"))
        np.savetxt(series, hours, fmt="%.6g")
        np.savetxt(at, origins, fmt="%d")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(["Rscript", os.path.join(sys.argv[1], "r_methods.R"), series, at, "arima_fourier", out, "1"], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime) / len(origins)


naive_scores()
demand = common.load(common.DEV[4])
some = common.origins(len(demand))[10:26:4]
seconds_of_ensemble(demand, some[:1])
print(f"seconds,ensemble,{seconds_of_ensemble(demand, some)}", flush=True)
print(f"seconds,arima,{seconds_of_arima(demand, some)}", flush=True)
