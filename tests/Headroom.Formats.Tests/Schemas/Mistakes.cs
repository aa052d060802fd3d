namespace Headroom.Formats.Tests.Schemas;

/// <summary>Documents with one thing wrong that both the reader and the schema must see.</summary>
static class Mistakes
{
    public static IEnumerable<string> Terms =>
    [
        "",
        "[]",
        Written.With("contract: anthropic-colossus", "contract: Anthropic_Colossus"),
        Written.With("seller: spacex-ai\n", ""),
        Written.With("buyer: anthropic\n", "buyer: anthropic\nbroker: someone\n"),
        Written.With("currency: USD", "currency: XAU"),
        Written.With("through: 2029-05-31", "through: 2029-02-30"),
        Written.With("through: 2029-05-31", "through: 31.05.2029"),
        Written.With("through: 2029-05-31", "through: 2229-05-31"),
        Written.With("currency: USD", "currency: USD\nnet-days: 366"),
        Written.With("share: 50%", "share: 101%"),
        Written.With("share: 50%", "share: 1.5"),
        Written.With("share: 50%", "share: 50%, gpus: 110000"),
        Written.With("of: { gpus: 220000, kilowatts: 300000 }", "of: { gpus: 0, kilowatts: 300000 }"),
        Written.With("of: { gpus: 220000, kilowatts: 300000 }\n", "\n"),
        Written.With("amount: 1250000000", "amount: -1"),
        Written.With("amount: 1250000000", "amount: 1000000000000001"),
        Written.With("amount: 1250000000", "amount: \"1,250,000,000\""),
        Written.With("amount: { assume: ramp-fee }", "amount: { assume: ramp-fee, plus: 1 }"),
        Written.With("proration: actual-days", "proration: actual"),
        Written.With("exit: either party", "exit: both"),
        Written.With("notice: 90 days", "notice: 90"),
        Written.With("notice: 90 days", "notice: 3661 days"),
        Written.With("lock-in: 3 months", "lock-in: 121 months"),
        Written.With("lock-in: 3 months", "lock-in: 3 months\n    notice-from: 2026-08-01"),
        Written.With("revenue: availability-then-straight-line", "revenue: straight-line"),
        Written.With("unit: USD a month\n", "\n"),
        Written.With("use: half", "value: 1"),
        Written.With("steps:\n      - { from: 2026-05-01, amount: { assume: ramp-fee } }\n      - { from: 2026-07-01, amount: 1250000000 }", "steps: []"),
        Written.With("document: S-1", "document: ''"),
        Written.With("legs:", "clauses:"),
        Written.With("notice: 90 days", "notice: 90 days\n    fee: 101%"),
        .. new[]
        {
            "{ once: set-up, on: 2026-05-01, amount: 1 }",
            "{ usage: power, meter: kwh, price: 0.08, commit: { quantity: 1, every: quarter } }",
            "{ usage: power, meter: kwh, price: 0.08, commit: { quantity: 1, every: 61 months } }",
            "{ usage: power, meter: kwh, price: 0.08, commit: { quantity: 1, every: 1 month, carry-over: { share: 20% } } }",
            "{ credits: hours, meter: gpu-hours, packs: [], beyond: 1 }",
            "{ credits: hours, meter: gpu-hours, packs: [{ on: 2026-05-10, units: 100, price: 1, through: 2026-10-31 }], beyond: 1, at-end: kept }",
            "{ indexation: rise, index: prices, base: 2025-10-01, from: 2027-05-01, every: 1 year }",
            "{ indexation: rise, index: prices, base: 2025-10, from: 2027-05-01, every: 1 year, lag-months: 25 }",
            "{ power: energy, meter: kwh, cost-meter: cost, overhead: { meter: it, pue-cap: 0.9 } }",
            "{ change-of-control: control, of: nobody, window-days: 30, notice-days: 60 }",
            "{ change-of-control: control, window-days: 366, notice-days: 60 }",
            "{ extension: option, by: nobody, for: 1 year, notice: { opens: 9 months, closes: 90 days } }",
            "{ extension: option, by: buyer, for: 1 year, notice: { opens: 9 months } }",
            "{ escalator: rise, rate: 3%, from: 2027-05-01, every: 11 years }",
            "{ escalator: rise, rate: 2, from: 2027-05-01, every: 1 year }",
            "{ sla: credit, down-minutes: down, tiers: [] }",
            "{ sla: credit, down-minutes: down, tiers: [{ below: 99.9, credit: 10% }] }",
            "{ prepayment: advance, pay: [{ on: 2026-05-01, amount: 1 }], credit: { from: 2026-06, months: 241 } }",
            "{ prepayment: advance, pay: [], credit: { from: 2026-06, months: 1 } }",
            "{ indexed: fee }",
        }.Select(leg => Written.With("policy:\n", $"  - {leg}\npolicy:\n")),
    ];

    public static IEnumerable<string> Books =>
        new[]
        {
            "{ close: 2026-13 }",
            "{ notice: anthropic-colossus, by: either party, served: 2026-09-10 }",
            "{ amend: contracts/anthropic.yaml, from: 2026-07-01 }",
            "{ sign: contracts/anthropic.yaml, by: someone }",
            "{ supply: c1, pool: colossus-1, gpus: 0, planned: 2026-05-01 }",
            "{ supply: c1, pool: colossus-1, gpus: 8.5, planned: 2026-05-01 }",
            "{ pool: colossus-1, site: memphis-1, block: 0, draw: { kilowatts: 300000, per-gpus: 220000 } }",
            "{ pool: colossus-1, site: memphis-1, draw: 1.36 }",
            "{ site: memphis, zone: America/Chicago, limits: [{ from: 2026-05-01, megawatts: 300 }] }",
            "{ policy: { risk: 51% } }",
            "{ policy: { risk: 0.6 } }",
            "{ policy: { handover-days: 91 } }",
            "{ policy: { paths: 99 } }",
            "{ deliver: google-bridge, pool: colossus-2, on: 2026-10-01, gpus: -1 }",
            "{ observe: power, meter: kwh, month: 2026-05, quantity: -1 }",
            "{ observe: power, meter: kwh, month: 2026-05-01, quantity: 1 }",
            "{ index: prices, month: 2026-05, value: -1, source: office }",
            "{ party: anthropic }",
            "{ policy: { set-off: newest-first } }",
            "{ receive: a, received: 2026-07-01, amount: -1, currency: USD }",
            "{ receive: a, received: 2026-07-01, amount: 1, currency: USD, to: [{ amount: 1 }] }",
            "{ apply: wire-1, to: [{ invoice: INV-0000001 }] }",
            "{ set-off: INV-0000003, on: soon }",
            "{ unapply: wire-1, invoice: INV-0000001, on: 2026-07-02 }",
            "{ refund: INV-0000003, paid: 2026-07-03, amount: -10 }",
            "{ launch: now }",
            "sign",
        }.Select(step => $"owner: spacex-ai\nzone: America/Chicago\nsteps:\n  - {step}\n")
        .Append("owner: spacex-ai\nzone: America/Chicago\n")
        .Append("owner: spacex-ai\nzone: America/Chicago\nsandbox: perhaps\nsteps: []\n")
        .Append("owner: spacex-ai\nzone: America/Chicago\nopens: 2026-3-1\nsteps: []\n");
}
