using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Demand;
using Headroom.Core.Documents;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Formats.Demand;
using Headroom.Formats.Events;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Facts;

/// <summary>
/// Reads the body of a fact by its kind. Every kind ever shipped stays readable; a newer kind is a new entry, and its reader lifts old to new.
/// </summary>
/// <param name="exhibit">Fetches an exhibit's content by its digest; null when it was erased.</param>
public sealed class FactReader(Func<string, byte[]?> exhibit)
{
    /// <summary>Every kind that can be read.</summary>
    public static ImmutableArray<string> Kinds { get; } =
    [
        .. ClusterFacts.Kinds,
        "book.opened.v1", "clock.moved.v1", "policy.set.v1", "assumption.made.v1", "party.named.v1", "party.described.v1", "site.added.v1", "pool.added.v1",
        "supply.planned.v1", "supply.energised.v1", "demand.recorded.v1", "demand.moved.v1", "contract.amended.v1",
        "notice.given.v1", "capacity.delivered.v1", "quantity.observed.v1", "invoice.issued.v1", "month.closed.v1", "payment.recorded.v1",
        .. DealFormat.Kinds, .. NeedFormat.Kinds, .. DemandEvents.Kinds, .. InvoicingFacts.Kinds, .. CostFormat.Kinds,
        .. BlockFormat.Kinds,
        .. ReclaimFormat.Kinds,
        .. ClosingFacts.Kinds,
        .. DisclosureFacts.Kinds,
        .. AccountingFormat.Kinds,
        .. PostingFacts.Kinds,
        "index.published.v1",
        "receipt.recorded.v1", "cash.applied.v1", "cash.unapplied.v1", "credit.applied.v1", "credit.unapplied.v1", "refund.paid.v1",
        .. ContractEvents.Kinds, .. MeteringFacts.Kinds,
        .. ConditionFormat.Kinds,
        .. IncidentFormat.Kinds,
    ];

    /// <summary>The fact's body; a fault means that the journal holds what this version did not write.</summary>
    public Parsed<FactBody> Read(string kind, Node node)
    {
        var faults = new List<Refusal>();
        var fields = Fields.Of(node, faults);
        var body = Read(kind, fields);
        return body is null ? new Refusal(RefusalCode.Malformed, "kind", $"'{kind}' is not a kind of fact that this version knows.")
            : Parsed<FactBody>.Of(body, faults);
    }

