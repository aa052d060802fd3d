using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views.Disclosure;
using NodaTime;
using static Headroom.Core.Tests.Deal;
using static Headroom.Core.Tests.Views.Disclosure.Packs;

namespace Headroom.Core.Tests.Views.Disclosure;

public sealed class OwedTests
{
    static readonly Terms Rented = Agreed
        with
    { Contract = Slug.Of("rented"), Seller = Deal.Other, Buyer = Us, Legs = [Fee((Start, 31_000_000m)), AfterLockIn with { By = Side.Buyer }] };

    // Notice from 1 August on ends it on 30 October: three whole months and 30 of October's 31 days.
    [Fact]
    public void What_we_owe_runs_to_the_first_day_on_which_we_can_leave()
    {
        var pack = Of(Told((At(2026, 4, 21), new SignContract(Rented))), June);

        Assert.Equal((123_000_000m, 123_000_000m), (Amount(pack, "obligations.2026"), Amount(pack, "obligations.total")));
        Assert.Equal((35 * 31_000_000m, 31_000_000m), (Amount(pack, "obligations.stated"), Amount(pack, "purchased.month")));
        Assert.DoesNotContain(pack.Figures, figure => figure.Name == "obligations.2027");
    }

    [Fact]
    public void Without_a_right_to_leave_every_year_of_the_term_is_owed()
    {
        var pack = Of(Told((At(2026, 4, 21), new SignContract(Rented with { Legs = [Fee((Start, 31_000_000m)), AfterLockIn with { By = Side.Seller }] }))), June);

        Assert.Equal([6, 12, 12, 5], new[] { 2026, 2027, 2028, 2029 }.Select(year => (int)(Amount(pack, $"obligations.{year}") / 31_000_000m)));
    }
}
