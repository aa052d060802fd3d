using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Formats.Events;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Facts;

/// <summary>Writes the body of a fact as JSON. What is stored is these bytes and nothing else; the order of fields never changes.</summary>
public static class FactWriter
{
    public static void Write(Utf8JsonWriter json, FactBody body)
    {
        json.WriteStartObject();
        Body(json, body);
        json.WriteEndObject();
    }

    static void Body(Utf8JsonWriter json, FactBody body)
    {
        switch (body)
        {
            case BookOpened fact: Opened(json, fact); break;
            case ClockMoved fact: json.Time("to", fact.To); break;
            case PolicySet fact: Policy(json, fact.Policy); break;
            case AssumptionMade fact: json.WritePropertyName("assumption"); TermsWriter.Write(json, fact.Assumption); break;
            case PartyNamed fact: json.WriteString("party", fact.Party.ToString()); json.WriteString("exhibit", fact.Exhibit); break;
            case PartyDescribed fact: json.WriteString("party", fact.Party.ToString()); json.WriteString("exhibit", fact.Exhibit); break;
            case SiteAdded fact: Site(json, fact.Site); break;
            case PoolAdded fact: Pool(json, fact.Pool); break;
            case SupplyPlanned fact: Block(json, fact.Block); break;
            case SupplyEnergised fact: json.WriteString("block", fact.Block.ToString()); json.Date("on", fact.On); break;
            case DemandRecorded fact: Demand(json, fact); break;
            case DemandMoved fact:
                json.WriteString("workload", fact.Workload.ToString());
                json.WriteString("to", fact.To.ToString());
                json.Date("from", fact.From);
                break;
            case DraftSaved or QuoteMade or QuoteEnded or ContractSigned or ContractClosed or PartAssigned: DealFormat.Write(json, body); break;
            case ContractAmended fact: Amended(json, fact); break;
            case NoticeGiven fact: Notice(json, fact); break;
            case CapacityDelivered fact: Delivered(json, fact); break;
            case QuantityObserved fact: Observed(json, fact); break;
            case IndexPublished fact: Index(json, fact.Published); break;
            case InvoiceIssued fact: Invoice(json, fact.Invoice); break;
            case MonthClosed fact: json.WriteString("month", Json.Text(fact.Month)); json.WriteNumber("invoices", fact.Invoices); break;
            case ContractEventRecorded fact: json.WriteString("contract", fact.Contract.ToString()); ContractEvents.Write(json, fact.Event); break;
            case PaymentRecorded fact: Payment(json, fact.Payment); break;
            case AccountingPolicyStated or LeaseAssessed: AccountingFormat.Write(json, body); break;
            case ReceiptRecorded or CashApplied or CashUnapplied or CreditApplied or CreditUnapplied or RefundPaid: CashFormat.Write(json, body); break;
            case QuotaApplied or PlanApproved or DriftSeen: ClusterFacts.Write(json, body); break;
            default:
                if (InvoicingFacts.Write(json, body) || NeedFormat.Write(json, body) || DemandEvents.Write(json, body) || CostFormat.Write(json, body)
                    || ClosingFacts.Write(json, body) || DisclosureFacts.Write(json, body) || MeteringFacts.Write(json, body) || PostingFacts.Write(json, body)
                    || BlockFormat.Write(json, body) || ConditionFormat.Write(json, body) || IncidentFormat.Write(json, body) || ReclaimFormat.Write(json, body)) break;
                throw new InvalidOperationException($"No way is known to write a {body.GetType().Name}.");
        }
    }

    /// <summary>An invoice as it is stored, shown and exported.</summary>
    public static void Invoice(Utf8JsonWriter json, Invoice invoice)
    {
        json.WriteString("number", invoice.Number);
        json.WriteString("contract", invoice.Contract.ToString());
        json.WriteString("seller", invoice.Seller.ToString());
        json.WriteString("buyer", invoice.Buyer.ToString());
        json.Month("period", invoice.Period);
        json.WriteString("currency", invoice.Currency.Code);
        json.Date("issued", invoice.Issued);
        json.Date("due", invoice.Due);
        json.WriteStartArray("lines");
        foreach (var line in invoice.Lines) Line(json, line);
        json.WriteEndArray();
        json.WriteNumber("total", invoice.Total);
        InvoicingFacts.Beside(json, invoice);
    }

    static void Line(Utf8JsonWriter json, InvoiceLine line)
    {
        json.WriteStartObject();
        json.WriteString("charge", line.Charge);
        json.Month("period", line.Period);
        json.WriteString("text", line.Text);
        json.WriteNumber("cumulative-due", line.CumulativeDue);
        json.WriteNumber("amount", line.Amount);
        json.WriteBoolean("adjustment", line.IsAdjustment);
        json.WriteEndObject();
    }

    /// <summary>A published value of an index.</summary>
    public static void Index(Utf8JsonWriter json, IndexValue published)
    {
        json.WriteString("index", published.Index);
        json.WriteString("month", Json.Text(published.Month));
        json.WriteNumber("value", published.Value);
        json.WriteString("source", published.Source);
    }

    static void Opened(Utf8JsonWriter json, BookOpened fact)
    {
        json.WriteString("owner", fact.Owner.ToString());
        json.WriteBoolean("sandbox", fact.Sandbox);
        json.WriteString("zone", fact.Calendar.Zone.Id);
        json.WriteString("zone-data", fact.ZoneData);
    }

