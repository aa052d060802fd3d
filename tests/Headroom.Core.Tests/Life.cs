using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests;

/// <summary>
/// A random but possible life of the deal's book: contracts are signed, amended in the past, ended, delivered, billed and paid in an order
/// that numbers decide. What the book refuses is skipped, as it would be.
/// </summary>
static class Life
{
    public static Arbitrary<int[]> Any { get; } = Gen.Choose(0, 999_999_999).ArrayOf(30).ToArbitrary();

    /// <summary>The same with fewer steps, for laws that are tried on a thousand of them.</summary>
    public static Arbitrary<int[]> Short { get; } = Gen.Choose(0, 999_999_999).ArrayOf(12).ToArbitrary();

    /// <summary>A law over whole lives holds; thirty of them, since each is many decisions.</summary>
    public static void Holds(this Property property) => property.Check(Laws.Seeded.WithMaxTest(30));

    /// <summary>The facts of a life in order, each with the book after it.</summary>
    public static IEnumerable<(Fact Fact, Book After)> Of(int[] numbers, Book? start = null)
    {
        var (book, now) = (start ?? Ready, At(2026, 3, 15));
        foreach (var number in numbers)
        {
            now += Duration.FromDays(number % 41);
            if (Next(book, Chicago.DateOf(now), number / 41 % 12, number / 500) is not { } command) continue;
            now = Instant.Max(now, command is CloseMonth ? command.NotBefore(book) : now);
            if (command.Decide(book, now) is not Accepted accepted) continue;
            foreach (var body in accepted.Facts)
            {
                var fact = new Fact(book.Position + 1, now, Us, body);
                book = book.With(fact);
                yield return (fact, book);
            }
        }
    }

    /// <summary>The book at the end of a life.</summary>
    public static Book End(int[] numbers, Book? start = null) => Of(numbers, start).Select(step => step.After).LastOrDefault(start ?? Ready);

    static Command? Next(Book book, LocalDate today, int kind, int n) => kind switch
    {
        0 or 1 => new SignContract(New($"k{book.Contracts.Count}", today.PlusDays(n % 120 - 60), n)),
        2 => Pick(book, n) is { } contract ? Amend(contract, n) : null,
        3 => Pick(book, n) is { } contract ? new GiveNotice(contract.Id, n % 2 == 0 ? Side.Buyer : Side.Seller, today.PlusDays(-(n % 5))) : null,
        4 => Pick(book, n) is { } contract
            ? new DeliverCapacity(contract.Id, Colossus, LocalDate.Max(contract.Terms.From, today.PlusDays(-(n % 40))), new Gpus(n % 20_000 * 8L)) : null,
        5 => Pay(book, today, n),
        6 => Other(today, n),
        _ => new CloseMonth(book.FirstOpen ?? today.ToYearMonth()),
    };

    static Terms New(string id, LocalDate from, int n) => With(
        new Reserve(Colossus, n % 3 == 0 ? Whole : null, [new ReserveStep(from, new Gpus(n % 9000 * 8L))]),
        new Monthly("fee", [new FeeStep(from, n % 100_003 * 1.37m)], (Proration)(n % 5)),
        AfterLockIn with { NoticeFrom = from.PlusDays(n % 100), Length = new NoticeLength(n % 4, n % 2 == 0), Early = n % 7 == 0 ? EarlyNotice.Deemed : EarlyNotice.Refused })
        with
    { Contract = Slug.Of(id), Buyer = n % 2 == 0 ? Buyer : Deal.Other, From = from, Through = from.PlusDays(30 + n % 500), Revenue = (RevenuePolicy)(n % 5) };

    static AmendContract Amend(Contract contract, int n)
    {
        var (signed, from) = (contract.Terms, contract.Terms.From.PlusDays(n % 300));
        var more = new Monthly("support", [new FeeStep(signed.From, n % 977 * 0.33m)], Proration.ActualDays);
        ImmutableArray<Leg> legs = [.. signed.Legs.Select(leg => leg is Monthly { Name: "fee" } fee ? fee with { Steps = [new FeeStep(signed.From, n % 50_021 * 1.01m)] } : leg)];
        var terms = signed with { Legs = n % 3 == 0 ? legs.RemoveAll(leg => leg.Name == "support").Add(more) : legs, Through = signed.Through.PlusDays(n % 60 - 30) };
        var later = contract.Versions.Skip(1).LastOrDefault(version => version.From >= from);
        return new(terms, from, (Treatment)(n % 3), later?.From);
    }

    static RecordPayment? Pay(Book book, LocalDate today, int n)
    {
        var open = book.Receivables.Invoices.Values.Where(invoice => book.Receivables.OpenOf(invoice) != 0).ToList();
        if (open.Count == 0) return null;
        var (invoice, left) = (open[n % open.Count], book.Receivables.OpenOf(open[n % open.Count]));
        return new(invoice.Number!, today, n % 2 == 0 ? left : ((Rational)left / 2).Round(invoice.Currency.Digits), invoice.Currency.Code, "wire");
    }

    static Command Other(LocalDate today, int n) => (n % 16) switch
    {
        < 6 => new PlanSupply(Block($"late{n % 3}", 8 + n % 4000 * 8L)
            with
        { Planned = today.PlusDays(n % 200 - 50), Retires = n % 5 == 0 ? today.PlusDays(n % 200 + 400) : null }),
        < 12 => new EnergiseSupply(Slug.Of($"late{n % 3}"), today.PlusDays(-(n % 9))),
        < 15 => new SetPolicy(new Policy(n % 20 / 100m, n % 21, 100, 1)),
        _ => new RecordDemand(new string('b', 64), new History(Colossus, Slug.Of($"own{n % 2}"), Instant.FromUtc(2026, 2, 1, 0, 0), [.. Enumerable.Repeat(n % 60_000, 340)], 0)),
    };

    static Contract? Pick(Book book, int n) => book.Contracts.Count == 0 ? null : book.Contracts.Values.ElementAt(n % book.Contracts.Count);
}
