using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;

namespace Headroom.Metering.Hours;

/// <summary>A pool's month of use, as JSON.</summary>
public static class PoolUsageJson
{
    /// <param name="book">The book that it was made of.</param>
    public static void Write(Utf8JsonWriter json, Book book, PoolUsage usage) => json.Map(() =>
    {
        json.WriteString("pool", usage.Pool.Id.ToString());
        json.WriteString("month", Json.Text(usage.Month));
        json.WriteString("unit", "GPU-hours");
        json.Map("total", () => MeteringJson.Parts(json, usage.Hours.Total, usage.Hours));
        json.List("days", usage.Hours.Days(usage.Calendar), day => json.Map(() => { json.Date("date", day.Date); MeteringJson.Parts(json, day.Sum, usage.Hours); }));
        json.List("shares", usage.Hours.Shares, share => json.Map(() => Write(json, usage.Hours, share)));
        json.List("sources", usage.Sources, source => json.Map(() => Write(json, source)));
        json.List("revisions", usage.Sources.SelectMany(source => source.Revisions, (source, sealing) => (source.Source, Sealing: sealing)),
            each => json.Map(() => Write(json, each.Source, each.Sealing)));
        json.List("gaps", usage.Sources.SelectMany(source => source.Doubts.Gaps, (source, gap) => (source.Source, Gap: gap)),
            each => json.Map(() => { json.WriteString("source", each.Source.Id.ToString()); ImportJson.Write(json, each.Gap); }));
        json.List("quarantine", usage.Sources.SelectMany(source => source.Doubts.Records, (source, record) => (source.Source, Record: record)),
            each => json.Map(() => { json.WriteString("source", each.Source.Id.ToString()); ImportJson.Write(json, each.Record); }));
        json.List("lines", usage.Bills, bill => json.Map(() => Write(json, bill)));
        json.WriteNumber("position", book.Position);
    });

    /// <summary>What a share is, in a word; own work that was not measured is not told from idle.</summary>
    public static string State(PoolHours hours, PoolState state) => state == PoolState.Idle && !hours.OwnIsMeasured ? "own-or-idle" : state.ToString().ToLowerInvariant();

    static void Write(Utf8JsonWriter json, PoolHours hours, PoolShare share)
    {
        json.WriteString("state", State(hours, share.State));
        json.WriteString("contract", share.Holder is { IsOwn: false } contract ? contract.Id.ToString() : null);
        json.WriteString("workload", share.Holder is { IsOwn: true } own ? own.Id.ToString() : null);
        json.WriteString("account", share.Account);
        json.WriteNumber("gpu-hours", MeteringJson.GpuHours(share.Seconds));
        json.WriteNumber("gpu-seconds", share.Seconds);
        json.WriteNumber("beyond-gpu-hours", MeteringJson.GpuHours(share.Beyond));
    }

    static void Write(Utf8JsonWriter json, SourceMonth source)
    {
        json.WriteString("source", source.Source.Id.ToString());
        json.WriteString("measures", MeteringFacts.Word(source.Source.Measure));
        json.WriteString("unit", source.Source.Unit);
        json.WriteString("feeds", source.Source.Feeds);
        json.WriteString("last-record", source.Last is { } last ? Json.Text(last) : null);
        if (source.Seal is { } seal)
        {
            json.WriteNumber("revision", seal.Revision);
            json.WriteNumber("quantity", source.Source.InUnits(seal.Total));
            json.WriteNumber("unassigned", source.Source.InUnits(seal.Unassigned));
            json.WriteNumber("set-aside", seal.SetAside);
        }
        if (source.Waiting is { } waiting) json.WriteNumber("not-sealed", source.Source.InUnits(waiting));
    }

    static void Write(Utf8JsonWriter json, UsageSource source, Sealing sealing)
    {
        json.WriteString("source", source.Id.ToString());
        json.WriteNumber("revision", sealing.Seal.Revision);
        json.WriteNumber("quantity", source.InUnits(sealing.Seal.Total));
        json.WriteString("unit", source.Unit);
        json.WriteNumber("set-aside", sealing.Seal.SetAside);
        json.WriteString("exhibit", sealing.Seal.Exhibit);
        json.WriteString("doubts", sealing.Seal.Doubts);
        json.WriteNumber("position", sealing.Position);
        json.Time("recorded", sealing.At);
    }

    static void Write(Utf8JsonWriter json, MonthBill bill)
    {
        json.WriteString("contract", bill.Contract.ToString());
        json.WriteString("invoice", bill.Invoice);
        json.WriteString("charge", bill.Line.Charge);
        json.WriteBoolean("adjustment", bill.Line.IsAdjustment);
        json.Amount("amount", bill.Line.Amount, bill.Currency);
        json.WriteString("currency", bill.Currency.Code);
    }
}
