using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Expenditure;
using Headroom.Core.Tests;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Formats.Facts;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Formats.Tests.Facts;

public sealed class FactReaderTests
{
    public static TheoryData<string> Kinds => [.. FactReader.Kinds];

    // Law: write, read, write gives the same bytes, for every kind.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_writes_the_same_bytes_after_it_was_read(string kind)
    {
        var fact = Assert.Single(Samples.All, sample => sample.Kind == kind);

        Assert.Equal(Written.Text(Bytes(fact)), Written.Text(Bytes(Read(kind, Bytes(fact)))));
    }

    // A file of every kind that was ever shipped stays readable, and what it says is still written so.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_ever_shipped_stays_readable(string kind)
    {
        using var stream = typeof(FactReaderTests).Assembly.GetManifestResourceStream($"{kind}.json");
        Assert.NotNull(stream);
        using var reader = new StreamReader(stream);
        var stored = reader.ReadToEnd().TrimEnd('\n');

        var body = Read(kind, System.Text.Encoding.UTF8.GetBytes(stored));

        Assert.Equal(kind, body.Kind);
        Assert.Equal(stored, Written.Text(Bytes(body)));
    }

    // The hours of what was down and the list of doubts came later and stand only where there are any: seals of before write as they did.
    [Fact]
    public void A_seal_keeps_the_hours_that_were_down_and_the_list_of_doubts()
    {
        var seal = Samples.All.OfType<UsageSealed>().Single() with { Hours = [0, 3_600, 7_200], Doubts = new string('d', 64) };

        var read = (UsageSealed)Read(seal.Kind, Bytes(seal));
        Assert.Equal([0, 3_600, 7_200], read.Hours);
        Assert.Equal(seal.Doubts, read.Doubts);
        var plain = Written.Text(Bytes(seal with { Hours = [], Doubts = null }));
        Assert.False(plain.Contains("hours") || plain.Contains("doubts"));
    }

