namespace Headroom.Formats.Tests.Schemas;

/// <summary>Documents written in other ways that the reader accepts, and the schema therefore must.</summary>
static class Variations
{
    public static IEnumerable<string> Terms =>
    [
        Written.Terms,
        Written.With("currency: USD", "currency: USD\nnet-days: '45'"),
        Written.With("currency: USD", "currency: USD\nnet-days: 0"),
        Written.With("contract: anthropic-colossus", "contract: 42"),
        Written.With("share: 50%", "share: 0.5"),
        Written.With("share: 50%", "share: '50.0 %'"),
        Written.With("share: 50%", "gpus: 110000"),
        Written.With("amount: 1250000000", "amount: '1250000000.00'"),
        Written.With("amount: 1250000000", "amount: 1000000000000000"),
        Written.With("amount: 1250000000", "amount: 0"),
        Written.With("proration: actual-days", "proration: 30/360"),
        Written.With("lock-in: 3 months", "lock-in: 1 month"),
        Written.With("lock-in: 3 months", "lock-in: 3 months\n    served: inside-lock-in"),
        Written.With("lock-in: 3 months", "notice-from: 2026-05-01\n    no-end-before: 2026-07-31\n    last-day: end-exclusive"),
        Written.With("early-notice: refused", "early-notice: deemed"),
        Written.With("notice: 90 days", "notice: 3660 days"),
        Written.With("notice: 90 days", "notice: 120 months"),
        Written.With("notice: 90 days", "notice: 0 days"),
        Written.With("policy:\n  revenue: availability-then-straight-line\n", ""),
        Written.With("document: S-1", "document: 424"),
        Written.With("use: half", "use: inferred"),
        Written.With("range: { low: 0, high: 1250000000 }", "range: { low: -5%, high: 1250000000 }"),
        Written.With("notice: 90 days", "notice: 90 days\n    fee: 25%"),
        Written.With("currency: USD", "currency: USD\nlate-interest: { rate: 1.5%, basis: month-of-30-days }"),
        Written.With("currency: USD", "currency: USD\nlate-interest: { rate: 0.18, basis: act/365, grace-days: 90 }"),
        Written.With("currency: USD", "currency: USD\ninvoice: { grace-days: 28 }"),
        Written.With("currency: USD", "currency: USD\ninvoice: { }"),
        .. Legs.Select(leg => Written.With("policy:\n", $"  - {leg}\npolicy:\n")),
        "{ contract: empty, seller: a, buyer: b, zone: UTC, currency: JPY, term: { from: 2026-01-01, through: 2026-01-01 }, legs: [] }",
        "{ contract: late, seller: a, buyer: b, zone: Asia/Tokyo, currency: JPY, term: { from: 1990-01-01, through: 1999-12-31 }, assumptions: [], sources: [], legs: ["
            + "{ reserve: p, steps: [{ from: 1990-01-01, gpus: 100000000 }] }, { pro-rata: p, deadline: 1990-06-30 } ] }",
    ];

    static IEnumerable<string> Legs =>
    [
        "{ once: stock, on: 2026-05-01, amount: -350000000, reason: shares given to the customer }",
        "{ once: set-up, on: 2026-05-01, amount: { assume: ramp-fee }, reason: 1 }",
        "{ usage: power, meter: kwh, price: 0.08 }",
        "{ usage: compute, meter: gpu-hours, price: 2.50, commit: { quantity: 1000000000000, every: 60 months }, overage: 3 }",
        "{ usage: compute, meter: gpu-hours, price: 2.50, commit: { quantity: 1000000, every: 1 year }, overage: { assume: ramp-fee } }",
        "{ usage: compute, meter: gpu-hours, price: 2, commit: { quantity: 1, every: 1 month, carry-over: { share: 0.2, periods: '2', surplus: 'true' } }, overage-tiers: [{ beyond: 5, price: 1 }] }",
        "{ usage: compute, meter: gpu-hours, price: 2, commit: { quantity: 1, every: 1 month, carry-over: { share: 20%, periods: 60 } }, overage-tiers: [] }",
        "{ credits: hours, meter: gpu-hours, packs: [{ on: 2026-05-10, units: 100, price: { assume: ramp-fee }, through: 2026-10-31 }], beyond: 2.50, at-end: lost }",
        "{ indexation: rise, index: prices, base: 2025-10, from: 2027-05-01, every: 1 year, lag-months: '3', share: 50%, floor: -1%, cap: 0.04 }",
        "{ power: energy, meter: kwh, tariff: [{ from: 2026-05-01, price: { assume: ramp-fee } }], overhead: { meter: it, pue-cap: 1.3 }, estimate: 50, true-up: 1 year }",
        "{ power: energy, meter: kwh, cost-meter: cost }",
        "{ escalator: rise, rate: -50%, from: 2027-05-01, every: 120 months }",
        "{ escalator: rise, rate: 1, from: 2027-05-01, every: 10 years }",
        "{ sla: credit, down-minutes: down, tiers: [{ below: 99.5%, credit: 10% }, { below: 0.99, credit: 0.25 }], cap-month: 30%, cap-year: 1000000 }",
        "{ sla: credit, down-minutes: down, excluded-minutes: maintenance, tiers: [{ below: 1, credit: 1 }] }",
        "{ sla: credit, down-minutes: down, excluded-minutes: '', tiers: [{ below: 1, credit: 1 }] }",
        "{ prepayment: advance, pay: [{ on: 2026-05-01, amount: 200000000 }, { on: 2026-06-01, amount: 0 }], credit: { from: 2026-07, months: '24' } }",
    ];

