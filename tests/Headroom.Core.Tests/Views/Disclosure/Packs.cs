using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views.Disclosure;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views.Disclosure;

/// <summary>Packs of the deal's book, signed on 20 April 2026.</summary>
static class Packs
{
    /// <summary>The ends of two quarters.</summary>
    public static readonly LocalDate June = Day(2026, 6, 30), December = Day(2026, 12, 31);

    /// <summary>The deal's book as its facts, signed on 20 April 2026, and what is said later.</summary>
    public static List<Fact> Told(params (Instant When, Command Command)[] later)
    {
        var (book, facts) = (Core.Books.Book.Empty, new List<Fact>());
        void Say(Instant now, params Command[] commands)
        {
            facts.AddRange(book.Facts(now, commands));
            book = facts.Skip((int)book.Position).Aggregate(book, (told, fact) => told.With(fact));
        }
        Say(At(2026, 3, 1), new OpenBook(Us, "America/Chicago", Sandbox: true, null), new AddSite(Memphis, null, "America/Chicago", [(Day(2024, 1, 1), 300_000m)]),
            new AddPool(new Core.Capacity.Pool(Colossus, Memphis, null, new Gpus(8), Whole, Gpus.Zero)), new PlanSupply(Block("c1", 220_000)),
            new EnergiseSupply(Slug.Of("c1"), Day(2025, 1, 1)));
        Say(At(2026, 4, 20), new SignContract(Agreed));
        foreach (var (when, command) in later) Say(when, command);
        return facts;
    }

    /// <summary>The pack of these facts at a date.</summary>
    public static Pack Of(IReadOnlyList<Fact> facts, LocalDate at, Framework framework = Framework.UsGaap) => Pack.Of(facts, at, null, framework).Pack!;

    /// <summary>The amount of the only figure of that name.</summary>
    public static decimal Amount(Pack pack, string name) => Assert.Single(pack.Figures, figure => figure.Name == name).Amount!.Value;
}