    FactBody? Read(string kind, Fields f) => kind switch
    {
        "book.opened.v1" => new BookOpened(f.Id("owner"), f.Bool("sandbox", false), Zone(f), f.Text("zone-data")),
        "clock.moved.v1" => new ClockMoved(f.Instant("to")),
        "policy.set.v1" => new PolicySet(Policy(f)),
        "assumption.made.v1" => new AssumptionMade(Assumptions.One(f.Map("assumption"), null)),
        "party.named.v1" => new PartyNamed(f.Id("party"), f.Text("exhibit")),
        "party.described.v1" => new PartyDescribed(f.Id("party"), f.Text("exhibit")),
        "site.added.v1" => new SiteAdded(Site(f)),
        "pool.added.v1" => new PoolAdded(Pool(f)),
        "supply.planned.v1" => new SupplyPlanned(Block(f)),
        "supply.energised.v1" => new SupplyEnergised(f.Id("block"), f.Date("on")),
        "demand.recorded.v1" => Demand(f),
        "demand.moved.v1" => new DemandMoved(f.Id("workload"), f.Id("to"), f.Date("from")),
        "contract.amended.v1" => new ContractAmended(
            TermsReader.Read(f.Map("terms"), null), f.Date("from"), f.Word("treatment", Words.Treatments), f.DateOrNone("supersedes")),
        "notice.given.v1" => new NoticeGiven(f.Id("contract"), Notice(f)),
        "capacity.delivered.v1" => new CapacityDelivered(f.Id("contract"), new Delivery(f.Id("pool"), f.Date("on"), f.Gpus("gpus"))),
        "index.published.v1" => new IndexPublished(Index(f)),
        "quantity.observed.v1" => new QuantityObserved(f.Id("contract"), Quantity(f)),
        "invoice.issued.v1" => new InvoiceIssued(Invoice(f)),
        "month.closed.v1" => new MonthClosed(f.Month("month"), (int)f.Whole("invoices", 0, int.MaxValue, "invoices")),
        "payment.recorded.v1" => new PaymentRecorded(new Payment(
            f.Text("invoice"), f.Date("received"), f.Decimal("amount", -Money.Most, Money.Most, ""), CurrencyOf(f), f.Text("reference", ""))),
        _ when ClusterFacts.Kinds.Contains(kind) => ClusterFacts.Read(kind, f),
        _ when AccountingFormat.Kinds.Contains(kind) => AccountingFormat.Read(kind, f),
        _ => DealFormat.Read(kind, f) ?? NeedFormat.Read(kind, f) ?? DemandEvents.Read(kind, f)
            ?? (ContractEvents.Read(kind, f) is { } happened ? new ContractEventRecorded(f.Id("contract"), happened)
            : CashFormat.Read(kind, f)
            ?? CostFormat.Read(kind, f)
            ?? InvoicingFacts.Read(kind, f)
            ?? ClosingFacts.Read(kind, f)
            ?? DisclosureFacts.Read(kind, f)
            ?? PostingFacts.Read(kind, f)
            ?? BlockFormat.Read(kind, f)
            ?? ConditionFormat.Read(kind, f)
            ?? ReclaimFormat.Read(kind, f)
            ?? IncidentFormat.Read(kind, f)
            ?? MeteringFacts.Read(kind, f)),
    };

    /// <summary>The policy's fields, each with the default where it is not stated.</summary>
    public static Policy Policy(Fields f) => Policy(f, HandoverFormat.Read(f));

    static Policy Policy(Fields f, ImmutableArray<HandoverStep> handover) => new(
        f.Has("risk") ? f.Share("risk", 0, 0.5m) : Core.Books.Policy.Default.Risk,
        (int)f.Whole("handover-days", 0, 90, "days", handover.Length > 0 ? handover.Sum(step => step.Days) : Core.Books.Policy.Default.HandoverDays),
        (int)f.Whole("paths", 100, 10_000, "paths", Core.Books.Policy.Default.Paths),
        (ulong)decimal.Truncate(f.Decimal("seed", 0, ulong.MaxValue, "", Core.Books.Policy.Default.Seed)))
    {
        Handover = handover,
        Materiality = f.Has("materiality") ? f.Share("materiality") : Core.Books.Policy.Default.Materiality,
        CloseSteps = ClosingFacts.Steps(f),
        SetsOff = f.WordOr("set-off", true, ("oldest-first", true), ("by-hand", false)),
        Limits = f.MapOrNone("limits") is { } limits ? NeedFormat.Limits(limits) : SaleLimits.None,
        Dunning = [.. f.ListOrNone("dunning", Core.Books.Policy.MostSteps).Select(step =>
        {
            var read = new DunningStep((int)step.Whole("days", 1, 365, "days"), step.Text("name", 60));
            step.Done();
            return read;
        })],
    };

    /// <summary>A pool's fields, in files as in facts.</summary>
    public static Pool Pool(Fields f)
    {
        var draw = f.Map("draw");
        var ratio = new PowerDraw(new Kilowatts(draw.Decimal("kilowatts", 0, Kilowatts.Most, "kW")), draw.Gpus("per-gpus", low: 1));
        draw.Done();
        return new(f.Id("pool"), f.Id("site"), f.IdOrNone("class"), new Gpus(f.Whole("block", 1, 100_000, "GPUs", 1)), ratio,
            f.Has("spare") ? f.Gpus("spare") : Gpus.Zero);
    }

