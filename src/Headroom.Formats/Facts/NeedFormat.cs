using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Demand;
using Headroom.Core.Units;

namespace Headroom.Formats.Facts;

/// <summary>Reads and writes what own products say as customers of the fleet: needs, requests for capacity; and the limits of the policy on sales.</summary>
public static class NeedFormat
{
    /// <summary>The kinds that stand here.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["need.filed.v1", "need.ended.v1", "recall.requested.v1", "recall.answered.v1"];

    internal static FactBody? Read(string kind, Fields f) => kind switch
    {
        "need.filed.v1" => new NeedFiled(Need(f, f.Id("need"))),
        "need.ended.v1" => new NeedEnded(f.Id("need"), f.Text("reason")),
        "recall.requested.v1" => new RecallRequested(Request(f, f.Id("recall"))),
        "recall.answered.v1" => new RecallAnswered(f.Id("recall"), new RecallAnswer(f.Date("on"), f.Bool("granted", false), f.Text("reason"))),
        _ => null,
    };

    /// <summary>A need's fields, in files and requests as in facts: steps, or one quantity and its first day.</summary>
    public static Need Need(Fields f, Slug id) => new(id, f.Id("product"), f.Id("home"), Steps(f), f.Date("through"),
        f.Has("certainty") ? f.Share("certainty") : 1, f.Has("floor") ? f.Gpus("floor") : Gpus.Zero, f.Text("note", "", 200));

    static ImmutableArray<NeedStep> Steps(Fields f) => !f.Has("steps") ? [new NeedStep(f.Date("from"), f.Gpus("gpus"))]
        : [.. f.List("steps", Core.Demand.Need.MostSteps).Select(step =>
        {
            var read = new NeedStep(step.Date("from"), step.Gpus("gpus"));
            step.Done();
            return read;
        })];

    /// <summary>A request's fields, in files and requests as in facts.</summary>
    public static RecallRequest Request(Fields f, Slug id) => new(id, f.Id("product"), f.Id("pool"), f.Gpus("gpus"), f.Date("by"), f.Text("reason"), null);

    internal static bool Write(Utf8JsonWriter json, FactBody body)
    {
        switch (body)
        {
            case NeedFiled fact: Write(json, fact.Need); return true;
            case NeedEnded fact:
                json.WriteString("need", fact.Need.ToString());
                json.WriteString("reason", fact.Reason);
                return true;
            case RecallRequested fact: Write(json, fact.Request); return true;
            case RecallAnswered fact:
                json.WriteString("recall", fact.Request.ToString());
                json.Date("on", fact.Answer.On);
                json.WriteBoolean("granted", fact.Answer.Granted);
                json.WriteString("reason", fact.Answer.Reason);
                return true;
            default: return false;
        }
    }

    /// <summary>A need as it is stored and shown.</summary>
    public static void Write(Utf8JsonWriter json, Need need)
    {
        json.WriteString("need", need.Id.ToString());
        json.WriteString("product", need.Product.ToString());
        json.WriteString("home", need.Home.ToString());
        json.List("steps", need.Steps, step => json.Map(() => { json.Date("from", step.From); json.WriteNumber("gpus", step.Gpus.Count); }));
        json.Date("through", need.Through);
        json.WriteNumber("certainty", need.Certainty);
        json.WriteNumber("floor", need.Floor.Count);
        json.WriteString("note", need.Note);
    }

    /// <summary>A request as it is stored and shown, its answer left out.</summary>
    public static void Write(Utf8JsonWriter json, RecallRequest request)
    {
        json.WriteString("recall", request.Id.ToString());
        json.WriteString("product", request.Product.ToString());
        json.WriteString("pool", request.Pool.ToString());
        json.WriteNumber("gpus", request.Gpus.Count);
        json.Date("by", request.By);
        json.WriteString("reason", request.Reason);
    }

    /// <summary>The limits on sales, in files and requests as in facts.</summary>
    public static SaleLimits Limits(Fields f)
    {
        var limits = new SaleLimits
        {
            OwnFloors = [.. f.ListOrNone("own-floor", SaleLimits.MostEntries).Select(floor =>
            {
                var read = new OwnFloor(floor.Id("home"), floor.Gpus("gpus"));
                floor.Done();
                return read;
            })],
            GreatestShare = f.Has("share") ? f.Share("share") : null,
            TenorMonths = f.Has("tenor-months") ? (int)f.Whole("tenor-months", 1, 600, "months") : null,
            Customers = [.. f.ListOrNone("customers", SaleLimits.MostEntries).Select(Customer)],
        };
        f.Done();
        return limits;
    }

    static CustomerLimit Customer(Fields f)
    {
        var code = f.Text("currency", 10);
        if (Currency.Of(code) is null && code.Length > 0)
            f.Fault("currency", RefusalCode.UnknownUnit, $"'{Fields.Short(code)}' is not a known currency; known are {Currency.Codes}.");
        var limit = new CustomerLimit(f.IdOrNone("party"), Currency.Of(code) ?? Currency.Usd,
            f.Has("exposure") ? f.Decimal("exposure", 0, Money.Most, "") : null, f.Has("credit") ? f.Decimal("credit", 0, Money.Most, "") : null);
        f.Done();
        return limit;
    }

    internal static void Limits(Utf8JsonWriter json, SaleLimits limits)
    {
        if (limits.OwnFloors.Length > 0)
            json.List("own-floor", limits.OwnFloors, floor => json.Map(() => { json.WriteString("home", floor.Home.ToString()); json.WriteNumber("gpus", floor.Gpus.Count); }));
        if (limits.GreatestShare is { } share) json.WriteNumber("share", share);
        if (limits.TenorMonths is { } months) json.WriteNumber("tenor-months", months);
        if (limits.Customers.Length > 0) json.List("customers", limits.Customers, limit => json.Map(() =>
        {
            if (limit.Party is { } party) json.WriteString("party", party.ToString());
            json.WriteString("currency", limit.Currency.Code);
            if (limit.Exposure is { } exposure) json.WriteNumber("exposure", exposure);
            if (limit.Credit is { } credit) json.WriteNumber("credit", credit);
        }));
    }
}
