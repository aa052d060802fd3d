using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Demand;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Tests;

/// <summary>The public deal that the examples use: Colossus 1, all of it, from May 2026 through May 2029, either side out on 90 days' notice.</summary>
static class Deal
{
    public static readonly Slug Us = Slug.Of("spacex-ai"), Buyer = Slug.Of("anthropic"), Other = Slug.Of("google");
    public static readonly Slug Memphis = Slug.Of("memphis"), Colossus = Slug.Of("colossus-1"), Id = Slug.Of("anthropic-colossus");
    public static readonly Calendar Chicago = Calendar.In("America/Chicago")!;
    public static readonly LocalDate Start = Day(2026, 5, 1), Through = Day(2029, 5, 31);
    public static readonly PowerDraw Whole = new(new Kilowatts(300_000), new Gpus(220_000));

    public static LocalDate Day(int year, int month, int day) => new(year, month, day);

    public static YearMonth Month(int year, int month) => new(year, month);

    /// <summary>The first instant of a date in Chicago.</summary>
    public static Instant At(int year, int month, int day) => Chicago.StartOf(new(year, month, day));

    /// <summary>Notice may be served from 1 August 2026, after an initial three months.</summary>
    public static Exit AfterLockIn => new(Side.Either, Day(2026, 8, 1), null, Days(90), EarlyNotice.Refused, LastDayRule.DayServed);

    /// <summary>Notice may be served from the first day.</summary>
    public static Exit AtOnce => AfterLockIn with { NoticeFrom = Start };

    public static NoticeLength Days(int count) => new(count, Months: false);

    public static NoticeLength Months(int count) => new(count, Months: true);

    public static Monthly Fee(params (LocalDate From, decimal Amount)[] steps) =>
        new("fee", [.. steps.Select(step => new FeeStep(step.From, step.Amount))], Proration.ActualDays);

    public static Reserve Reserving(params (LocalDate From, long Gpus)[] steps) =>
        new(Colossus, Whole, [.. steps.Select(step => new ReserveStep(step.From, new Gpus(step.Gpus)))]);

    public static Monthly RampFee => Fee((Start, 625_000_000m), (Day(2026, 7, 1), 1_250_000_000m));

    public static Reserve RampCapacity => Reserving((Start, 110_000), (Day(2026, 7, 1), 220_000));

    /// <summary>The terms with these legs.</summary>
    public static Terms With(params Leg[] legs) => new(Id, Us, Buyer, Chicago, Currency.Usd, Start, Through, [.. legs]);

    /// <summary>The deal as it was reported.</summary>
    public static Terms Agreed { get; } = With(RampCapacity, RampFee, AfterLockIn);

    public static Contract Signed(Terms terms) => new(terms.Contract, [new TermsVersion(terms.From, terms, null)]);

    public static Contract Anthropic => Signed(Agreed);

    /// <summary>A sandbox with the 300 MW site and its one pool of 220,000 GPUs, energised, told on 1 March 2026.</summary>
    public static Book Ready { get; } = Core.Books.Book.Empty.Told(At(2026, 3, 1),
        new OpenBook(Us, "America/Chicago", Sandbox: true, null),
        new AddSite(Memphis, null, "America/Chicago", [(Day(2024, 1, 1), 300_000m)]),
        new AddPool(new Pool(Colossus, Memphis, null, new Gpus(8), Whole, Gpus.Zero)),
        new PlanSupply(Block("c1", 220_000)),
        new EnergiseSupply(Slug.Of("c1"), Day(2025, 1, 1)));

    /// <summary>The book in which the deal was signed on 20 April 2026.</summary>
    public static Book SignedBook { get; } = Ready.Told(At(2026, 4, 20), new SignContract(Agreed));

    public static SupplyBlock Block(string id, long gpus) => new(Slug.Of(id), Colossus, new Gpus(gpus), Day(2025, 1, 1), null, null);

    /// <summary>Own demand of one workload in the pool: so many GPUs in every hour of the weeks that end on 1 March 2026.</summary>
    public static RecordDemand Using(string workload, int gpus, int weeks = 8) =>
        Using(workload, [.. Enumerable.Repeat(gpus, weeks * 168)]);

    public static RecordDemand Using(string workload, ImmutableArray<int> hourly) =>
        new(new string('a', 64), new History(Colossus, Slug.Of(workload), At(2026, 3, 1) - Duration.FromHours(hourly.Length), hourly, 0));
}
