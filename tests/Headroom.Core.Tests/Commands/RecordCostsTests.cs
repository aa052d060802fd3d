using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class RecordCostsTests
{
    static readonly Currency Usd = Currency.Usd;
    static readonly Slug Chat = Slug.Of("chat");
    static readonly Asset Servers = new(Slug.Of("servers"), new(CostHomeKind.Block, Slug.Of("c1")), 1_000m, Usd, Day(2026, 1, 1), 60, 100m, StraightLine.ByMonths);
    static readonly Expense Staff = new(Slug.Of("staff"), new(CostHomeKind.Site, Memphis), "staff", Month(2026, 1), null, 10m, Usd, true);
    static readonly Outage Row = new(Slug.Of("row"), Colossus, new Gpus(8), Day(2026, 6, 1), null);
    static readonly ProductRevenue Sales = new(Chat, Month(2026, 2), 5m, Usd, "ledger");
    static readonly CostPolicy Policy = new(Month(2026, 1), ImmutableSortedDictionary<Slug, OwnUseIn>.Empty.Add(Chat, OwnUseIn.CostOfRevenue), new TransferAtPrice(2m, Usd));

    static readonly Book WithChat = Ready.Told(At(2026, 3, 2), Using("chat", 100));

    [Fact]
    public void What_is_said_again_under_an_id_takes_the_place_of_what_was_said()
    {
        var book = WithChat.Told(At(2026, 3, 2), new RecordAsset(Servers), new RecordAsset(Servers with { Amount = 2_000m }), new RecordExpense(Staff),
            new RecordExpense(Staff with { Monthly = 20m }),
            new RecordOutage(Row), new RecordOutage(Row with { Through = Day(2026, 6, 9) }), new RecordProductRevenue(Sales), new RecordProductRevenue(Sales with { Amount = 6m }),
            new SetCostPolicy(Policy));

        Assert.Equal(2_000m, Assert.Single(book.Outlays.Assets).Value.Amount);
        Assert.Equal(20m, Assert.Single(book.Outlays.Expenses).Value.Monthly);
        Assert.NotNull(Assert.Single(book.Outlays.Outages).Value.Through);
        Assert.Equal(6m, Assert.Single(book.Outlays.Products).Value.Amount);
        Assert.Equal(OwnUseIn.CostOfRevenue, book.Outlays.PolicyIn(Month(2026, 5)).Of(Chat));
    }

    [Fact]
    public void Assets_that_cannot_be_are_refused()
    {
        Refuses(new RecordAsset(Servers with { Home = new(CostHomeKind.Block, Slug.Of("none")) }), RefusalCode.NotFound, "block");
        Refuses(new RecordAsset(Servers with { Home = new(CostHomeKind.Pool, Slug.Of("none")) }), RefusalCode.NotFound, "pool");
        Refuses(new RecordAsset(Servers with { Home = new(CostHomeKind.Site, Slug.Of("none")) }), RefusalCode.NotFound, "site");
        Refuses(new RecordAsset(Servers with { Amount = -1m }), RefusalCode.OutOfRange, "amount");
        Refuses(new RecordAsset(Servers with { LifeMonths = 0 }), RefusalCode.OutOfRange, "life-months");
        Refuses(new RecordAsset(Servers with { Salvage = 1_001m }), RefusalCode.OutOfRange, "salvage");
    }

    [Fact]
    public void A_revision_is_kept_and_one_that_cannot_be_is_refused()
    {
        var book = WithChat.Told(At(2026, 3, 2), new RecordAsset(Servers), new ReviseAsset(Servers.Id, new(Day(2026, 7, 1), 30, 0)));
        void Refused(ReviseAsset revise, RefusalCode code, string field) => book.Refuses(At(2026, 3, 2), revise, code, field);

        Assert.Equal(Day(2029, 1, 1), book.Outlays.Assets[Servers.Id].End);
        Refused(new(Slug.Of("none"), new(Day(2026, 7, 1), 30, 0)), RefusalCode.NotFound, "asset");
        Refused(new(Servers.Id, new(Day(2025, 7, 1), 30, 0)), RefusalCode.DatesUpsideDown, "from");
        Refused(new(Servers.Id, new(Day(2026, 6, 1), 30, 0)), RefusalCode.Superseded, "from");
        Refused(new(Servers.Id, new(Day(2026, 8, 1), 601, 0)), RefusalCode.OutOfRange, "remaining-months");
        Refused(new(Servers.Id, new(Day(2026, 8, 1), 30, 1_000m)), RefusalCode.OutOfRange, "salvage");
        book.Told(At(2026, 3, 2), new ReviseAsset(Servers.Id, new(Day(2026, 8, 1), 0, 0)))
            .Refuses(At(2026, 3, 2), new ReviseAsset(Servers.Id, new(Day(2026, 9, 1), 1, 0)), RefusalCode.DatesUpsideDown, "from");
    }

    [Fact]
    public void Expenses_and_outages_that_cannot_be_are_refused()
    {
        Refuses(new RecordExpense(Staff with { Monthly = -1m }), RefusalCode.OutOfRange, "monthly");
        Refuses(new RecordExpense(Staff with { Through = Month(2025, 12) }), RefusalCode.DatesUpsideDown, "through");
        Refuses(new RecordOutage(Row with { Pool = Slug.Of("none") }), RefusalCode.NotFound, "pool");
        Refuses(new RecordOutage(Row with { Gpus = new Gpus(-1) }), RefusalCode.OutOfRange, "gpus");
        Refuses(new RecordOutage(Row with { Through = Day(2026, 5, 31) }), RefusalCode.DatesUpsideDown, "through");
    }

    [Fact]
    public void A_customer_that_belongs_to_us_is_a_workload_of_the_cost_policy()
    {
        var policy = new SetCostPolicy(Policy with { Products = ImmutableSortedDictionary<Slug, OwnUseIn>.Empty.Add(Buyer, OwnUseIn.CostOfRevenue) });

        Assert.Equal("products.anthropic", Assert.IsType<Refused>(policy.Decide(SignedBook, At(2026, 6, 20))).Refusal.Field);
        Assert.IsType<Accepted>(policy.Decide(SignedBook.Told(At(2026, 6, 16), new AcquireCustomer(new CustomerAcquired(Buyer, Day(2026, 6, 16), "8-K"))), At(2026, 6, 20)));
    }

    [Fact]
    public void Revenue_and_policies_of_unknown_workloads_or_months_to_come_are_refused()
    {
        Refuses(new RecordProductRevenue(Sales with { Workload = Slug.Of("chta") }), RefusalCode.NotFound, "product-revenue");
        Refuses(new RecordProductRevenue(Sales with { Amount = -1m }), RefusalCode.OutOfRange, "amount");
        Refuses(new RecordProductRevenue(Sales with { Month = Month(2026, 3) }), RefusalCode.InTheFuture, "month");
        Refuses(new SetCostPolicy(Policy with { Products = Policy.Products.Add(Slug.Of("chta"), OwnUseIn.CostOfRevenue) }), RefusalCode.NotFound, "products.chta");
        Refuses(new SetCostPolicy(Policy with { Price = new TransferAtPrice(-1m, Usd) }), RefusalCode.OutOfRange, "transfer.per-gpu-hour");
    }

    static void Refuses(Command command, RefusalCode code, string field) => WithChat.Refuses(At(2026, 3, 2), command, code, field);
}
