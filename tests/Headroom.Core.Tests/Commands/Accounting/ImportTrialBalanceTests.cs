using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Tests.Views;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class ImportTrialBalanceTests
{
    static readonly TrialBalanceRow Row = new("US01", "1100", "USD", 625m);
    static readonly ImportTrialBalance Good = new(Day(2026, 5, 31), [Row, Row with { Account = "9999" }], "tb.csv");
    static readonly Book Mapped = Ready.Told(At(2026, 6, 1), new SetAccountMap(GeneralLedgerTests.Map));

    [Fact]
    public void Each_reason_to_refuse_a_trial_balance()
    {
        Ready.Refuses(At(2026, 6, 1), Good, RefusalCode.NotFound, "account-map");
        Mapped.Refuses(At(2026, 6, 1), Good with { AsOf = Day(2026, 5, 30) }, RefusalCode.OutOfRange, "as-of");
        Mapped.Refuses(At(2026, 6, 1), Good with { AsOf = Day(2026, 6, 30) }, RefusalCode.InTheFuture, "as-of");
        Mapped.Refuses(At(2026, 6, 1), Good with { Rows = [Row with { Account = "9999" }] }, RefusalCode.NotFound, "account");
        Mapped.Refuses(At(2026, 6, 1), Good with { Rows = [Row, Row with { Balance = 1m }] }, RefusalCode.AlreadyExists, "account");
        Mapped.Refuses(At(2026, 6, 1), Good with { Rows = [Row with { Currency = "XYZ" }] }, RefusalCode.UnknownUnit, "currency");
    }

    [Fact]
    public void Only_accounts_that_the_map_names_are_kept_and_a_later_one_takes_the_place()
    {
        var kept = Mapped.Told(At(2026, 6, 1), Good, Good with { Source = "tb2.csv" }).Closing.TrialBalances[Day(2026, 5, 31)];

        Assert.Equal((1, 1, "tb2.csv"), (kept.Rows.Length, kept.Others, kept.Source));
    }
}
