using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Demand;
using Headroom.Core.Units;

namespace Headroom.Formats.Facts;

/// <summary>Reads and writes the dated events of own demand: launches, retirements, scenarios of growth and changes of hardware.</summary>
public static class DemandEvents
{
    const string Cancelled = "demand.cancelled.v1", Based = "demand.based.v1";

    /// <summary>The words for what an event is.</summary>
    public static ImmutableArray<string> Words { get; } = ["launch", "retirement", "growth", "hardware"];

    /// <summary>The kinds that stand here: one for each word, that an event will not come, and what a forecast is made of.</summary>
    public static ImmutableArray<string> Kinds { get; } = [.. Words.Select(KindOf), Cancelled, Based];

    static string KindOf(string word) => $"demand.{word}-planned.v1";

    internal static FactBody? Read(string kind, Fields f) => kind == Cancelled ? new DemandCancelled(f.Id("event"), f.Id("workload"), f.Text("reason"))
        : kind == Based ? new DemandBased(f.Id("workload"), Basis(f))
        : Words.FirstOrDefault(word => KindOf(word) == kind) is { } word ? new DemandPlanned(Event(f, word, f.Id("event"), f.Id("workload")), f.IdOrNone("pool")) : null;

    /// <summary>What a forecast is made of, in files and requests as in facts.</summary>
    public static DemandBasis Basis(Fields f) => f.Word("on", ("allocated", false), ("busy", true)) is var busy && f.Has("margin")
        ? new(busy, f.Share("margin", 0, DemandBasis.MostMargin)) : new(busy, 0);

    /// <summary>An event's fields, in files and requests as in facts. What is estimated has a likely value, and a low and a high one where it is not certain.</summary>
    public static DemandEvent Event(Fields f, string word, Slug id, Slug workload)
    {
        var (from, certainty, note) = (f.Date("from"), f.Has("certainty") ? f.Share("certainty") : 1, f.Text("note", "", 200));
        return word switch
        {
            "launch" => new Launch(id, workload, from, Estimated(f, "gpus", name => f.Gpus(name).Count), Days(f, "ramp-days"), certainty, note),
            "growth" => new Growth(id, workload, from, Estimated(f, "monthly", name => f.Share(name, -0.5m)), f.Date("through"), certainty, note),
            "hardware" => new Hardware(id, workload, from, Estimated(f, "factor", name => f.Decimal(name, 0.01m, 100, "of the GPUs")), Days(f, "over-days"), certainty, note),
            _ => new Retirement(id, workload, from, Days(f, "over-days"), certainty, note),
        };
    }

    static Estimate Estimated(Fields f, string name, Func<string, decimal> read)
    {
        var likely = read(name);
        return new(f.Has("low") ? read("low") : likely, likely, f.Has("high") ? read("high") : likely);
    }

    static int Days(Fields f, string name) => (int)f.Whole(name, 0, DemandEvent.MostDays, "days", 0);

    internal static bool Write(Utf8JsonWriter json, FactBody body)
    {
        switch (body)
        {
            case DemandPlanned fact:
                Write(json, fact.Event);
                if (fact.Pool is { } pool) json.WriteString("pool", pool.ToString());
                return true;
            case DemandCancelled fact:
                json.WriteString("event", fact.Event.ToString());
                json.WriteString("workload", fact.Workload.ToString());
                json.WriteString("reason", fact.Reason);
                return true;
            case DemandBased fact:
                json.WriteString("workload", fact.Workload.ToString());
                Write(json, fact.Basis);
                return true;
            default: return false;
        }
    }

    /// <summary>An event as it is shown: what it is, its fields, and what it says.</summary>
    public static void Show(Utf8JsonWriter json, DemandEvent planned)
    {
        json.WriteString("what", planned.Word);
        Write(json, planned);
        json.WriteString("says", planned.Says);
    }

    /// <summary>What a forecast is made of, as it is stored and shown.</summary>
    public static void Write(Utf8JsonWriter json, DemandBasis basis)
    {
        json.WriteString("on", basis.OnBusy ? "busy" : "allocated");
        json.WriteNumber("margin", basis.Margin);
    }

    static void Write(Utf8JsonWriter json, DemandEvent planned)
    {
        json.WriteString("event", planned.Id.ToString());
        json.WriteString("workload", planned.Workload.ToString());
        json.Date("from", planned.From);
        switch (planned)
        {
            case Launch launch: Write(json, "gpus", launch.Gpus); json.WriteNumber("ramp-days", launch.RampDays); break;
            case Growth growth: Write(json, "monthly", growth.Monthly); json.Date("through", growth.Through); break;
            case Hardware hardware: Write(json, "factor", hardware.Needs); json.WriteNumber("over-days", hardware.OverDays); break;
            case Retirement retirement: json.WriteNumber("over-days", retirement.OverDays); break;
        }
        json.WriteNumber("certainty", planned.Certainty);
        json.WriteString("note", planned.Note);
    }

    static void Write(Utf8JsonWriter json, string name, Estimate estimate)
    {
        json.WriteNumber(name, estimate.Likely);
        json.WriteNumber("low", estimate.Low);
        json.WriteNumber("high", estimate.High);
    }
}
