using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Tests;
using Headroom.Core.Units;
using Headroom.Formats.Terms;
using Headroom.Formats.Tests.Schemas;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Formats.Tests.Legs;

using Terms = Headroom.Core.Contracts.Terms;

/// <summary>Every clause as a person writes it, as it is stored, and as its mistakes are told.</summary>
public sealed class LegFormatTests
{
    // Law: terms of the usual clauses read back as terms from which the same follows with the same readings, and write the same bytes.
    [Fact]
    public void Random_terms_of_the_usual_clauses_round_trip() =>
        Prop.ForAll(Clauses.Observed.ToArbitrary(), observed =>
        {
            var (terms, readings) = observed;
            var (again, notice) = (Again(terms), new Notice(Side.Buyer, terms.From, terms.From.PlusDays(30)));
            return Bytes(again).AsSpan().SequenceEqual(Bytes(terms)) && terms.Meters.SequenceEqual(again.Meters)
                && Same(terms.Resolve(readings), again.Resolve(readings)) && Same(terms.Resolve(readings, notice), again.Resolve(readings, notice));
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: YAML reads what JSON says.
    [Fact]
    public void Yaml_reads_what_was_stored() =>
        Prop.ForAll(Clauses.Terms.ToArbitrary(), terms =>
            Bytes(Node.FromYaml(Written.Text(Bytes(terms))).Then(node => TermsReader.Read(node)).Value!).AsSpan().SequenceEqual(Bytes(terms))).Check(Laws.Seeded);

    public static TheoryData<string, Leg> Examples => new()
    {
        { "{ once: stock, on: 2026-05-01, amount: -350000000, reason: shares given to the customer }", new Once("stock", Start, -350_000_000m, "shares given to the customer") },
        { "{ once: set-up, on: 2026-05-20, amount: { assume: assumed }, reason: racks }", new Once("set-up", Day(2026, 5, 20), 0.25m, "racks") },
        { "{ usage: power, meter: kwh, price: 0.08 }", new Usage("power", "kwh", 0.08m, 0, 1, 0.08m) },
        { "{ usage: power, meter: kwh, price: { assume: assumed }, overage: 0 }", new Usage("power", "kwh", 0.25m, 0, 1, 0m) },
        { "{ usage: compute, meter: gpu-hours, price: 2.50, commit: { quantity: 1000000, every: 1 month }, overage: 3 }",
            new Usage("compute", "gpu-hours", 2.50m, 1_000_000m, 1, 3m) },
        { "{ usage: compute, meter: gpu-hours, price: 2.50, commit: { quantity: 0.5, every: 2 years }, overage: { assume: assumed } }",
            new Usage("compute", "gpu-hours", 2.50m, 0.5m, 24, 0.25m) },
        { "{ usage: compute, meter: gpu-hours, price: 2, commit: { quantity: 10, every: 3 months, carry-over: { share: 20%, periods: 2, surplus: true } }, overage: 3, overage-tiers: [{ beyond: 5, price: { assume: assumed } }] }",
            new Usage("compute", "gpu-hours", 2m, 10m, 3, 3m) { Carry = new(0.2m, 2, true), Bands = [new(5m, 0.25m)] } },
        { "{ credits: hours, meter: gpu-hours, packs: [{ on: 2026-05-10, units: 100, price: { assume: assumed }, through: 2026-10-31 }], beyond: 2.50, at-end: refunded }",
            new BulkCredits("hours", "gpu-hours", [new(Day(2026, 5, 10), 100m, 0.25m, Day(2026, 10, 31))], 2.50m, true) },
        { "{ indexation: rise, index: consumer-prices, base: 2025-10, from: 2027-05-01, every: 1 year }",
            new Indexation("rise", "consumer-prices", Month(2025, 10), Day(2027, 5, 1), 12, 0, 1m, null, null) },
        { "{ indexation: rise, index: consumer-prices, base: 2025-10, from: 2027-05-01, every: 1 year, lag-months: 3, share: 50%, floor: -1%, cap: 0.04 }",
            new Indexation("rise", "consumer-prices", Month(2025, 10), Day(2027, 5, 1), 12, 3, 0.5m, -0.01m, 0.04m) },
        { "{ power: energy, meter: kwh, tariff: [{ from: 2026-05-01, price: { assume: assumed } }], overhead: { meter: it, pue-cap: 1.3 }, estimate: 50, true-up: 3 months }",
            new Power("energy", "kwh", [new(Start, 0.25m)], null, new("it", 1.3m), 50m, 3) },
        { "{ power: energy, meter: kwh, cost-meter: cost }", new Power("energy", "kwh", [], "cost", null, null, 1) },
        { "{ extension: option, by: buyer, for: 1 year, notice: { opens: 9 months, closes: 90 days }, times: 2, fee: { rate: 3% } }",
            new Extension("option", Side.Buyer, 12, Months(9), Days(90), 2, new(0.03m, null, null)) },
        { "{ extension: option, by: either party, for: 6 months, notice: { opens: 6 months, closes: 3 months } }",
            new Extension("option", Side.Either, 6, Months(6), Months(3), 1, null) },
        { "{ backstop: put, pool: colossus-1, most: 800, price: 250.50, from: 2026-07-01, through: 2026-12-31, notice-days: 30 }",
            new Backstop("put", Colossus, new Gpus(800), 250.50m, Day(2026, 7, 1), Day(2026, 12, 31), 30) },
        { "{ backstop: put, pool: colossus-1, most: 8, price: 0, through: 2026-12-31, notice-days: 0 }",
            new Backstop("put", Colossus, new Gpus(8), 0m, Start, Day(2026, 12, 31), 0) },
        { "{ first-refusal: further, pool: colossus-1, most: 800, answer-days: 30, before: quoting, from: 2026-06-01, through: 2026-12-31 }",
            new FirstRefusal("further", new(Colossus, null), new Gpus(800), 30, FirstRefusalBefore.Quoting, Day(2026, 6, 1), Day(2026, 12, 31)) },
        { "{ first-refusal: further, class: gb200, answer-days: 1 }", new FirstRefusal("further", new(null, Slug.Of("gb200")), null, 1, FirstRefusalBefore.Signing, null, null) },
        { "{ most-favoured: price, charges: fee, per: gpu-hour, pool: colossus-1, months: { least: 6, most: 24 }, gpus: { least: 8, most: 800 }, lowers-from: notice }",
            new MostFavoured("price", ["fee"], GpuUnit.Hour, new(new(Colossus, null), 6, 24, new Gpus(8), new Gpus(800)), LowersFrom.Notice) },
        { "{ most-favoured: price, meter: gpu-hours }",
            new MostFavoured("price", [], GpuUnit.Month, new(new(null, null), null, null, null, null), LowersFrom.Signing) { Meter = "gpu-hours" } },
        { "{ most-favoured: price, gpus: { least: 8 }, lowers-from: start }",
            new MostFavoured("price", [], GpuUnit.Month, new(new(null, null), null, null, new Gpus(8), null), LowersFrom.Start) },
        { "{ assigned-part: other, from: 2026-07-01, part: 3, of: 8, holds: rest }", new AssignedPart("other", Day(2026, 7, 1), 3, 8, DividedPart.Rest) },
        { "{ borrowing: idle use, pool: colossus-1, notice-minutes: 15, compensation: { assume: assumed }, meter: borrowed }",
            new Borrowing("idle use", Colossus, 15, 0.25m, "borrowed") },
        { "{ borrowing: idle use, pool: colossus-1 }", new Borrowing("idle use", Colossus, 0, 0, Borrowing.UsualMeter) },
        { "{ borrowing: idle use, pool: colossus-1, permitted: false }", new Borrowing("idle use", Colossus, null, 0, Borrowing.UsualMeter) },
        { "{ support: parent-one, cap: 1500, until: 2027-01-31, past-due-days: 10, step-in-days: 30 }", new Support(Slug.Of("parent-one"), 1500m, Day(2027, 1, 31), 10, 30) },
        { "{ support: parent-one, cap: 1500, past-due-days: 0 }", new Support(Slug.Of("parent-one"), 1500m, null, 0, null) },
        { "{ change-of-control: control, of: buyer, window-days: 30, notice-days: 60 }", new ChangeOfControl("control", Side.Buyer, 30, 60) },
        { "{ change-of-control: control, window-days: 0, notice-days: 0 }", new ChangeOfControl("control", Side.Either, 0, 0) },
        { "{ escalator: rise, rate: 3%, from: 2027-05-01, every: 1 year }", new Escalator("rise", 0.03m, Day(2027, 5, 1), 12) },
        { "{ escalator: rise, rate: { assume: assumed }, from: 2027-05-01, every: 18 months }", new Escalator("rise", 0.25m, Day(2027, 5, 1), 18) },
        { "{ exit: buyer, notice-from: 2026-05-01, notice: 90 days, fee: 25% }",
            new Exit(Side.Buyer, Start, null, Days(90), EarlyNotice.Refused, LastDayRule.DayServed) { FeeShare = 0.25m } },
        { "{ prepayment: advance, pay: [{ on: 2026-05-01, amount: 200 }, { on: 2026-06-15, amount: { assume: assumed } }], credit: { from: 2026-07, months: 24 } }",
            new Prepayment("advance", [(Start, 200m), (Day(2026, 6, 15), 0.25m)], Month(2026, 7), 24) },
        { "{ prepayment: advance, pay: [{ on: 2026-05-01, amount: 200 }], credit: { from: 2026-07, months: 24 }, financing: { rate: 8% } }",
            new Prepayment("advance", [(Start, 200m)], Month(2026, 7), 24) { Financing = new(0.08m) } },
        { "{ prepayment: advance, pay: [{ on: 2026-05-01, amount: 200 }], credit: { from: 2026-07, months: 24 }, financing: { waived: customers-timing } }",
            new Prepayment("advance", [(Start, 200m)], Month(2026, 7), 24) { Financing = new(0, FinancingWaived.CustomersTiming) } },
        { "{ consideration: shares, kind: equity, give: [{ on: 2026-05-01, amount: 350 }, { on: 2026-06-01, amount: { assume: assumed } }], reduces: { from: 2026-06-01 } }",
            new CustomerConsideration("shares", ConsiderationKind.Equity, [(Start, 350m), (Day(2026, 6, 1), 0.25m)], Day(2026, 6, 1), null) },
        { "{ sla: credit, down-minutes: down, tiers: [{ below: 99.9%, credit: 10% }, { below: 0.99, credit: 0.25 }] }",
            new Sla("credit", "down", "excluded-minutes", [new(0.999m, 0.1m), new(0.99m, 0.25m)], 1m, null) },
        { "{ sla: credit, down-minutes: down, excluded-minutes: works, tiers: [{ below: 1, credit: 1 }], cap-month: 30%, cap-year: 1000000.50 }",
            new Sla("credit", "down", "works", [new(1m, 1m)], 0.3m, 1_000_000.50m) },
        { "{ delivery: first, pool: colossus-1, gpus: 1000, target: 2026-06-01, carries: { fee: 40% }, tests: 'burn-in, all-reduce', deemed-days: 10 }",
            new TrancheDelivery("first", Colossus, new Gpus(1000), Day(2026, 6, 1), [new("fee", 0.4m)], FeeStart.Acceptance, ["burn-in", "all-reduce"], 10) },
        { "{ delivery: first, pool: colossus-1, gpus: 1000, target: 2026-06-01, fee-from: readiness }",
            new TrancheDelivery("first", Colossus, new Gpus(1000), Day(2026, 6, 1), [], FeeStart.Readiness, [], null) },
        { "{ delivery: first, pool: colossus-1, gpus: 1000, target: 2026-06-01, blocks: 'row-1, row-2' }",
            new TrancheDelivery("first", Colossus, new Gpus(1000), Day(2026, 6, 1), [], FeeStart.Acceptance, [], null) { Blocks = [Slug.Of("row-1"), Slug.Of("row-2")] } },
        { "{ delivery: first, pool: colossus-1, gpus: 1000, target: 2026-06-01, carries: { fee: 40% } }\n  - { late-delivery: credit, tranche: first, grace-days: 10, credit: 1%, cap: 2, discount: { share: 10%, months: 3 }, terminate-after-days: 60, terminates: contract }",
            new LateDelivery("credit", "first", 10, 0.01m, 2m, 0.1m, 3, 60, true) },
        { "{ pro-rata: colossus-1, deadline: 2026-06-01, from: start }", new ProRata(Colossus, Day(2026, 6, 1)) { FromStart = true } },
        { "{ release: back, pool: colossus-1, from: 2026-06-01, notice-days: 30, step: 8, least: 1000, charges: fee, fee-per-gpu: 50 }",
            new PartialRelease("back", Colossus, Side.Buyer, Day(2026, 6, 1), 30, new Gpus(8), new Gpus(1000), ["fee"], null, 50m) },
        { "{ pause: pause, most-days: 60, notice-days: 15, fee: 25%, extends: false }", new Pause("pause", Side.Buyer, 60, 15, 0.25m, false, false) },
        { "{ reclaim: back, pool: colossus-1, most: 200, notice-days: 7, compensation: 10% }", new Reclaim("back", Colossus, new Gpus(200), 7, "interruptible", 0.1m, []) },
        { "{ reclaim: back, pool: colossus-1, most: 200, notice-days: 7, opt-in: true }",
            new Reclaim("back", Colossus, new Gpus(200), 7, "interruptible", 0, []) { NeedsOptIn = true } },
        { "{ substitution: like, pool: colossus-1, classes: 'a, b', deemed-days: 10, notice-days: 30 }", new Substitution("like", Colossus, ["a", "b"], true, 10, 30) },
        { "{ exit-assistance: move, days: 30, share: 20%, monthly-fee: 250 }", new ExitAssistance("move", 30, 0.2m, 250m) },
        { "{ cause: breach, grounds: 'non-payment, insolvency', cure-days: 30, damages: 5% }", new Cause("breach", Side.Either, ["non-payment", "insolvency"], 30, 0.05m) },
        { "{ exit: buyer, notice: 90 days, fee: 20%, fee-steps: [{ from: 2027-01-01, share: 10% }], notice-until: 2028-01-31, forms: 'courier, e-mail', address: legal, signatory: officers, receipt-days: 2 }",
            new Exit(Side.Buyer, Start, null, Days(90), EarlyNotice.Refused, LastDayRule.DayServed)
            { FeeShare = 0.2m, FeeSteps = [new(Day(2027, 1, 1), 0.1m)], NoticeUntil = Day(2028, 1, 31), Form = new(["courier", "e-mail"], "legal", "officers", 2) } },
    };

    // The deal itself has the other two kinds.
    [Fact]
    public void Every_kind_of_clause_stands_among_the_examples() =>
        Assert.Empty(typeof(Leg).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Leg))).Except(Examples.Select(example => example.Data.Item2.GetType()))
            .Except([typeof(Reserve), typeof(Monthly)]));

    // A part is assigned by a command and stands in no file. What is shown is explained in tests/Golden and held against the schema.
    [Fact]
    public void Every_kind_of_clause_is_shown_by_a_contract_among_the_examples()
    {
        var shown = Directory.EnumerateFiles(Path.Combine(Validator.Root, "examples"), "*.yaml", SearchOption.AllDirectories)
            .Where(path => path.Contains("/contracts/", StringComparison.Ordinal))
            .SelectMany(path => Good(File.ReadAllText(path)).Legs).Select(leg => leg.GetType());

        Assert.Empty(typeof(Leg).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Leg)) && type != typeof(AssignedPart)).Except(shown));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_clause_is_what_was_written_and_is_stored_with_its_assumptions_resolved(string written, Leg expected)
    {
        var terms = Good(With(written));

        Assert.Equal(Stored(expected), Stored(terms.Legs[^1]));
        Assert.Equal(Stored(expected), Stored(Again(terms).Legs[^1]));
        Assert.Equal("assumed", Assert.Single(Again(terms).Assumptions, each => each.Name == "assumed").Name);
    }

    [Theory]
    [InlineData("{ once: stock, on: 2026-05-01, amount: 1 }", RefusalCode.Malformed, "reason")]
    [InlineData("{ once: stock, on: 2029-06-01, amount: 1, reason: late }", RefusalCode.DatesUpsideDown, "on")]
    [InlineData("{ once: stock, on: 2026-05-01, amount: 1000000000000001, reason: much }", RefusalCode.OutOfRange, "amount")]
    [InlineData("{ usage: power, price: 0.08 }", RefusalCode.Malformed, "meter")]
    [InlineData("{ usage: power, meter: kwh, price: -1 }", RefusalCode.OutOfRange, "price")]
    [InlineData("{ usage: power, meter: kwh, price: { assume: other } }", RefusalCode.NotFound, "price.assume")]
    [InlineData("{ usage: power, meter: kwh, price: 1, commit: { quantity: 1 } }", RefusalCode.Malformed, "commit.every")]
    [InlineData("{ usage: power, meter: kwh, price: 1, commit: { quantity: 1, every: 6 weeks } }", RefusalCode.UnknownUnit, "commit.every")]
    [InlineData("{ usage: power, meter: kwh, price: 1, commit: { quantity: 1, every: 1.5 months } }", RefusalCode.OutOfRange, "commit.every")]
    [InlineData("{ usage: power, meter: kwh, price: 1, commit: { quantity: 1, every: 6 years } }", RefusalCode.OutOfRange, "commit.every")]
    [InlineData("{ usage: power, meter: kwh, price: 1, commit: { quantity: 1, every: 1 year, roll: over } }", RefusalCode.Malformed, "commit.roll")]
    [InlineData("{ usage: power, meter: kwh, price: 1, overage: dear }", RefusalCode.Malformed, "overage")]
    [InlineData("{ escalator: rise, rate: 101%, from: 2027-05-01, every: 1 year }", RefusalCode.OutOfRange, "rate")]
    [InlineData("{ escalator: rise, rate: 3%, from: 2026-05-01, every: 1 year }", RefusalCode.DatesUpsideDown, "from")]
    [InlineData("{ escalator: rise, rate: 3%, from: 2027-05-01, every: year }", RefusalCode.UnknownUnit, "every")]
    [InlineData("{ escalator: rise, rate: 3%, from: 2027-05-01, every: 121 months }", RefusalCode.OutOfRange, "every")]
    [InlineData("{ sla: credit, down-minutes: down, tiers: [] }", RefusalCode.OutOfRange, "tiers")]
    [InlineData("{ sla: credit, down-minutes: down, tiers: [{ below: 1, credit: 1 }], states: { pool: colossus-1, table: [{ condition: xid-79, state: down }], beside-pro-rata: true } }", RefusalCode.InvalidTerms, "states.beside-pro-rata")]
    [InlineData("{ sla: credit, tiers: [{ below: 1, credit: 1 }] }", RefusalCode.Malformed, "down-minutes")]
    [InlineData("{ sla: credit, down-minutes: down, tiers: [{ below: 99.9, credit: 10% }] }", RefusalCode.OutOfRange, "tiers[0].below")]
    [InlineData("{ sla: credit, down-minutes: down, tiers: [{ below: 99%, credit: 10% }, { below: 99.5%, credit: 25% }] }", RefusalCode.InvalidTerms, "tiers[1]")]
    [InlineData("{ sla: credit, down-minutes: down, tiers: [{ below: 1, credit: 1 }], cap-month: 101% }", RefusalCode.OutOfRange, "cap-month")]
    [InlineData("{ sla: credit, down-minutes: down, tiers: [{ below: 1, credit: 1 }], cap-year: -1 }", RefusalCode.OutOfRange, "cap-year")]
    [InlineData("{ delivery: first, pool: colossus-1, gpus: 0, target: 2026-06-01 }", RefusalCode.OutOfRange, "gpus")]
    [InlineData("{ delivery: first, pool: colossus-1, gpus: 8, target: 2026-06-01, carries: { fee: 110% } }", RefusalCode.OutOfRange, "carries.fee")]
    [InlineData("{ delivery: first, pool: colossus-1, gpus: 8, target: 2026-06-01, carries: {} }", RefusalCode.TooLarge, "carries")]
    [InlineData("{ release: back, pool: colossus-1, notice-days: 30, step: 0 }", RefusalCode.OutOfRange, "step")]
    [InlineData("{ release: back, pool: other, notice-days: 30, step: 8 }", RefusalCode.InvalidTerms, "pool")]
    [InlineData("{ borrowing: idle use }", RefusalCode.Malformed, "pool")]
    [InlineData("{ borrowing: idle use, pool: colossus-1, notice-minutes: 10081 }", RefusalCode.OutOfRange, "notice-minutes")]
    [InlineData("{ borrowing: idle use, pool: colossus-1, permitted: false, notice-minutes: 5 }", RefusalCode.InvalidTerms, "notice-minutes")]
    [InlineData("{ borrowing: idle use, pool: colossus-1, permitted: false, compensation: 5 }", RefusalCode.InvalidTerms, "compensation")]
    [InlineData("{ pause: pause, most-days: 0, notice-days: 15 }", RefusalCode.OutOfRange, "most-days")]
    [InlineData("{ reclaim: back, pool: colossus-1, notice-days: 7 }", RefusalCode.Malformed, "most")]
    [InlineData("{ substitution: like, pool: colossus-1, notice-days: 30 }", RefusalCode.Malformed, "classes")]
    [InlineData("{ exit-assistance: move, days: 367, share: 20%, monthly-fee: 250 }", RefusalCode.OutOfRange, "days")]
    [InlineData("{ support: parent-one, cap: 1500, past-due-days: 0, step-in-days: 0 }", RefusalCode.OutOfRange, "step-in-days")]
    [InlineData("{ change-of-control: control, window-days: 366, notice-days: 0 }", RefusalCode.OutOfRange, "window-days")]
    [InlineData("{ cause: breach, cure-days: 30 }", RefusalCode.Malformed, "grounds")]
    [InlineData("{ exit: buyer, notice: 90 days, receipt-days: 61 }", RefusalCode.OutOfRange, "receipt-days")]
    [InlineData("{ exit: buyer, notice: 90 days, fee-steps: [{ from: 2027-01-01 }] }", RefusalCode.Malformed, "fee-steps[0].share")]
    [InlineData("{ late-delivery: credit }", RefusalCode.InvalidTerms, "tranche")]
    [InlineData("{ late-delivery: credit, discount: { share: 10% } }", RefusalCode.Malformed, "discount.months")]
    [InlineData("{ exit: buyer, notice: 90 days, fee: 101% }", RefusalCode.OutOfRange, "fee")]
    [InlineData("{ prepayment: advance, pay: [{ on: 2026-05-01, amount: 1 }], credit: { from: 2026-07, months: 24 }, financing: { waived: one-year } }", RefusalCode.InvalidTerms,
        "financing.waived")]
    [InlineData("{ prepayment: advance, pay: [{ on: 2026-05-01, amount: 1 }], credit: { from: 2026-07, months: 24 }, financing: { rate: 0 } }", RefusalCode.InvalidTerms,
        "financing.rate")]
    [InlineData("{ consideration: shares, kind: equity, give: [] }", RefusalCode.OutOfRange, "give")]
    [InlineData("{ consideration: shares, kind: options, give: [{ on: 2026-05-01, amount: 350 }] }", RefusalCode.Malformed, "kind")]
    [InlineData("{ consideration: shares, kind: cash, give: [{ on: 2026-05-01, amount: 350 }], reduces: { through: 2030-01-01 } }", RefusalCode.DatesUpsideDown, "reduces")]
    [InlineData("{ prepayment: advance, pay: [], credit: { from: 2026-07, months: 24 } }", RefusalCode.OutOfRange, "pay")]
    [InlineData("{ prepayment: advance, pay: [{ on: 2026-05-01, amount: -1 }], credit: { from: 2026-07, months: 24 } }", RefusalCode.OutOfRange, "pay[0].amount")]
    [InlineData("{ prepayment: advance, pay: [{ on: 2026-04-30, amount: 1 }], credit: { from: 2026-07, months: 24 } }", RefusalCode.DatesUpsideDown, "pay[0].on")]
    [InlineData("{ prepayment: advance, pay: [{ on: 2026-05-01, amount: 1 }], credit: { from: July, months: 24 } }", RefusalCode.Malformed, "credit.from")]
    [InlineData("{ prepayment: advance, pay: [{ on: 2026-05-01, amount: 1 }], credit: { from: 2026-07, months: 0 } }", RefusalCode.OutOfRange, "credit.months")]
    [InlineData("{ prepayment: advance, pay: [{ on: 2026-05-01, amount: 1 }], credit: { from: 2026-07, months: 36 } }", RefusalCode.DatesUpsideDown, "credit")]
    [InlineData("{ prepayment: advance, pay: [{ on: 2026-05-01, amount: 1 }] }", RefusalCode.Malformed, "credit")]
    public void A_fault_names_its_code_field_and_line(string leg, RefusalCode code, string field)
    {
        var read = Read(With(leg));

        Assert.Null(read.Value);
        var fault = Assert.Single(read.Faults, each => each.Field == $"legs[3].{field}");
        Assert.Equal((code, "22"), (fault.Code, fault.Numbers["line"]));
        Assert.StartsWith("line 22: ", fault.Says);
    }

    /// <summary>The deal with one leg more, on line 22, and an assumption of a quarter.</summary>
    static string With(string leg) => Written.With("policy:\n", $"  - {leg}\npolicy:\n").Replace("assumptions:\n", """
        assumptions:
          - { name: assumed, unit: any, range: { low: 0, high: 1 }, value: 25%, source: a guess }

        """, StringComparison.Ordinal);

    static bool Same(Schedule a, Schedule b) => a.Charges.Length == b.Charges.Length && a.Charges.Zip(b.Charges).All(pair =>
        pair.First.Name == pair.Second.Name && pair.First.IsMeans == pair.Second.IsMeans && pair.First.Due.Changes.SequenceEqual(pair.Second.Due.Changes)
        && pair.First.Due.Changes.All(date => pair.First.Due.PerDayOn(date) == pair.Second.Due.PerDayOn(date)));

    static string Stored(Leg leg) => Written.Text(Bytes(Core.Tests.Deal.With(leg)));

    static byte[] Bytes(Terms terms) => Json.Bytes(json => TermsWriter.Write(json, terms));

    static Parsed<Terms> Read(string yaml) => Node.FromYaml(yaml).Then(node => TermsReader.Read(node));

    static Terms Good(string yaml) => Read(yaml) is { Faults.Count: 0 } read ? read.Value! : throw new InvalidOperationException(string.Join("\n", Read(yaml).Faults));

    static Terms Again(Terms terms) => Node.FromJson(Bytes(terms)).Then(node => TermsReader.Read(node)) is { Faults.Count: 0 } read ? read.Value!
        : throw new InvalidOperationException(string.Join("\n", Node.FromJson(Bytes(terms)).Then(node => TermsReader.Read(node)).Faults));
}
