using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Documents;

public sealed class LedgerEntryTests
{
    static readonly LedgerAccount Owed = LedgerAccount.Receivable(Buyer, Id);

    // Law: whatever is moved, an entry sums to zero; nothing moves nothing.
    [Fact]
    public void An_entry_sums_to_zero() =>
        Prop.ForAll(Gen.Choose(-1_000_000, 1_000_000).ToArbitrary(), cents =>
            LedgerEntry.Move(Start, "moved", 1, Currency.Usd, cents / 100m, Owed,
                LedgerAccount.Bank).All(entry => entry.Postings.Sum(posting => posting.Amount) == 0 && entry.Postings.All(posting => posting.Amount != 0))
            && LedgerEntry.Move(Start, "moved", 1, Currency.Usd, cents / 100m, Owed, LedgerAccount.Bank).Any() == (cents != 0)).Check(Laws.Thousand);

    [Fact]
    public void A_movement_of_an_earlier_month_bears_its_name()
    {
        Assert.Equal("recognised", new LedgerCause(LedgerMove.Recognised).Text);
        Assert.Equal("catch-up of 2026-05: recognised", new LedgerCause(LedgerMove.Recognised, Month(2026, 5)).Text);
        Assert.Equal(Enum.GetValues<LedgerMove>().Length, Enum.GetValues<LedgerMove>().Select(move => new LedgerCause(move).Text).Distinct().Count());
    }

    [Fact]
    public void An_entry_belongs_to_the_month_of_its_date_unless_it_says_another() =>
        Assert.Equal(Month(2026, 5), LedgerEntry.Move(Start, "moved", 1, Currency.Usd, 1m, Owed, LedgerAccount.Bank).Single().Month);
}
