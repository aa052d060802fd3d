// Draws the charts of a page and of the fragments that htmx brings in. Everything else on the pages works without this file.
"use strict";
(() => {
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const count = n => Math.round(n).toLocaleString("en-US");
  const short = n => n < 0 ? `−${short(-n)}` : n >= 1e6 ? `${(+(n / 1e6).toFixed(1)).toLocaleString("en-US")}M` : n >= 1e3 ? `${+(n / 1e3).toFixed(1)}k` : `${n}`;
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const date = text => `${+text.slice(8, 10)} ${months[+text.slice(5, 7) - 1]} ${text.slice(0, 4)}`;
  const narrow = element => element.clientWidth < 560;
  const text = { fontFamily: getComputedStyle(document.documentElement).fontFamily, color: "#53626f", fontSize: 12 };
  const tip = { trigger: "axis", confine: true, borderColor: "#dbe2e8", padding: [8, 12], textStyle: { ...text, color: "#15222c", fontSize: 13 }, axisPointer: { lineStyle: { color: "#5c7183" } } };
  const axisTime = (from, end) => ({
    type: "time", min: Date.parse(from), max: Date.parse(end), axisLine: { lineStyle: { color: "#b9c6d0" } }, axisTick: { show: false }, splitNumber: 6,
    axisLabel: { ...text, hideOverlap: true, formatter: { year: "{yyyy}", month: "{MMM} {yyyy}", day: "{d} {MMM}" } },
  });
  const axisCount = name => ({
    type: "value", min: 0, name, nameTextStyle: { ...text, align: "left", padding: [0, 0, 0, -34] }, axisLabel: { ...text, formatter: short }, splitLine: { lineStyle: { color: "#e9eef2" } },
  });
  const row = (mark, name, value) => `<tr><td>${mark}</td><td>${name}</td><td>${value}</td></tr>`;
  const box = shade => `<i style="display:inline-block;width:9px;height:9px;border-radius:2px;margin-right:6px;background:${shade}"></i>`;
  const table = (head, rows) => `<b>${head}</b><table style="width:auto;margin-top:4px">${rows.join("")}</table>`.replaceAll("<td>", '<td style="border:0;padding:1px 10px 1px 0">').replace(/<td style="[^"]*">([^<]*)<\/td><\/tr>/g, '<td style="border:0;padding:1px 0;text-align:right">$1</td></tr>');
  const upright = (at, shade, label) => ({ xAxis: Date.parse(at), lineStyle: { color: shade, type: [4, 3], width: 1.2 }, label: { ...text, color: shade, position: "end", rotate: 0, ...label } });

  const capacity = (points, risk, back, small) => {
    const share = `${+(100 - 100 * risk).toFixed(1)}%`;
    const layers = [
      ["Sold", "sold", p => p.committed], ["Handover", "handover", p => p.handover], ["Own products, median", "own", p => p["own-median"]],
      [`Own products, ${share} of paths`, "band", p => p["own-high"] - p["own-median"]], ["Free", "free", p => p.free],
    ].filter(([name, , value]) => name !== "Handover" || points.some(p => value(p) > 0));
    // A day's value holds to the end of that day, the last one's too.
    const last = points[points.length - 1], end = new Date(Date.parse(last.date) + 864e5).toISOString().slice(0, 10);
    const line = value => [...points.map(p => [Date.parse(p.date), value(p)]), [Date.parse(end), value(last)]];
    const marks = back && back > points[0].date && back < end && points.some(p => p.committed > 0) ? [upright(back, "#15222c", { formatter: small ? "can be back" : "sold capacity can be back", distance: 4 })] : [];
    return {
      animation: false, textStyle: text, grid: { left: 52, right: 16, top: small ? 84 : 62, bottom: 28 },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: small ? 10 : 18, textStyle: { ...text, color: "#15222c" }, icon: "roundRect", data: [...layers.map(([name]) => name), { name: "Supply", icon: "path://M0,4 L12,4 L12,7 L0,7 Z" }] },
      xAxis: axisTime(points[0].date, end), yAxis: axisCount("GPUs"),
      tooltip: { ...tip, formatter: found => {
        const p = points[Math.min(found[0].dataIndex, points.length - 1)];
        return table(date(p.date), [
          row(box(colour("ink")), "Supply", `${count(p.supply)} GPUs`), row(box(colour("sold")), "Sold", count(p.committed)), ...(p.handover ? [row(box(colour("handover")), "Handover", count(p.handover))] : []),
          row(box(colour("own")), "Own products, median", count(p["own-median"])), row(box(colour("band")), `Own products, ${share} of paths`, count(p["own-high"])), row(box("#9cc7a7"), "Free", count(p.free)),
        ]);
      } },
      series: [
        ...layers.map(([name, shade, value]) => ({ name, type: "line", step: "end", stack: "use", symbol: "none", lineStyle: { width: 0 }, areaStyle: { color: colour(shade), opacity: 1 }, itemStyle: { color: shade === "free" ? "#9cc7a7" : colour(shade) }, emphasis: { disabled: true }, data: line(value) })),
        { name: "Supply", type: "line", step: "end", symbol: "none", z: 5, lineStyle: { width: 2, color: colour("ink") }, itemStyle: { color: colour("ink") }, emphasis: { disabled: true }, data: line(p => p.supply), markLine: { silent: true, symbol: "none", data: marks } },
      ],
    };
  };

  // Steps hold until the next one; the last is carried to the end and then falls to nothing.
  const stairs = (steps, value, from, end) => {
    const inside = steps.filter(step => step.from < end);
    return [...(inside.length && inside[0].from > from ? [[Date.parse(from), 0]] : []), ...inside.map(step => [Date.parse(step.from), value(step)]), [Date.parse(end), inside.length ? value(inside[inside.length - 1]) : 0]];
  };

  const contract = (terms, small) => {
    const money = n => `${n >= 1e6 ? `${(n / 1e6).toLocaleString("en-US", { maximumFractionDigits: 3 })}M` : n.toLocaleString("en-US")} ${terms.currency}`;
    const marks = terms.marks.filter(mark => mark.date >= terms.from && mark.date <= terms.end).sort((a, b) => a.date < b.date ? -1 : 1);
    const capacityLine = stairs(terms.capacity, step => step.gpus, terms.from, terms.end), feeLine = stairs(terms.fee, step => step.amount, terms.from, terms.end);
    const late = mark => Date.parse(mark.date) - Date.parse(terms.from) > 0.6 * (Date.parse(terms.end) - Date.parse(terms.from));
    const at = (line, time) => line.filter(point => point[0] <= time).pop()?.[1] ?? 0;
    return {
      animation: false, textStyle: text, grid: { left: 52, right: 60, top: (small ? 34 : 42) + 16 * marks.length, bottom: 28 },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: 18, icon: "roundRect", textStyle: { ...text, color: "#15222c" } },
      xAxis: axisTime(terms.from, terms.end),
      yAxis: [axisCount(small ? "" : "GPUs"), { ...axisCount(small ? "" : `${terms.currency} a month`), nameTextStyle: { ...text, align: "right", padding: [0, -40, 0, 0] }, splitLine: { show: false } }],
      tooltip: { ...tip, formatter: found => {
        const time = found[0].axisValue;
        return table(date(new Date(time).toISOString().slice(0, 10)), [row(box(colour("sold")), "Reserved", `${count(at(capacityLine, time))} GPUs`), row(box("#c26a1b"), "Fee", `${money(at(feeLine, time))} a month`)]);
      } },
      series: [
        { name: "Reserved GPUs", type: "line", step: "end", symbol: "none", lineStyle: { width: 1.5, color: colour("sold") }, areaStyle: { color: colour("sold"), opacity: .2 }, itemStyle: { color: colour("sold") }, emphasis: { disabled: true }, data: capacityLine,
          markLine: { silent: true, symbol: "none", data: marks.map((mark, i) => upright(mark.date, mark.what === "today" ? "#15222c" : "#a33d00", {
            formatter: small ? mark.what : `${mark.what}, ${date(mark.date)}`, align: late(mark) ? "right" : "left", distance: [late(mark) ? 3 : -3, 3 + 16 * (marks.length - 1 - i)],
          })) } },
        { name: `Fee a month in ${terms.currency}`, type: "line", step: "end", symbol: "none", yAxisIndex: 1, lineStyle: { width: 2.5, color: "#c26a1b" }, itemStyle: { color: "#c26a1b" }, emphasis: { disabled: true }, data: feeLine },
      ],
    };
  };

  // What is billed through a month stands at the month's end; survival holds for the month.
  const value = (life, small) => {
    const money = n => `${short(n)} ${life.currency}`, first = Date.parse(life.months[0].from), share = n => `${(100 * n).toFixed(1)}%`;
    const billed = of => [[first, 0], ...life.months.map(m => [Date.parse(m.end), of(m)])];
    const survival = [...life.months.map(m => [Date.parse(m.from), 100 * m.survival]), [Date.parse(life.end), 100 * life.months[life.months.length - 1].survival]];
    const shades = { band: "#f0cdb2", billed: "#c26a1b", survival: colour("sold") };
    const plain = (name, shade, data, more) => ({ name, type: "line", symbol: "none", emphasis: { disabled: true }, itemStyle: { color: shade }, lineStyle: { width: 2, color: shade }, data, ...more });
    return {
      animation: false, textStyle: text, grid: { left: 62, right: 52, top: small ? 66 : 48, bottom: 28 },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: small ? 10 : 18, icon: "roundRect", textStyle: { ...text, color: "#15222c" }, data: ["Billed so far, P10 to P90", "Billed so far, median", "Billed so far, mean", "Still served"] },
      xAxis: axisTime(life.months[0].from, life.end),
      yAxis: [axisCount(small ? "" : life.currency), { ...axisCount(small ? "" : "%"), max: 100, splitLine: { show: false } }],
      tooltip: { ...tip, formatter: found => {
        const m = life.months.filter(each => Date.parse(each.from) <= found[0].axisValue).pop() ?? life.months[0];
        return table(date(m.from), [row(box(shades.survival), "Still served", share(m.survival)), row(box(shades.billed), "Billed so far, mean", money(m.mean)), row(box(shades.band), "P10", money(m.p10)), row(box(shades.band), "P50", money(m.p50)), row(box(shades.band), "P90", money(m.p90))]);
      } },
      series: [
        plain("P10", shades.band, billed(m => m.p10), { stack: "band", lineStyle: { width: 0 } }),
        plain("Billed so far, P10 to P90", shades.band, billed(m => m.p90 - m.p10), { stack: "band", lineStyle: { width: 0 }, areaStyle: { color: shades.band, opacity: .75 } }),
        plain("Billed so far, median", "#8a4a10", billed(m => m.p50), { lineStyle: { width: 1.5, type: [5, 4], color: "#8a4a10" } }),
        plain("Billed so far, mean", shades.billed, billed(m => m.mean)),
        plain("Still served", shades.survival, survival, { step: "end", yAxisIndex: 1 }),
      ],
    };
  };

  // What can be sold from the first date through each date (joint), what is free on a date by itself (pointwise), and what is likely free, over what is sold already.
  const headroom = (curve, small) => {
    const points = curve.points, share = `${+(100 - 100 * curve.risk).toFixed(1)}%`, last = points[points.length - 1];
    const end = new Date(Date.parse(last.date) + 864e5).toISOString().slice(0, 10);
    const line = value => [...points.map(p => [Date.parse(p.date), value(p)]), [Date.parse(end), value(last)]];
    const shades = { firm: "#1f7a4d", pointwise: "#0a5d8a", likely: "#9cc7a7" };
    const plain = (name, shade, value, more) => ({ name, type: "line", step: "end", symbol: "none", emphasis: { disabled: true }, itemStyle: { color: shade }, lineStyle: { width: 2, color: shade }, data: line(value), ...more });
    const handed = points.some(p => p.handover > 0);
    return {
      animation: false, textStyle: text, grid: { left: 52, right: 16, top: small ? 104 : 62, bottom: 28 },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: small ? 10 : 18, icon: "roundRect", textStyle: { ...text, color: "#15222c" }, data: [`Firm through the date, ${share} (joint)`, `Free on the date alone, ${share} (pointwise)`, "Likely free", ...(handed ? ["Handover, unsellable"] : []), "Supply"] },
      xAxis: axisTime(points[0].date, end), yAxis: axisCount("GPUs"),
      tooltip: { ...tip, formatter: found => {
        const p = points[Math.min(found[0].dataIndex, points.length - 1)];
        return table(date(p.date), [
          row(box(colour("ink")), "Supply", `${count(p.supply)} GPUs`), row(box(colour("sold")), "Sold", count(p.committed)), ...(p.handover ? [row(box(colour("handover")), "Handover", count(p.handover))] : []), row(box(colour("band")), `Own products, ${share}`, count(p["own-high"])),
          row(box(shades.likely), "Likely free", count(p.likely)), row(box(shades.pointwise), "Free on the date alone", count(p.pointwise)), row(box(shades.firm), "Firm through the date", count(p.joint)),
        ]);
      } },
      series: [
        plain("joint", shades.firm, p => p.joint, { stack: "band", lineStyle: { width: 0 }, areaStyle: { color: "#bfe0cb", opacity: 1 } }),
        plain("Likely free", shades.likely, p => Math.max(0, p.likely - p.joint), { stack: "band", lineStyle: { width: 0 }, areaStyle: { color: colour("free"), opacity: 1 } }),
        plain(`Firm through the date, ${share} (joint)`, shades.firm, p => p.joint, { lineStyle: { width: 2.5, color: shades.firm }, z: 5 }),
        plain(`Free on the date alone, ${share} (pointwise)`, shades.pointwise, p => p.pointwise, { lineStyle: { width: 1.5, type: [5, 4], color: shades.pointwise }, z: 4 }),
        ...(handed ? [plain("Handover, unsellable", colour("handover"), p => p.handover, { areaStyle: { color: colour("handover"), opacity: .35 }, lineStyle: { width: 1, color: colour("handover") } })] : []),
        plain("Supply", colour("ink"), p => p.supply, { z: 3, lineStyle: { width: 1.5, color: colour("ink") } }),
      ],
    };
  };

  const monthName = text => `${months[+text.slice(5, 7) - 1]} ${text.slice(0, 4)}`;
  const axisMonths = list => ({ type: "category", data: list.map(m => monthName(m.month)), axisLine: { lineStyle: { color: "#b9c6d0" } }, axisTick: { show: false }, axisLabel: { ...text, hideOverlap: true } });

  // Stacked, what infrastructure cost by who used it; the line is what sold capacity earned.
  const costs = (read, small) => {
    const uses = [["sold", "Sold", colour("sold")], ["own", "Own products", colour("own")], ["handover", "Handover", colour("handover")], ["failed", "Out of use", "#a33d00"], ["idle", "Idle", "#e3b98f"], ["not-in-service", "Not in service", "#d5dce2"]].filter(([key]) => read.months.some(m => m[key] !== 0));
    const money = n => `${short(n)} ${read.currency}`;
    return {
      animation: false, textStyle: text, grid: { left: 58, right: 14, top: 66, bottom: 28 },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: small ? 10 : 16, icon: "roundRect", textStyle: { ...text, color: "#15222c" } },
      xAxis: axisMonths(read.months), yAxis: axisCount(""),
      tooltip: { ...tip, formatter: found => {
        const m = read.months[found[0].dataIndex];
        return table(monthName(m.month), [row(box("#c26a1b"), "Revenue of sold capacity", money(m.revenue)), ...uses.map(([key, name, shade]) => row(box(shade), name, money(m[key]))), row("", "Cost in all", money(uses.reduce((sum, [key]) => sum + m[key], 0)))]);
      } },
      series: [
        ...uses.map(([key, name, shade]) => ({ name, type: "bar", stack: "cost", barMaxWidth: 46, itemStyle: { color: shade }, emphasis: { disabled: true }, data: read.months.map(m => m[key]) })),
        { name: "Revenue of sold capacity", type: "line", z: 5, symbol: "circle", symbolSize: 7, lineStyle: { width: 2.5, color: "#c26a1b" }, itemStyle: { color: "#c26a1b" }, emphasis: { disabled: true }, data: read.months.map(m => m.revenue) },
      ],
    };
  };

  // What became of each day's GPU-hours; the layers stand on each other up to the capacity.
  const hours = ({ days, measured }, small) => {
    const states = [["sold", "Sold", colour("sold")], ["own", "Own work", colour("own")], ["handover", "Handover", colour("handover")], ["broken", "Broken", "#a33d00"], ["idle", measured ? "Idle" : "Own or idle", "#dfe9e2"]].filter(([key]) => days.some(d => d[key] > 0));
    return {
      animation: false, textStyle: text, grid: { left: 52, right: 14, top: 62, bottom: 28 },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: small ? 10 : 16, icon: "roundRect", textStyle: { ...text, color: "#15222c" } },
      xAxis: { type: "category", data: days.map(d => date(d.date).slice(0, -5)), axisLine: { lineStyle: { color: "#b9c6d0" } }, axisTick: { show: false }, axisLabel: { ...text, hideOverlap: true } }, yAxis: axisCount(small ? "" : "GPU-hours"),
      tooltip: { ...tip, formatter: found => { const d = days[found[0].dataIndex]; return table(date(d.date), [...states.map(([key, name, shade]) => row(box(shade), name, count(d[key]))), row("", "Capacity", `${count(d.capacity)} GPU-hours`)]); } },
      series: states.map(([key, name, shade]) => ({ name, type: "bar", stack: "hours", barCategoryGap: "12%", itemStyle: { color: shade }, emphasis: { disabled: true }, data: days.map(d => d[key]) })),
    };
  };

  // A month that was not measured leaves a gap: it is not nought.
  const use = (read, small) => {
    const series = [["contracted", "Contracted", colour("sold")], ["allocated", "Allocated", colour("own")], ["busy", "Busy", "#c26a1b"], ["goodput", "Goodput (MFU)", "#7a4f9a"]];
    const share = n => n === null ? "not measured" : `${(100 * n).toFixed(1)}%`;
    return {
      animation: false, textStyle: text, grid: { left: 42, right: 14, top: small ? 62 : 42, bottom: 28 },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: small ? 10 : 16, icon: "roundRect", textStyle: { ...text, color: "#15222c" } },
      xAxis: axisMonths(read.months), yAxis: { ...axisCount(""), max: found => Math.max(100, Math.ceil(found.max / 10) * 10), axisLabel: { ...text, formatter: "{value}%" } },
      tooltip: { ...tip, formatter: found => { const m = read.months[found[0].dataIndex]; return table(monthName(m.month), series.map(([key, name, shade]) => row(box(shade), name, share(m[key])))); } },
      series: series.map(([key, name, shade]) => ({ name, type: "line", symbol: "circle", symbolSize: 7, connectNulls: false, lineStyle: { width: 2.5, color: shade }, itemStyle: { color: shade }, emphasis: { disabled: true }, data: read.months.map(m => m[key] === null ? null : 100 * m[key]) })),
    };
  };

  // The greatest hour of each day: the median, and the bands within which it stays on 90 and on 98 of 100 paths.
  const demand = (told, small) => {
    const days = told.days, first = days[0].from, last = days[days.length - 1], end = new Date(Date.parse(last.from) + 864e5).toISOString();
    const line = value => [...days.map(d => [Date.parse(d.from), value(d)]), [Date.parse(end), value(last)]];
    const shades = { outer: "#dfe9f1", inner: colour("band"), median: colour("own"), safe: "#a33d00" };
    const plain = (name, shade, value, more) => ({ name, type: "line", step: "end", symbol: "none", emphasis: { disabled: true }, itemStyle: { color: shade }, lineStyle: { width: 2, color: shade }, data: line(value), ...more });
    const band = (name, shade, value) => plain(name, shade, value, { stack: "bands", lineStyle: { width: 0 }, areaStyle: { color: shade, opacity: 1 } });
    const scenario = days.find(d => d.scenario);
    // One name beside another would lie on it: each stands a line above the one before, those far to the right on the other side of their line.
    const shaping = told.events.filter(e => e.acts && Date.parse(e.from) >= Date.parse(first) && Date.parse(e.from) < Date.parse(end))
      .map((e, i) => upright(e.from, shades.safe, { formatter: small ? e.what : `${e.what} ${e.event}`, align: Date.parse(e.from) - Date.parse(first) > 0.75 * (Date.parse(end) - Date.parse(first)) ? "right" : "left", distance: [-3, 3 + 13 * (i % 4 + 1)] }));
    const marks = [...(scenario ? [upright(scenario.from, "#15222c", { formatter: small ? "scenario" : "from here a scenario", align: "left", distance: [-3, 3] })] : []), ...shaping];
    return {
      animation: false, textStyle: text, grid: { left: 52, right: 16, top: 62 + 13 * Math.min(shaping.length, 4), bottom: 28 },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: small ? 10 : 18, icon: "roundRect", textStyle: { ...text, color: "#15222c" }, data: ["Median", "Within 95 of 100", "5 to 95", "to 99"] },
      xAxis: axisTime(first, end), yAxis: axisCount("GPUs"),
      tooltip: { ...tip, formatter: found => {
        const d = days[Math.min(found[0].dataIndex, days.length - 1)];
        return table(date(d.from), [row(box(shades.outer), "99 in 100", `${count(d.p99)} GPUs`), row(box(shades.safe), "95 in 100", count(d.p95)), row(box(shades.inner), "80 in 100", count(d.p80)), row(box(shades.median), "Median", count(d.p50)), row(box(shades.inner), "5 in 100", count(d.p05))]);
      } },
      series: [
        plain("low", shades.inner, d => d.p05, { stack: "bands", lineStyle: { width: 0 } }), band("5 to 95", shades.inner, d => d.p95 - d.p05), band("to 99", shades.outer, d => d.p99 - d.p95),
        plain("Within 95 of 100", shades.safe, d => d.p95, { z: 4, lineStyle: { width: 1.5, color: shades.safe } }),
        plain("Median", shades.median, d => d.p50, { z: 5, markLine: { silent: true, symbol: "none", data: marks } }),
      ],
    };
  };

  // Risk on the left, gain on the right, over the share of the pool that is sold.
  const frontier = ({ points }, small) => {
    const at = of => points.map(p => [100 * p.share, of(p)]), earns = points.some(p => p["gain-a-day"] !== null);
    const plain = (name, shade, data, more) => ({ name, type: "line", symbol: "circle", symbolSize: 5, emphasis: { disabled: true }, itemStyle: { color: shade }, lineStyle: { width: 2, color: shade }, data, ...more });
    return {
      animation: false, textStyle: text, grid: { left: 46, right: earns ? 58 : 16, top: small ? 66 : 48, bottom: 42 },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: small ? 10 : 18, icon: "roundRect", textStyle: { ...text, color: "#15222c" } },
      xAxis: { type: "value", scale: true, name: "% sold", nameLocation: "middle", nameGap: 26, nameTextStyle: text, axisLabel: text, splitLine: { show: false } },
      yAxis: [{ ...axisCount(small ? "" : "% risk"), max: 100 }, ...(earns ? [{ ...axisCount(small ? "" : "a day"), min: null, splitLine: { show: false } }] : [])],
      tooltip: { ...tip, formatter: found => {
        const p = points[found[0].dataIndex];
        return table(`${(100 * p.share).toFixed(1)}% sold`, [row(box("#a33d00"), "Risk at any time", `${(100 * p.risk).toFixed(1)}%`), row(box("#d9a07a"), "Risk on a date", `${(100 * p["risk-on-a-date"]).toFixed(1)}%`), row(box(colour("ink")), "More GPUs", count(p["more-gpus"])), ...(earns ? [row(box("#1f7a4d"), "Gain a day", count(p["gain-a-day"]))] : [])]);
      } },
      series: [
        plain("Risk at any time (joint)", "#a33d00", at(p => 100 * p.risk)), plain("Risk on a date (pointwise)", "#d9a07a", at(p => 100 * p["risk-on-a-date"]), { lineStyle: { width: 1.5, type: [5, 4], color: "#d9a07a" } }),
        ...(earns ? [plain("Gain a day", "#1f7a4d", at(p => p["gain-a-day"]), { yAxisIndex: 1 })] : []),
      ],
    };
  };

  // A value stands at the first day of its month.
  const index = ({ values }, small) => ({
    animation: false, textStyle: text, grid: { left: 52, right: 24, top: 28, bottom: 28 },
    xAxis: axisTime(values[0].from, values[values.length - 1].from), yAxis: { ...axisCount(small ? "" : "points"), min: null, scale: true },
    tooltip: { ...tip, formatter: found => table(date(values[found[0].dataIndex].from).slice(2), [row(box(colour("sold")), "Points", values[found[0].dataIndex].value.toLocaleString("en-US", { maximumFractionDigits: 6 }))]) },
    series: [{ type: "line", symbol: "circle", symbolSize: 6, lineStyle: { width: 2, color: colour("sold") }, itemStyle: { color: colour("sold") }, data: values.map(each => [Date.parse(each.from), each.value]) }],
  });

  const drawn = { value, contract, headroom, frontier, demand, costs, hours, use, index };
  const watch = new ResizeObserver(entries => entries.forEach(entry => echarts.getInstanceByDom(entry.target)?.resize()));
  const draw = async element => {
    if (element.dataset.drawn) return;
    element.dataset.drawn = "started";
    try {
      let option;
      if (element.dataset.chart === "capacity") {
        const reply = await fetch(element.dataset.source);
        const read = await reply.json();
        if (!reply.ok) throw new Error(read.detail);
        option = capacity(read.points, read.risk, element.dataset.back, narrow(element));
      } else option = drawn[element.dataset.chart](JSON.parse(element.dataset.points), narrow(element));
      const chart = echarts.init(element);
      chart.setOption(option);
      watch.observe(element);
      element.dataset.drawn = "yes";
    } catch (fault) {
      element.innerHTML = "<p></p>";
      element.firstChild.textContent = `The chart cannot be drawn: ${fault.message}`;
    }
  };
  const all = () => document.querySelectorAll("[data-chart]").forEach(draw);
  all();
  document.addEventListener("htmx:afterSettle", all);
  // A slider says where it stands while it is moved; the page follows when it rests.
  document.addEventListener("input", event => {
    const said = event.target.type === "range" && event.target.parentElement.querySelector("output");
    if (said) said.value = `${event.target.step < 1 ? +(100 * event.target.value).toFixed(1) : event.target.value}${said.dataset.unit}`;
  });
  // A file that is too large is refused before it is sent; the server refuses it in any case.
  document.addEventListener("change", event => {
    const { files, dataset } = event.target;
    if (files && dataset.most) event.target.setCustomValidity(files[0]?.size > dataset.most ? `The file has ${count(files[0].size)} bytes; at most ${count(dataset.most)} are accepted.` : "");
  });
  document.addEventListener("click", event => { if (event.target.matches("[data-print]")) window.print(); });
})();