    public static IEnumerable<string> Books =>
    [
        "owner: spacex-ai\nzone: America/Chicago\nsteps: []\n",
        "owner: spacex-ai\nzone: America/Chicago\nsandbox: 'true'\nopens: 2026-03-01\nsteps: []\nlater: []\n",
        .. Steps.Select(step => $"owner: spacex-ai\nzone: America/Chicago\nsteps:\n  - {step}\n"),
        .. Steps.Select(step => $"owner: spacex-ai\nzone: America/Chicago\nsteps: []\nlater:\n  - {step.Insert(2, "said: 2026-05-03, ")}\n"),
    ];

    public static IEnumerable<string> SaidAlone => Steps.Select(step => $"steps:\n  - {step}\n");

    static IEnumerable<string> Steps =>
    [
        "{ policy: {} }",
        "{ policy: { risk: 50%, handover-days: 90, paths: 10000, seed: 0 } }",
        "{ policy: { risk: 0.5, seed: 18446744073709551615 } }",
        "{ assumption: { name: cost, unit: USD, range: { low: 1, high: 2 }, value: 1.78, source: a guess } }",
        "{ assumption: { name: cost, unit: USD, range: { low: 1, high: 2 }, variants: { a: 1, b: 2 }, use: b, source: a guess }, variant: a }",
        "{ party: anthropic, name: Anthropic PBC }",
        "{ site: memphis, zone: America/Chicago }",
        "{ site: hall-1, parent: memphis, zone: America/Chicago, limits: [{ from: 2024-07-01, kilowatts: 300000.5 }] }",
        "{ pool: p, site: hall-1, class: hopper, block: 100000, draw: { kilowatts: 0, per-gpus: 1 }, spare: 0 }",
        "{ supply: s, pool: p, gpus: 100000000, planned: 2026-05-01, retires: 2031-05-01 }",
        "{ energise: s, on: 2026-05-01 }",
        "{ draft: terms.yaml, variant: half, why: first talk }",
        "{ quote: terms.yaml, expires: 2026-05-31 }",
        "{ quote: terms.yaml, expires: 2026-05-31, holds: true, why: asked for by mail }",
        "{ withdraw: q, reason: sold elsewhere }",
        "{ decline: q, reason: too dear, why: mail of 3 May }",
        "{ sign: terms.yaml, quote-version: 2, departs: true }",
        "{ close-contract: q }",
        "{ demand: demand/chat.csv.gz }",
        "{ move-demand: chat, to: p, from: 2026-05-01 }",
        "{ sign: contracts/a.yaml, variant: inferred }",
        "{ issue: 2026-05 }",
        "{ tax: a, month: 2026-05, lines: [{ name: sales tax, jurisdiction: us-tn, rate: 7%, base: 310, amount: -21.70 }], source: engine }",
        "{ credit: INV-0000001, charge: fee, month: 2026-05, amount: 10.00, reason: goodwill }",
        "{ credit: INV-0000001, charge: fee, month: 2026-05, share: 10%, reason: goodwill }",
        "{ void: INV-0000001, reason: wrong address }",
        "{ issue: 2026-05, contract: anthropic-colossus }",
        "{ amend: contracts/a.yaml, from: 2026-07-01, treatment: catch-up, supersedes: 2026-08-01 }",
        "{ notice: a, by: buyer, served: 2026-09-10 }",
        "{ deliver: a, pool: p, on: 2026-05-01, gpus: 0 }",
        "{ observe: a, meter: kwh, month: 2026-05, quantity: 1000000000000 }",
        "{ happened: a, event: tranche-accepted, on: 2026-05-01, tranche: 1, tests: burn-in, evidence: report }",
        "{ observe: a, meter: kwh, month: 2026-05, quantity: 0.5, evidence: '' }",
        "{ close: 2026-05 }",
        "{ policy: { set-off: by-hand } }",
        "{ receive: a, received: 2026-07-01, amount: 625000000.00, currency: USD }",
        "{ receive: a, receipt: wire-1, received: 2026-07-01, amount: '1', currency: USD, reference: , bank-reference: 20260701, to: [{ invoice: INV-0000001, amount: 1 }, { invoice: INV-0000002 }], on: 2026-07-02, oldest-first: false }",
        "{ apply: wire-1, on: 2026-07-01 }",
        "{ apply: wire-1, on: 2026-07-01, to: [{ invoice: INV-0000001 }] }",
        "{ set-off: INV-0000003, on: 2026-07-01, to: [] }",
        "{ unapply: wire-1, invoice: INV-0000001, on: 2026-07-02, reason: meant for another }",
        "{ unapply: INV-0000003, invoice: INV-0000001, amount: 0.5, on: 2026-07-02, reason: 1 }",
        "{ refund: wire-1, paid: 2026-07-03 }",
        "{ refund: INV-0000003, paid: 2026-07-03, amount: 10, currency: USD, reference: x, bank-reference: y }",
        "{ pay: INV-0000001, received: 2026-07-01, amount: 625000000.00, currency: USD, reference: }",
        "{ pay: INV-0000002, received: 2026-07-01, amount: -0.01, currency: USD, reference: 12345 }",
    ];
}
