using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Offers;

public sealed class WhatIfTests
{
    static readonly Instant Now = At(2026, 4, 20);
    static readonly LocalDate Today = Day(2026, 4, 20);

    // Law: a branch in which nothing was said differs in nothing.
    [Fact]
    public void A_branch_without_a_step_is_the_same_in_every_figure() =>
        Assert.DoesNotContain(WhatIf.Between(SignedBook, Today, [("nothing", SignedBook)]).Rows, row => row.Differs);

    // By hand: 110,000 of 220,000 GPUs sold for a year at 1,200,000 a month. 110,000 are left, the fees of three months are two whole ones and twenty days of July.
    [Fact]
    public void A_sale_takes_capacity_and_adds_backlog_bills_and_revenue()
    {
        var sold = With(Reserving((Start, 110_000)) with { Whole = null }, Fee((Start, 1_200_000m))) with { Contract = Slug.Of("sold"), Through = Day(2027, 4, 30) };
        var views = WhatIf.Between(Ready, Today, [("sold", Ready.Told(Now, new SignContract(sold)))]);
        (decimal Now, decimal Then) Of(WhatIfView view, string name) => views.Rows.Single(row => row.Name.View == view && row.Name.Name == name) is var row
            ? (row.Now, row.Then[0]) : default;

        Assert.Equal((220_000, 110_000), Of(WhatIfView.Sellable, "colossus-1, firm for 90 days"));
        Assert.Equal((0, 14_400_000), Of(WhatIfView.Backlog, "stated"));
        Assert.Equal((0, 2_400_000m + 774_193.55m), Of(WhatIfView.Billed, "next 3 months"));
        Assert.Equal(Of(WhatIfView.Billed, "next 3 months"), Of(WhatIfView.Revenue, "next 3 months"));
        Assert.Equal((0, 100), Of(WhatIfView.Concentration, "greatest customer, of the enforceable backlog"));
    }

    // By hand: 1,000 GPUs come in September and 800 of them are sold from October. Three months later they are not there in October and November.
    [Fact]
    public void A_slip_shows_what_is_sold_and_not_there()
    {
        var north = Slug.Of("north");
        var sold = With(new Reserve(north, null, [new ReserveStep(Day(2026, 10, 1), new Gpus(800))]), Fee((Day(2026, 10, 1), 1m)))
            with
        { Contract = Slug.Of("sold"), From = Day(2026, 10, 1), Through = Day(2027, 4, 30) };
        var book = Ready.Told(Now, new AddPool(new Pool(north, Memphis, null, new Gpus(8), new PowerDraw(Kilowatts.Zero, new Gpus(1)), Gpus.Zero)),
            new PlanSupply(Block("next", 1_000) with { Pool = north, Planned = Day(2026, 9, 1) }), new SignContract(sold));

        var row = Assert.Single(WhatIf.Between(book, Today, [("slip", new SupposeSlip(Memphis, 3).Apply(book, Now).Book)]).Rows, row => row.Name.View == WhatIfView.Oversold);

        Assert.Equal(("north, beyond supply at the most in 365 days", 0m, 800m), (row.Name.Name, row.Now, row.Then[0]));
    }

    [Fact]
    public void Quotes_that_could_be_signed_are_counted_before_and_after()
    {
        var quoted = With(Reserving((Start, 150_000)) with { Whole = null }, Fee((Start, 1m))) with { Contract = Slug.Of("quoted"), Through = Day(2027, 4, 30) };
        var book = Ready.Told(Now, new MakeQuote(quoted, Day(2026, 5, 30), Holds: false));
        var after = book.Told(Now, new SignContract(quoted with { Contract = Slug.Of("other") }));

        var row = WhatIf.Between(book, Today, [("other", after)]).Rows.Single(row => row.Name.View == WhatIfView.Acceptance);

        Assert.Equal((1m, 0m), (row.Now, row.Then[0]));
    }
}
