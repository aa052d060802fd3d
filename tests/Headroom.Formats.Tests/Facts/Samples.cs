using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Demand;
using Headroom.Core.Documents;
using Headroom.Core.Expenditure;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Formats.Demand;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Formats.Tests.Facts;

/// <summary>One fact of every kind, with every optional field said.</summary>
static class Samples
{
    static readonly string Digest = new('a', 64);

    public static ImmutableArray<int> Hours { get; } = [100, 120, 80];

    /// <summary>Gives the hours of the sample's exhibit.</summary>
    public static byte[]? Exhibit(string digest) => digest == Digest ? HourlyExhibit.Write(Hours) : null;

    static Core.Contracts.Terms Full => Agreed with
    {
        NetDays = 45,
        Revenue = RevenuePolicy.CapacityOverTerm,
        Legs = [.. Agreed.Legs, new ProRata(Colossus, Day(2026, 9, 30)),
            (AtOnce with { By = Side.Buyer, NoEndBefore = Day(2026, 7, 31), Length = Months(3), Early = EarlyNotice.Deemed, LastDay = LastDayRule.EndExclusive }), .. Clauses],
        Assumptions = [Ramp],
        Sources = [new Source(Day(2026, 6, 3), "S-1/A", "after an initial three-month period, 90 days' notice")],
    };

    static ImmutableArray<Leg> Clauses =>
    [
        new Once("stock", Start, -350_000_000m, "shares given to the customer"),
        new Usage("compute", "gpu-hours", 2.50m, 3_000_000m, 3, 3.00m),
        new Usage("carried", "node-hours", 2.50m, 3_000_000m, 3, 3.00m) { Bands = [new(1_000m, 2.75m)], Carry = new(0.2m, 2, true) },
        new BulkCredits("hours", "cpu-hours", [new(Start, 1_000m, 2m, Day(2026, 12, 31))], 2.50m, true),
        new Escalator("rise", 0.03m, Day(2027, 5, 1), 12),
        new Support(Slug.Of("parent-one"), 1_000_000.50m, Day(2027, 1, 31), 10, 30),
        new ChangeOfControl("control", Side.Buyer, 30, 60),
        new Extension("option", Side.Buyer, 12, Months(9), Days(90), 2, new(0.03m, null, null)),
        new Extension("other option", Side.Either, 6, Months(6), Months(3), 1, new(null, "fee", 500m)),
        new Indexation("index", "consumer-prices", Month(2025, 10), Day(2027, 5, 1), 12, 3, 0.5m, 0.01m, 0.04m),
        new Power("energy", "kwh", [new(Start, 0.10m)], null, new("computers-kwh", 1.3m), 50_000m, 3),
        new Power("more energy", "kwh", [], "energy-cost", null, null, 1),
        new Sla("credit", "down-minutes", "excluded-minutes", [new(0.999m, 0.1m), new(0.99m, 0.25m)], 0.3m, 1_000_000m),
        new Sla("claimed credit", "down-minutes", "excluded-minutes", [new(0.999m, 0.1m)], 0.3m, null) { ClaimDays = 10, Cites = new("services agreement", "7.3", Digest) },
        new Sla("judged credit", "node-down", "node-excluded", [new(0.999m, 0.1m)], 0.3m, null)
        {
            ToleranceMinutes = 30.5m,
            States = new(Colossus, [new(Slug.Of("xid-"), true, NodeState.Down, 5), new(Slug.Of("throttled"), false, NodeState.Degraded, 0)], 0.5m, 48, new(220_000)),
        },
        AfterLockIn with { By = Side.Seller, FeeShare = 0.25m },
        new Prepayment("advance", [(Start, 200_000_000m), (Day(2026, 6, 15), 0.50m)], Month(2028, 5), 12),
    ];