    /// <summary>A supply block's fields, in files as in facts.</summary>
    public static SupplyBlock Block(Fields f) =>
        new(f.Id("supply"), f.Id("pool"), f.Gpus("gpus", low: 1), f.Date("planned"), null, f.DateOrNone("retires"));

    /// <summary>A meter's reading, in files and requests as in facts.</summary>
    public static Quantity Quantity(Fields f) =>
        new(f.Text("meter", 60), f.Month("month"), f.Decimal("quantity", 0, Core.Contracts.Quantity.Most, "units"), f.Text("evidence", "", 500));

    /// <summary>A published value of an index, in files and requests as in facts.</summary>
    public static IndexValue Index(Fields f) => new(f.Text("index", 60), f.Month("month"), f.Decimal("value", 0, IndexValue.Most, "points"), f.Text("source"));

    static Notice Notice(Fields f) => new(f.Word("by", Words.Sides), f.Date("served"), f.Date("last-day"))
    {
        DeemedServed = f.DateOrNone("deemed-served"),
        Form = f.Has("form") ? f.Text("form", 60) : null,
    };

    static Site Site(Fields f)
    {
        var zone = f.Text("zone", 60);
        var calendar = Calendar.In(zone) ?? Calendar.Utc;
        var limits = f.ListOrNone("limits", 400)
            .Select(limit => (calendar.StartOf(limit.Date("from")), new Kilowatts(limit.Decimal("kilowatts", 0, Kilowatts.Most, "kW")))).ToList();
        return new(f.Id("site"), f.IdOrNone("parent"), zone, limits.Count == 0 ? null : Timeline<Kilowatts>.Of(Kilowatts.Zero, limits));
    }

    // Without its hours the demand would read as none and more would seem sellable; such a book is not opened.
    DemandRecorded Demand(Fields f)
    {
        var (pool, workload, digest) = (f.Id("pool"), f.Id("workload"), f.Text("exhibit"));
        var (start, hours, filled) = (f.Instant("start"), (int)f.Whole("hours", 1, History.MostHours, "hours"), (int)f.Whole("filled", 0, History.MostHours, "hours"));
        var content = exhibit(digest);
        if (content is null || content.Length != hours * 4) f.Fault("exhibit", RefusalCode.NotFound, $"The exhibit {digest} with the hours of '{workload}' is missing.");
        var hourly = content is null ? ImmutableArray<int>.Empty : HourlyExhibit.Read(content);
        var busy = f.Has("busy-exhibit") ? f.Text("busy-exhibit") : null;
        var ofThem = busy is null ? null : exhibit(busy);
        if (busy is not null && ofThem?.Length != hours * 4) f.Fault("busy-exhibit", RefusalCode.NotFound, $"The exhibit {busy} with the busy hours of '{workload}' is missing.");
        return new(digest, new History(pool, workload, start, hourly, filled) { Busy = ofThem is null ? [] : HourlyExhibit.Read(ofThem) }) { BusyExhibit = busy };
    }

    static Invoice Invoice(Fields f) => InvoicingFacts.Beside(f, new(
        f.Text("number"), f.Id("contract"), f.Id("seller"), f.Id("buyer"), f.Month("period"), CurrencyOf(f), f.Date("issued"), f.Date("due"),
        [.. f.List("lines", 10_000).Select(line => new InvoiceLine(
            line.Text("charge"), line.Month("period"), Amount(line, "cumulative-due"), Amount(line, "amount"), line.Bool("adjustment", false)))]));

    static decimal Amount(Fields f, string name) => f.Decimal(name, -Money.Most * 1000, Money.Most * 1000, "");

    internal static Currency CurrencyOf(Fields f) => Currency.Of(f.Text("currency")) ?? Currency.Usd;

    static Calendar Zone(Fields f) => Calendar.In(f.Text("zone", 60)) ?? Calendar.Utc;
}
