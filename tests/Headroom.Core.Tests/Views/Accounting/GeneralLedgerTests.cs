using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class GeneralLedgerTests
{
    /// <summary>Every kind has an account; the deal stands in an entity of its own.</summary>
    internal static readonly AccountMap Map = new("US01", Enum.GetValues<AccountKind>().ToImmutableSortedDictionary(kind => kind, kind => $"{1000 + (int)kind * 100}"))
    {
        Entities = ImmutableSortedDictionary<Slug, string>.Empty.Add(Id, "US02"),
        BetweenEntities = "1900",
        Rules = [new AccountRule(AccountKind.Revenue, Id, null, null, "4010")],
        Dimensions = [new Dimension("customer", DimensionOf.Customer, ImmutableSortedDictionary<Slug, string>.Empty, "none")],
    };

    // Law: whatever is posted sums to zero in every batch, entity and currency; together it is what the entries come to; and posting again posts nothing.
    [Fact]
    public void Debits_are_credits_and_posting_twice_posts_nothing() =>
        Prop.ForAll(InvoicingLife.Any, life =>
        {
            var facts = InvoicingLife.Facts(life).ToList();
            var (book, entries) = (RollForwardTests.Book(facts), Ledger.Entries(facts).ToImmutableArray());
            var (posted, months) = (book.Told(book.RecordedAt, new SetAccountMap(Map)),
                facts.Select(fact => fact.Body).OfType<MonthClosed>().Select(closed => closed.Month).Distinct().ToList());
            foreach (var month in months)
            {
                var entriesOf = entries.Where(entry => entry.Month == month).ToList();
                if (new PostToLedger(month, entries, posted.Position).Decide(posted, posted.RecordedAt) is not Accepted accepted) continue;
                posted = posted.Saying(posted.RecordedAt, [.. accepted.Facts]);
                var batches = accepted.Facts.Cast<LedgerPosted>().Select(fact => fact.Batch).ToList();
                if (!batches.All(Balances)) return false;
                if (posted.Closing.Batches.Where(batch => batch.Month == month).SelectMany(batch => batch.Lines).Where(line => line.Key.Kind == AccountKind.Revenue)
                    .Sum(line => line.Amount)
                    != entriesOf.SelectMany(entry => entry.Postings).Where(posting => posting.On.Kind == AccountKind.Revenue).Sum(posting => posting.Amount)) return false;
                if (new PostToLedger(month, entries, posted.Position).Decide(posted, posted.RecordedAt) is not Refused { Refusal.Code: RefusalCode.NothingDue }) return false;
            }
            return true;
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: another map posts the difference, after which the general ledger is as if it had been posted by that map at once.
    [Fact]
    public void Another_map_posts_the_difference() =>
        Prop.ForAll(InvoicingLife.Any, life =>
        {
            var facts = InvoicingLife.Facts(life).ToList();
            if (facts.Select(fact => fact.Body).OfType<MonthClosed>().FirstOrDefault() is not { } closed) return true;
            var (book, entries, month) = (RollForwardTests.Book(facts), Ledger.Entries(facts).ToImmutableArray(), closed.Month);
            var other = Map with { Entities = ImmutableSortedDictionary<Slug, string>.Empty, Rules = [], Dimensions = [] };
            return Sums(Posted(Posted(book, Map), other)).SequenceEqual(Sums(Posted(book, other)));

            Book Posted(Book before, AccountMap map)
            {
                var mapped = before.Told(before.RecordedAt, new SetAccountMap(map));
                return mapped.Asked(mapped.RecordedAt, new PostToLedger(month, entries, mapped.Position));
            }
        }).Check(Laws.Seeded.WithMaxTest(300));

    // By hand: the invoice of May, 625 million, and its revenue: the liability comes to nothing and is no line.
    [Fact]
    public void May_of_the_deal_is_two_lines()
    {
        var entries = Ledger.Entries(RollForwardTests.Facts(Agreed, new CloseMonth(Month(2026, 5)))).ToList();

        Assert.Null(GeneralLedger.ToPost(Closing.None with { Map = Map }, entries, Month(2026, 5), out var lines));
        Assert.Equal([("US02", "1100", "customer=anthropic", 625_000_000m), ("US02", "4010", "customer=anthropic", -625_000_000m)],
            lines.Select(line => (line.Key.Entity, line.Key.Account, line.Key.Dimensions, line.Amount)));
    }

    [Fact]
    public void What_the_map_says_nothing_of_is_refused_with_its_field()
    {
        var entries = Ledger.Entries(
            RollForwardTests.Facts(Agreed, new CloseMonth(Month(2026, 5)), new RecordPayment("INV-0000001", Day(2026, 6, 1), 1m, "USD", ""), new CloseMonth(Month(2026, 6))))
            .ToList();
        string? Field(AccountMap map, YearMonth month) => GeneralLedger.ToPost(Closing.None with { Map = map }, entries, month, out _)?.Field;

        Assert.Equal("account-map", GeneralLedger.ToPost(Closing.None, entries, Month(2026, 5), out _)?.Field);
        Assert.Equal("accounts.receivable", Field(Map with { Accounts = Map.Accounts.Remove(AccountKind.Receivable) }, Month(2026, 5)));
        Assert.Equal("dimensions.customer.anthropic",
            Field(Map with { Dimensions = [Map.Dimensions[0] with { Values = ImmutableSortedDictionary<Slug, string>.Empty.Add(Deal.Other, "C-1") }] }, Month(2026, 5)));
        Assert.Equal("between-entities", Field(Map with { BetweenEntities = null }, Month(2026, 6)));
        Assert.Null(Field(Map, Month(2026, 6)));
    }

    // What is for one contract stands in one batch, so that each sums to zero however many there are.
    [Fact]
    public void Many_lines_go_in_several_batches()
    {
        var lines = Enumerable.Range(0, 150).SelectMany(i => new[] { Line($"c{i:000}", 1m), Line($"c{i:000}", -1m) }).ToList();
        var batches = GeneralLedger.Batches(Closing.None, Month(2026, 5), lines).ToList();

        Assert.Equal([("GL-0000001", 200), ("GL-0000002", 100)], batches.Select(batch => (batch.Id, batch.Lines.Length)));
        Assert.All(batches, batch => Assert.True(Balances(batch)));

        static LedgerLine Line(string contract, decimal amount) => new(new(Slug.Of(contract), AccountKind.Revenue, "US01", amount > 0 ? "1" : "2", "", "USD"), amount);
    }

    static bool Balances(LedgerBatch batch) => batch.Lines.Length <= LedgerBatch.MostLines && batch.Lines.All(line => line.Amount != 0)
        && batch.Lines.GroupBy(line => (line.Key.Entity, line.Key.Currency)).All(group => group.Sum(line => line.Amount) == 0);

    static IEnumerable<(LedgerKey, decimal)> Sums(Book book) => book.Closing.Batches.SelectMany(batch => batch.Lines).GroupBy(line => line.Key)
        .Select(group => (group.Key, Sum: group.Sum(line => line.Amount)))
        .Where(line => line.Sum != 0).OrderBy(line => line.Key);
}
