using System.Text.Json;
using Headroom.Core.Views;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Reports;

/// <summary>The dates of contracts as JSON.</summary>
public static class AgendaJson
{
    public static void Write(Utf8JsonWriter json, LocalDate at, IEnumerable<Agenda> items, string? next = null) => json.Map(() =>
    {
        if (next is not null) json.WriteString("next", next);
        json.Date("at", at);
        json.List("dates", items, item => Item(json, item));
    });

    /// <summary>One date with its effect.</summary>
    public static void Item(Utf8JsonWriter json, Agenda item) => json.Map(() =>
    {
        json.Date("date", item.Date);
        json.WriteString("contract", item.Contract?.ToString());
        json.WriteBoolean("choice", item.IsChoice);
        json.WriteString("what", item.What);
        json.WriteNumber("gpus-change", item.GpusChange.Count);
        if (item.Amount is { } amount) json.WriteNumber("amount", amount); else json.WriteNull("amount");
        json.WriteString("amount-is", item.Amount is null ? null : Words.Of(Words.Amounts, item.AmountOf));
        json.WriteString("currency", item.Currency?.Code);
    });
}
