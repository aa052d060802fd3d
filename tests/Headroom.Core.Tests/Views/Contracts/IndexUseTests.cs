using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class IndexUseTests
{
    // From May 2027 and every year after it the fee follows 'prices' of February, first since February 2026.
    static readonly Indexation Yearly = new("rise", "prices", Month(2026, 2), Day(2027, 5, 1), 12, 3, 1m, null, null);

    static readonly Book Indexed = Ready.Told(At(2026, 4, 20), new SignContract(With(Fee((Start, 1_000_000m)), Yearly)));

    // Law: a value is missing for the next invoice exactly where that invoice is refused, whatever was published and whichever month is next.
    [Fact]
    public void What_is_missing_is_what_an_invoice_waits_for() =>
        Prop.ForAll(Gen.Elements(Month(2026, 2), Month(2027, 2), Month(2028, 2)).ArrayOf().ToArbitrary(), Gen.Choose(0, 36).ToArbitrary(), (published, ahead) =>
        {
            var book = Indexed.Told(At(2028, 6, 1), [.. published.Distinct().Select(month => Value(month, 300m))]);
            var (billed, follower) = (Month(2026, 5).PlusMonths(ahead), Follower(book, Month(2026, 5).PlusMonths(ahead)));
            return follower.Missing.Length == 0 == IssueInvoices.Unknown(book.SoldByIndex, billed) is null && follower.Missing.All(month => !published.Contains(month));
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // May 2028 looks at February 2028, and through it at 2027 and the base: all three are wanted, in order.
    [Fact]
    public void Every_value_that_an_invoice_rests_on_is_named()
    {
        var book = Indexed.Told(At(2028, 6, 1), Value(Month(2027, 2), 309m), Value(Month(2027, 3), 310m), new PublishIndex(new IndexValue("rents", Month(2028, 1), 2m, "a paper")));

        Assert.Equal([Month(2026, 2), Month(2028, 2)], Follower(book, Month(2028, 5)).Missing);
        Assert.Empty(Follower(book, Month(2027, 4)).Missing);
        Assert.Equal(["prices", "rents"], IndexUse.Of(book, Day(2028, 6, 1), null).Select(use => use.Index));
        Assert.Equal([(Month(2027, 2), 309m), (Month(2027, 3), 310m)], IndexUse.Of(book, Day(2028, 6, 1), null)[0].Values);
        Assert.Empty(IndexUse.Of(book, Day(2028, 6, 1), null)[1].Followers);
    }

    [Fact]
    public void The_next_change_is_the_first_after_the_day_and_none_after_the_last()
    {
        Assert.Equal((Day(2027, 5, 1), Month(2027, 2)), Follower(Indexed, Month(2026, 5), Start).Next);
        Assert.Equal((Day(2029, 5, 1), Month(2029, 2)), Follower(Indexed, Month(2026, 5), Day(2028, 5, 1)).Next);
        Assert.Null(Follower(Indexed, Month(2026, 5), Day(2029, 5, 1)).Next);
        Assert.Empty(IndexUse.Of(Indexed, Through.PlusDays(1), null));
    }

    static IndexFollower Follower(Book book, YearMonth billed, LocalDate? at = null) =>
        Assert.Single(IndexUse.Of(book, at ?? Day(2027, 1, 1), billed).Single(use => use.Index == "prices").Followers);

    static PublishIndex Value(YearMonth month, decimal value) => new(new IndexValue("prices", month, value, "statistical office"));
}