    static Assumption Ramp => new("ramp-fee", 625_000_000m, "USD a month", 0m, 1_250_000_000m, "half",
        ImmutableSortedDictionary<string, decimal>.Empty.Add("half", 625_000_000m).Add("inferred", 761_865_000.50m), "reported as reduced");

    public static IEnumerable<FactBody> All =>
    [
        new BookOpened(Us, true, Chicago, "TZDB: 2025b (mapping: $Revision$)"),
        new ClockMoved(At(2026, 6, 30) + NodaTime.Duration.FromMilliseconds(1)),
        new PolicySet(new Policy(0.05m, 14, 400, 7)),
        new AssumptionMade(Ramp),
        new PartyNamed(Buyer, Digest),
        new PartyDescribed(Buyer, Digest),
        new SiteAdded(new Site(Memphis, Slug.Of("tennessee"), "America/Chicago",
            Timeline<Kilowatts>.Of(Kilowatts.Zero, [(At(2026, 5, 1), new Kilowatts(150_000)), (At(2026, 7, 1), new Kilowatts(299_900.5m))]))),
        new PoolAdded(new Pool(Colossus, Memphis, Slug.Of("hopper"), new Gpus(8), Whole, new Gpus(2_000))),
        new SupplyPlanned(Block("c1", 220_000) with { Retires = Day(2031, 1, 1) }),
        new SupplyEnergised(Slug.Of("c1"), Day(2025, 1, 1)),
        new DemandRecorded(Digest, new History(Colossus, Slug.Of("grok"), At(2026, 3, 1), Hours, 1)),
        new DemandMoved(Slug.Of("grok"), Slug.Of("colossus-2"), Start),
        new AssetRecorded(new(Slug.Of("servers"), new(CostHomeKind.Block, Slug.Of("c1")), 36_000_000.50m, Currency.Usd, Day(2026, 1, 1), 60, 1_000_000m, StraightLine.ByDays)),
        new AssetRevised(Slug.Of("servers"), new(Day(2027, 1, 1), 36, 500_000m)),
        new TariffRecorded(new(Slug.Of("grid"), Memphis, Day(2026, 1, 1), Day(2026, 12, 31), 0.0825m, Currency.Usd, new AtPue(1.83m, 1.15m))),
        new ExpenseRecorded(new(Slug.Of("staff"), new(CostHomeKind.Site, Memphis), "operations staff", Month(2026, 1), Month(2026, 12), 120_000m, Currency.Usd, false)),
        new OutageRecorded(new(Slug.Of("row-7"), Colossus, new Gpus(50), Day(2026, 6, 11), Day(2026, 6, 20))),
        new UseMeasured(new(Colossus, Month(2026, 6), 540_000.5m, 432_000m, 144_000m, ImmutableSortedDictionary<Slug, decimal>.Empty.Add(Slug.Of("chat"), 144_000m), "accounting")),
        new ProductRevenueRecorded(new(Slug.Of("chat"), Month(2026, 6), 400_000.25m, Currency.Usd, "ledger")),
        new CostPolicySet(new(Month(2026, 1), ImmutableSortedDictionary<Slug, OwnUseIn>.Empty.Add(Slug.Of("chat"), OwnUseIn.CostOfRevenue),
            new TransferAtPrice(2.5m, Currency.Usd))),
        new DemandPlanned(new Launch(Slug.Of("agents"), Slug.Of("agents"), Start, new Estimate(12_000, 20_000, 35_000), 20, 0.8m, "assistant for firms"), Colossus),
        new DemandPlanned(new Retirement(Slug.Of("chat-end"), Slug.Of("chat"), Start, 14, 1, ""), null),
        new DemandPlanned(new Growth(Slug.Of("base"), Slug.Of("grok"), Start, new Estimate(0.01m, 0.03m, 0.06m), Day(2027, 4, 30), 0.6m, ""), null),
        new DemandPlanned(new Hardware(Slug.Of("new-racks"), Slug.Of("grok"), Start, new Estimate(0.5m, 0.6m, 0.8m), 60, 1, ""), null),
        new DemandCancelled(Slug.Of("agents"), Slug.Of("agents"), "put off"),
        new DemandBased(Slug.Of("grok"), new DemandBasis(true, 0.15m)),
        new NeedFiled(new Need(Slug.Of("launch"), Slug.Of("chat"), Colossus, [new(Start, new Gpus(4_000)), new(Day(2026, 7, 1), new Gpus(8_000))], Day(2026, 12, 31), 0.6m,
            new Gpus(800), "launch of the assistant")),
        new NeedEnded(Slug.Of("launch"), "put off"),
        new RecallRequested(new RecallRequest(Slug.Of("run-9"), Slug.Of("training"), Colossus, new Gpus(20_000), Day(2027, 1, 1), "a larger model", null)),
        new RecallAnswered(Slug.Of("run-9"), new RecallAnswer(Day(2026, 8, 3), true, "in the plan")),
        new BlockNamed(new HandoverBlock(Slug.Of("hall-a"), Colossus, new Gpus(4_608), ["hall-a-[001-288]", "hall-a-[289-576]"], "own fabric partition")),
        new BlockMoved(Slug.Of("hall-a"), new BlockMove(BlockState.Assigned, At(2026, 5, 1), Id, "certificate 17", "handover protocol 3")),
        new ReclaimAsked(new ReclaimCase(Slug.Of("run-9"), Id, "reclaim credit", new Gpus(200), Day(2026, 9, 15), At(2026, 8, 10), [Slug.Of("row-1"), Slug.Of("row-2")],
            "a larger model")),
        new ReclaimMoved(Slug.Of("run-9"), new ReclaimMove(ReclaimStage.Noticed, At(2026, 8, 10), Day(2026, 9, 1), "letter of 10 August")),
        new ContractSigned(Full) { Quote = new QuoteNamed(2, Departs: true) },
        new DraftSaved(Agreed),
        new QuoteMade(2, Agreed, Day(2026, 4, 30), Holds: true),
        new QuoteEnded(Id, 2, QuoteEnd.Declined, "another supplier is cheaper"),
        new ContractClosed(Id),
        new QuotaApplied(Slug.Of("north"), 26, At(2026, 7, 1), Digest, new('b', 64), true, 2,
            ["account anthropic: colossus-1 110000 -> 220000 GPUs", "account own: colossus-1 220000 -> 110000 GPUs"]),
        new PlanApproved(Slug.Of("north"), new('b', 64)),
        new DriftSeen(Slug.Of("north"), At(2026, 7, 2), new('b', 64), ["account anthropic: colossus-1 110000 -> 220000 GPUs"]),
        new ContractAmended(Full, Day(2026, 10, 1), Treatment.Prospective, Day(2026, 12, 1)),
        new NoticeGiven(Id, new Notice(Side.Buyer, Day(2026, 9, 10), Day(2026, 12, 9))),
        new CapacityDelivered(Id, new Delivery(Colossus, Start, new Gpus(99_000))),
        new InvoiceIssued(new Invoice("INV-0000002", Id, Us, Buyer, Month(2026, 6), Currency.Usd, Day(2026, 7, 1), Day(2026, 7, 31),
            [new InvoiceLine("fee", Month(2026, 5), 312_500_000.00m, -312_500_000.00m, true), new InvoiceLine("fee", Month(2026, 6), 625_000_000.00m, 312_500_000.00m, false)])),
        new ContractEventRecorded(Id, new SupportCalled(Day(2026, 8, 3), "INV-0000001", 1_250.50m)),
        new ContractEventRecorded(Id, new SteppedIn(Day(2026, 8, 20), Day(2026, 10, 1))),
        new ContractEventRecorded(Id, new ControlChanged(Day(2026, 8, 3), Side.Buyer, Other)),
        new ContractEventRecorded(Id, new ControlConsented(Day(2026, 8, 20), Side.Buyer, "letter of 19 August")),
        new ContractEventRecorded(Id, new ExtensionExercised(Day(2028, 12, 1), "option", Side.Buyer)),
        new ContractEventRecorded(Id, new ContractAssigned(Day(2026, 7, 9), Other, Day(2026, 8, 1), "letter of 8 July")),
        new ContractEventRecorded(Id, new BackstopCalled(Day(2026, 7, 9), "unsold capacity", new Gpus(400), Day(2026, 8, 8), Day(2026, 10, 31))),
        new ContractEventRecorded(Id, new FirstRefusalOffered(Day(2026, 7, 9), "further capacity", Other, 2)),
        new ContractEventRecorded(Id, new FirstRefusalExercised(Day(2026, 7, 20), "further capacity", Other)),
        new ContractEventRecorded(Id, new FirstRefusalWaived(Day(2026, 7, 20), "further capacity", Other)),
        new ContractEventRecorded(Id, new LowerPriceClaimed(Day(2026, 7, 20), "price", Other)),
        new PartAssigned(Id, Slug.Of("google-part"), Other, Day(2026, 8, 1), 3, 8, Day(2026, 7, 9), "letter of 8 July"),
        new ContractEventRecorded(Id, new CreditClaimed(Day(2026, 7, 9), "claimed credit", Month(2026, 6), "node logs of 7 June")),
        new ContractEventRecorded(Id, new TrancheReady(Day(2026, 5, 11), "second", "handover protocol 2")),
        new ContractEventRecorded(Id, new TrancheAccepted(Day(2026, 5, 14), "second", ["burn-in", "all-reduce"], "test report 2")),
        new ContractEventRecorded(Id, new TrancheRejected(Day(2026, 5, 14), "second", "all-reduce below the promised rate")),
        new ContractEventRecorded(Id, new TrancheTerminated(Day(2026, 8, 14), "third", "not ready")),
        new IndexPublished(new IndexValue("consumer-prices", Month(2025, 10), 309.25m, "statistical office")),
        new ContractEventRecorded(Id, new PartReleased(Day(2026, 7, 2), "give back", new Gpus(400))),
        new ContractEventRecorded(Id, new NoticeContested(Day(2026, 7, 15), Side.Seller, "signed by one officer only")),
        new ContractEventRecorded(Id, new NoticeConfirmed(Day(2026, 7, 20), Side.Seller)),
        new ContractEventRecorded(Id, new NoticeWithdrawn(Day(2026, 8, 20), "letter of both sides")),
        new ContractEventRecorded(Id, new BreachNotified(Day(2026, 8, 3), "breach", Side.Buyer, "service failure", "outages of July")),
        new ContractEventRecorded(Id, new BreachCured(Day(2026, 8, 20), "breach", "no outage since")),
        new ContractEventRecorded(Id, new TerminatedForCause(Day(2026, 9, 15), "breach", "outages went on")),
        new ContractEventRecorded(Id, new ServicePaused(Day(2026, 5, 10), "pause", Side.Buyer, Day(2026, 6, 1), Day(2026, 6, 30))),
        new ContractEventRecorded(Id, new ServiceResumed(Day(2026, 6, 21), "pause")),
        new ContractEventRecorded(Id, new CapacityReclaimed(Day(2026, 8, 10), "reclaim credit", new Gpus(200), Day(2026, 9, 1))),
        new ContractEventRecorded(Id, new CapacityReturned(Day(2026, 10, 1), "reclaim credit", new Gpus(200))),
        new ContractEventRecorded(Id, new ReclaimOptedIn(Day(2026, 8, 1), "reclaim credit", "head of infrastructure", "letter of 1 August")),
        new ContractEventRecorded(Id, new ReclaimWithdrawn(Day(2026, 8, 20), "reclaim credit", new Gpus(200), Day(2026, 9, 1))),
        new ContractEventRecorded(Id, new SubstitutionProposed(Day(2026, 7, 1), "like kind", "blackwell", "end of life")),
        new ContractEventRecorded(Id, new SubstitutionConsented(Day(2026, 7, 5), "like kind")),
        new ContractEventRecorded(Id, new SubstitutionRefused(Day(2026, 7, 5), "like kind", "slower")),
        new ContractEventRecorded(Id, new SubstitutionMade(Day(2026, 8, 11), "like kind", "handover protocol")),
        new QuantityObserved(Id, new Quantity("gpu-hours", Month(2026, 6), 900_000.5m, "meter export of 1 July")),
        new SourceDescribed(new UsageSource(Slug.Of("slurm-memphis"), Colossus, UsageMeasure.Allocated, "gpu-hours",
            ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
                [KeyValuePair.Create("tenant_a", new UsageHolder(Id, false)), KeyValuePair.Create("training", new UsageHolder(Slug.Of("grok"), true))]))),
        new UsageSealed(Slug.Of("slurm-memphis"), Month(2026, 6), 2, Digest,
            ImmutableSortedDictionary<Slug, long>.Empty.Add(Id, 3_240_000_000_000).Add(Slug.Of("grok"), 3_600), 7_200, 3),
        new ConditionRecorded(new NodeCondition("dcgm n17 xid-79", Colossus, "n17", new(8), Slug.Of("xid-79"), At(2026, 6, 3), At(2026, 6, 4))
        {
            Contract = Id, Cause = ConditionCause.Maintenance, Noticed = At(2026, 6, 1), Evidence = "ticket 4711",
        }),
        new AvailabilityStated(Id, new StatedAvailability("credit", Month(2026, 6), 612.5m, 60m, "monitoring of the buyer, export 17") { Dispute = "DSP-0000001" }),
        new IncidentOpened(new Incident(Slug.Of("row-7"), IncidentKind.Maintenance, Colossus, new(64), default, At(2026, 6, 3), At(2026, 6, 4), "new pumps")
            { Nodes = ["n1", "n2"], Noticed = At(2026, 5, 20) }),
        new IncidentClosed(Slug.Of("row-7"), At(2026, 6, 4)),
        new MonthClosed(Month(2026, 6), 1),
        new MonthReopened(Month(2026, 6), Slug.Of("controller"), "the reading of June came late"),
        new StepPrepared(Month(2026, 6), Slug.Of("usage"), Slug.Of("accountant"), "all meters read"),
        new StepReviewed(Month(2026, 6), Slug.Of("usage"), Slug.Of("controller"), ""),
        new AccountMapSet(new AccountMap("US01", ImmutableSortedDictionary<AccountKind, string>.Empty.Add(AccountKind.Receivable, "1200").Add(AccountKind.Revenue, "4000"))
        {
            Entities = ImmutableSortedDictionary<Slug, string>.Empty.Add(Id, "US02"),
            Rules = [new AccountRule(AccountKind.Revenue, Id, null, null, "4010"), new AccountRule(AccountKind.Tax, null, Buyer, Slug.Of("us-tn"), "2210")],
            Dimensions = [new Dimension("customer", DimensionOf.Customer, ImmutableSortedDictionary<Slug, string>.Empty.Add(Buyer, "C-100"), "none")],
            BetweenEntities = "1900",
            YearStarts = 7,
        }),
        new LedgerPosted(new LedgerBatch("GL-0000001", Month(2026, 6),
            [new LedgerLine(new LedgerKey(Id, AccountKind.Receivable, "US01", "1200", "customer=C-100", "USD"), 625_000_000.00m),
                new LedgerLine(new LedgerKey(null, null, "US01", "1900", "", "USD"), -625_000_000.00m)])),
        new TrialBalanceImported(new TrialBalance(Day(2026, 6, 30), [new TrialBalanceRow("US01", "1200", "USD", 625_000_000.00m)], 12, "tb-2026-06.csv")),
        new PaymentRecorded(new Payment("INV-0000001", Day(2026, 6, 10), -0.01m, Currency.Usd, "wire")),
        new ReceiptRecorded(new Receipt(Slug.Of("rct-0000001"), Buyer, Day(2026, 6, 10), 700_000_000.25m, Currency.Usd, "INV-0000001 and more", "2026061000042")),
        new CashApplied(Slug.Of("rct-0000001"), "INV-0000001", 625_000_000.00m, Day(2026, 6, 10)),
        new CashUnapplied(Slug.Of("rct-0000001"), "INV-0000001", 0.50m, Day(2026, 6, 12), "meant for INV-0000002"),
        new CreditApplied("INV-0000003", "INV-0000001", 1_000.00m, Day(2026, 7, 1)),
        new CreditUnapplied("INV-0000003", "INV-0000001", 1_000.00m, Day(2026, 7, 2), "INV-0000001 is disputed"),
        new RefundPaid(new Refund("rct-0000001", Buyer, Day(2026, 7, 3), 75_000_000.25m, Currency.Usd, "overpaid", "2026070300007")),
        new CreditGranted(Id, new Credit("INV-0000001", "fee", Month(2026, 5), Day(2026, 5, 31), 100.00m, "outage of 3 May")),
        new InvoiceVoided(new Voiding("INV-0000001", Day(2026, 7, 10), "wrong address")),
        new TaxDetermined(Id, new Tax(Month(2026, 5), [new TaxLine("sales tax", Slug.Of("us-tn"), 0.07m, 310.00m, 21.70m)], "tax engine, run 17")),
        new DisputeRaised(new Dispute("DSP-0000001", "INV-0000001", "fee", Month(2026, 5), 110.00m, Side.Buyer, Day(2026, 7, 10), "two days down", "ticket 4711")),
        new DisputeSettled("DSP-0000001", new DisputeSettlement(Day(2026, 7, 20), 60.00m, "one day was down", "INV-0000003")),
        new ReminderSent(new Reminder("INV-0000001", 2, "second reminder", Day(2026, 7, 15), 200.00m)),
        new AccountingPolicyStated(
            new AccountingPolicy(Slug.Of("reserved"), Day(2026, 7, 1), RevenuePolicy.AsInvoiced, [RpoElection.OneYear, RpoElection.RightToInvoice], Slug.Of("controller"),
                "steps reflect value")),
        new LeaseAssessed(Id, new LeaseAssessment(Day(2026, 5, 20), Identification.Serials, SubstitutionRight.NotSubstantive, UseDirected.Predetermined, Side.Seller, 0.85m, false,
            Slug.Of("controller"), "operated service")),
        new ReferenceStated(Id, new Reference(ReferenceKind.PurchaseOrder, "PO-4500017", Day(2026, 7, 1), 5_000_000.00m)),
        new FiguresFiled(Day(2026, 6, 30), "10-Q for 30 June 2026", Day(2026, 8, 14),
            [new FiledFigure("customers.quarter.anthropic.share", 0.195m, "share") { To = 0.001m, Says = "Customer B", WhyNot = "if that customer is this one" },
                new FiledFigure("rpo", 47_461_000_000m, "USD")]),
        new FigureNoted("value.headline", Day(2026, 6, 30), "as announced, all three contracts"),
        new TermsDisclosed(Id, new Source(Day(2026, 6, 3), "S-1/A", "after an initial three-month period, 90 days' notice")),
        new CustomerAcquired(Other, Day(2026, 8, 14), "8-K of 14 August 2026"),
        new PartyRelated(Other, Day(2026, 6, 5), "owns 5 to 6 percent of the seller", "press"),
        new RevenueStated(Slug.Of("ai"), "AI solutions and infrastructure", Day(2026, 4, 1), Day(2026, 6, 30), 2_194_000_000.00m, Currency.Usd,
            "10-Q, disaggregation") { IncludesSold = true },
    ];
}
