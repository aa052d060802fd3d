using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class TieOutTests
{
    static readonly AccountMap Map = GeneralLedgerTests.Map;

    // Law: a general ledger that booked every batch once ties, account by account; what differs is explained by batches or named as not ours.
    [Fact]
    public void A_general_ledger_that_booked_every_batch_ties() =>
        Prop.ForAll(InvoicingLife.Any, life =>
        {
            var facts = InvoicingLife.Facts(life).ToList();
            var (book, entries) = (RollForwardTests.Book(facts), Ledger.Entries(facts).ToImmutableArray());
            if (book.ClosedThrough is not { } last) return true;
            book = book.Told(book.RecordedAt, new SetAccountMap(Map));
            foreach (var month in facts.Select(fact => fact.Body).OfType<MonthClosed>().Select(closed => closed.Month).Distinct())
                book = book.Asked(book.RecordedAt, new PostToLedger(month, entries, book.Position));
            var theirs = Booked(book.Closing.Batches, last);
            return TieOut.Of(book.Closing, entries, theirs, out var accounts) is null
                && accounts.All(account => account is { Difference: 0, ToPost: 0, NotOurs: 0 } && account.Why.IsEmpty) && accounts.Length >= theirs.Rows.Length;
        }).Check(Laws.Seeded.WithMaxTest(300));

    // By hand: May and June are posted; the general ledger booked June twice on one account and lacks May on the other, and has 1,005 of its own on a third.
    [Fact]
    public void A_difference_says_which_batch_it_is()
    {
        var facts = RollForwardTests.Facts(With(Fee((Start, 625m), (Day(2026, 6, 1), 700m))) with { Revenue = RevenuePolicy.AsInvoiced }, new CloseMonth(Month(2026, 5)),
            new CloseMonth(Month(2026, 6)), new SetAccountMap(Map with { Entities = ImmutableSortedDictionary<Slug, string>.Empty }));
        var (book, entries) = (RollForwardTests.Book(facts), Ledger.Entries(facts).ToImmutableArray());
        book = book.Told(book.RecordedAt, new PostToLedger(Month(2026, 5), entries, book.Position));
        Assert.Equal(["700.00 USD not posted yet, of 2026-06"], Why(book, 625m, -625m, 0m)["1100"]);
        book = book.Told(book.RecordedAt, new PostToLedger(Month(2026, 6), entries, book.Position));

        var why = Why(book, 2_025m, -700m, 1_005m);
        Assert.Equal(["as if GL-0000002 were booked twice there"], why["1100"]);
        Assert.Equal(["as if GL-0000001 were not booked there"], why["4010"]);
        Assert.Equal(["1,005.00 USD there that no batch of ours explains"], why["1000"]);

        ImmutableSortedDictionary<string, ImmutableArray<string>> Why(Book seen, decimal receivable, decimal revenue, decimal bank)
        {
            var theirs = new TrialBalance(Day(2026, 6, 30), [new("US01", "1100", "USD", receivable), new("US01", "4010", "USD", revenue), new("US01", "1000", "USD", bank)],
                0, "test");
            Assert.Null(TieOut.Of(seen.Closing, entries, theirs, out var accounts));
            return accounts.ToImmutableSortedDictionary(account => account.Account, account => account.Why);
        }
    }

    // By hand: revenue of June 2026 is no balance of July 2026 in a year that begins in July; the receivable stays.
    [Fact]
    public void Income_is_counted_from_where_the_year_begins()
    {
        var facts = RollForwardTests.Facts(With(Fee((Start, 625m))), new CloseMonth(Month(2026, 5)), new CloseMonth(Month(2026, 6)), new CloseMonth(Month(2026, 7)),
            new SetAccountMap(Map with { YearStarts = 7 }));
        var book = RollForwardTests.Book(facts);

        Assert.Null(TieOut.Of(book.Closing, Ledger.Entries(facts), new TrialBalance(Day(2026, 7, 31), [], 0, "test"), out var accounts));
        Assert.Equal([("1100", 1_875m), ("4010", -625m)], accounts.Where(account => account.Ours != 0).Select(account => (account.Account, account.Ours)));
    }

    // Income and expenses begin anew with each year.
    static TrialBalance Booked(IEnumerable<LedgerBatch> batches, YearMonth last) =>
        new(RecognisedPart.Last(last),
            [.. batches.SelectMany(batch =>
                batch.Lines.Where(line => batch.Month.Year == last.Year || line.Key.Kind is not (AccountKind.Revenue or AccountKind.LateInterest or AccountKind.FinancingInterest)))
        .GroupBy(line => (line.Key.Entity, line.Key.Account, line.Key.Currency))
        .Select(group => new TrialBalanceRow(group.Key.Entity, group.Key.Account, group.Key.Currency, group.Sum(line => line.Amount)))], 0, "booked");
}