    static void Policy(Utf8JsonWriter json, Policy policy)
    {
        json.WriteNumber("risk", policy.Risk);
        json.WriteNumber("handover-days", policy.HandoverDays);
        HandoverFormat.Write(json, policy.Handover);
        json.WriteNumber("paths", policy.Paths);
        json.WriteNumber("seed", policy.Seed);
        if (policy.Materiality != Core.Books.Policy.Default.Materiality) json.WriteNumber("materiality", policy.Materiality);
        if (!policy.SetsOff) json.WriteString("set-off", "by-hand");
        if (!policy.Limits.IsNone) json.Map("limits", () => NeedFormat.Limits(json, policy.Limits));
        if (policy.Dunning.Length > 0) json.List("dunning", policy.Dunning, step => json.Map(() => { json.WriteNumber("days", step.Days); json.WriteString("name", step.Name); }));
        ClosingFacts.Write(json, policy.CloseSteps);
    }

    static void Site(Utf8JsonWriter json, Site site)
    {
        json.WriteString("site", site.Id.ToString());
        if (site.Parent is { } parent) json.WriteString("parent", parent.ToString());
        json.WriteString("zone", site.Zone);
        var calendar = Calendar.In(site.Zone)!;
        if (site.Limit is { } limit)
            json.List("limits", Limits(limit, calendar), step => json.Map(() => { json.Date("from", step.From); json.WriteNumber("kilowatts", step.Power.Value); }));
    }

    // A limit that never changes is one step: a site without any power is not one without a limit.
    static IEnumerable<(LocalDate From, Kilowatts Power)> Limits(Timeline<Kilowatts> limit, Calendar calendar) => limit.Changes.Length == 0
        ? [(Fields.Earliest, limit.At(calendar.StartOf(Fields.Earliest)))]
        : limit.Changes.Select(change => (calendar.DateOf(change), limit.At(change)));

    static void Pool(Utf8JsonWriter json, Pool pool)
    {
        json.WriteString("pool", pool.Id.ToString());
        json.WriteString("site", pool.Site.ToString());
        if (pool.Class is { } name) json.WriteString("class", name.ToString());
        json.WriteNumber("block", pool.Block.Count);
        json.Map("draw", () => { json.WriteNumber("kilowatts", pool.Draw.Power.Value); json.WriteNumber("per-gpus", pool.Draw.Per.Count); });
        json.WriteNumber("spare", pool.Spare.Count);
    }

    static void Block(Utf8JsonWriter json, SupplyBlock block)
    {
        json.WriteString("supply", block.Id.ToString());
        json.WriteString("pool", block.Pool.ToString());
        json.WriteNumber("gpus", block.Gpus.Count);
        json.Date("planned", block.Planned);
        if (block.Retires is { } end) json.Date("retires", end);
    }

    static void Demand(Utf8JsonWriter json, DemandRecorded fact)
    {
        json.WriteString("pool", fact.History.Pool.ToString());
        json.WriteString("workload", fact.History.Workload.ToString());
        json.WriteString("exhibit", fact.Exhibit);
        if (fact.BusyExhibit is { } busy) json.WriteString("busy-exhibit", busy);
        json.Time("start", fact.History.Start);
        json.WriteNumber("hours", fact.History.Hourly.Length);
        json.WriteNumber("filled", fact.History.Filled);
    }

    static void Amended(Utf8JsonWriter json, ContractAmended fact)
    {
        json.Date("from", fact.From);
        json.WriteString("treatment", Words.Of(Words.Treatments, fact.Treatment));
        if (fact.Supersedes is { } later) json.Date("supersedes", later);
        json.WritePropertyName("terms");
        TermsWriter.Write(json, fact.Terms);
    }

    static void Notice(Utf8JsonWriter json, NoticeGiven fact)
    {
        json.WriteString("contract", fact.Contract.ToString());
        json.WriteString("by", Words.Of(Words.Sides, fact.Notice.By));
        json.Date("served", fact.Notice.Served);
        if (fact.Notice.DeemedServed is { } deemed) json.Date("deemed-served", deemed);
        json.Date("last-day", fact.Notice.LastDay);
        if (fact.Notice.Form is { } form) json.WriteString("form", form);
    }

    static void Delivered(Utf8JsonWriter json, CapacityDelivered fact)
    {
        json.WriteString("contract", fact.Contract.ToString());
        json.WriteString("pool", fact.Delivery.Pool.ToString());
        json.Date("on", fact.Delivery.Date);
        json.WriteNumber("gpus", fact.Delivery.Gpus.Count);
    }

    static void Observed(Utf8JsonWriter json, QuantityObserved fact)
    {
        json.WriteString("contract", fact.Contract.ToString());
        json.WriteString("meter", fact.Quantity.Meter);
        json.WriteString("month", Json.Text(fact.Quantity.Month));
        json.WriteNumber("quantity", fact.Quantity.Amount);
        json.WriteString("evidence", fact.Quantity.Evidence);
    }

    static void Payment(Utf8JsonWriter json, Payment payment)
    {
        json.WriteString("invoice", payment.Invoice);
        json.Date("received", payment.Received);
        json.WriteNumber("amount", payment.Amount);
        json.WriteString("currency", payment.Currency.Code);
        json.WriteString("reference", payment.Reference);
    }
}