    [Fact]
    public void Signed_terms_round_trip_for_random_terms() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), terms =>
            Bytes(Read("contract.signed.v1", Bytes(new ContractSigned(terms)))).AsSpan().SequenceEqual(Bytes(new ContractSigned(terms)))).Check(Laws.Seeded);

    [Fact]
    public void A_payment_without_a_reference_is_readable() => Same(new PaymentRecorded(new Payment("INV-0000001", Day(2026, 6, 10), 1m, Currency.Usd, "")));

    [Fact]
    public void A_site_without_any_power_is_not_one_without_a_limit()
    {
        var dark = new SiteAdded(new Site(Memphis, null, "UTC", Timeline<Kilowatts>.Always(Kilowatts.Zero)));

        Assert.NotNull(((SiteAdded)Read(dark.Kind, Bytes(dark))).Site.Limit);
    }

    [Fact]
    public void Optional_fields_stay_absent()
    {
        Same(new PoolAdded(new Pool(Colossus, Memphis, null, new Gpus(1), new PowerDraw(Kilowatts.Zero, new Gpus(1)), Gpus.Zero)));
        Same(new SupplyPlanned(Block("c1", 8)));
        Same(new ContractAmended(Agreed, Start, Treatment.Correction, null));
        Same(new SiteAdded(new Site(Memphis, null, "UTC", null)));
        Same(new ContractSigned(Agreed with { InvoiceGraceDays = 5 }));
        Same(new InvoiceIssued(((InvoiceIssued)Samples.All.First(sample => sample is InvoiceIssued)).Invoice
            with
        { Replaces = "INV-0000001", Credits = "INV-0000001", Reason = "goodwill", References = [new InvoiceReference(ReferenceKind.Acceptance, "A-7")] }));
        Same(new PolicySet(Policy.Default
            with
        {
            Limits = new SaleLimits
            {
                OwnFloors = [new(Colossus, new Gpus(800))],
                GreatestShare = 0.8m,
                TenorMonths = 36,
                Customers = [new(null, Currency.Usd, 1_000m, 0m), new(Other, Currency.Usd, null, null)]
            }
        }));
        Same(new PolicySet(Policy.Default with { Limits = new SaleLimits { TenorMonths = 12 } }));
        Same(new ContractSigned(Agreed) { Approved = new Approval(Slug.Of("board"), "strategic customer") });
        Same(new QuoteMade(1, Agreed, Day(2026, 4, 30), Holds: true) { Approved = new Approval(Slug.Of("board"), "strategic customer") });
        Same(new PolicySet(Policy.Default with { HandoverDays = 5, Handover = [new(BlockState.Erasing, 2), new(BlockState.BurnIn, 3)] }));
        Same(new PolicySet(Policy.Default with { Dunning = [new DunningStep(3, "reminder"), new DunningStep(14, "final demand")] }));
        Same(new ContractSigned(Agreed with { LateInterest = new LateInterest(0.01m, InterestBasis.MonthOfThirty, 3) { Disputed = DisputedInterest.WaivedIfUpheld } }));
    }

    [Fact]
    public void Every_basis_of_power_and_every_transfer_price_is_readable()
    {
        Tariff Grid(PowerBasis basis) => new(Slug.Of("grid"), Memphis, Start, null, 0.09m, Currency.Usd, basis);
        CostPolicy At(TransferPrice price) => new(Month(2026, 2), ImmutableSortedDictionary<Slug, OwnUseIn>.Empty, price);

        foreach (var basis in new PowerBasis[] { new AtDraw(0.9m), new AtTake(new Kilowatts(300_000)) }) Same(new TariffRecorded(Grid(basis)));
        foreach (var price in new TransferPrice[] { new TransferAtMarket("h100"), new TransferAtCost() }) Same(new CostPolicySet(At(price)));
        Same(new ExpenseRecorded(new(Slug.Of("staff"), new(CostHomeKind.Pool, Colossus), "staff", Month(2026, 1), null, 1m, Currency.Usd, true)));
        Same(new OutageRecorded(new(Slug.Of("row"), Colossus, new Gpus(8), Start, null)));
        Same(new UseMeasured(new(Colossus, Month(2026, 6), null, 1m, null, ImmutableSortedDictionary<Slug, decimal>.Empty, "")));
    }

    [Fact]
    public void Any_seed_that_a_policy_can_hold_is_readable() => Same(new PolicySet(Policy.Default with { Seed = ulong.MaxValue }));

    [Fact]
    public void Demand_without_its_hours_is_a_fault_and_not_no_demand()
    {
        var recorded = (DemandRecorded)Samples.All.Single(sample => sample is DemandRecorded);

        Assert.Equal((RefusalCode.NotFound, "exhibit"),
            Assert.Single(new FactReader(_ => null).Read(recorded.Kind, Node.FromJson(Bytes(recorded)).Value!).Faults) is var fault ? (fault.Code, fault.Field) : default);
        Assert.Equal(Samples.Hours, ((DemandRecorded)Read(recorded.Kind, Bytes(recorded))).History.Hourly);
    }

    [Fact]
    public void A_kind_that_is_not_known_and_a_field_that_is_missing_are_faults()
    {
        var reader = new FactReader(Samples.Exhibit);

        Assert.Equal("kind", Assert.Single(reader.Read("contract.signed.v9", Node.FromJson("{}"u8.ToArray()).Value!).Faults).Field);
        Assert.Contains(reader.Read("month.closed.v1", Node.FromJson("{\"month\":\"2026-05\"}"u8.ToArray()).Value!).Faults, fault => fault.Field == "invoices");
    }

    static void Same(FactBody fact) => Assert.Equal(Written.Text(Bytes(fact)), Written.Text(Bytes(Read(fact.Kind, Bytes(fact)))));

    static byte[] Bytes(FactBody fact) => Json.Bytes(json => FactWriter.Write(json, fact));

    static FactBody Read(string kind, byte[] bytes) => Node.FromJson(bytes).Then(node => new FactReader(Samples.Exhibit).Read(kind, node)) is { Faults.Count: 0 } read ? read.Value!
        : throw new InvalidOperationException(string.Join("\n", Node.FromJson(bytes).Then(node => new FactReader(Samples.Exhibit).Read(kind, node)).Faults));
}
