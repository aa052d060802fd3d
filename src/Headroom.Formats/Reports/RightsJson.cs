using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Core.Views;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Reports;

/// <summary>The rights that others hold over us, as JSON.</summary>
public static class RightsJson
{
    /// <summary>"first-refusal".</summary>
    public static string Word(RightKind kind) => RefusalJson.Words(kind.ToString());

    public static void Write(Utf8JsonWriter json, LocalDate at, IEnumerable<HeldRight> rights, string? next = null) => json.Map(() =>
    {
        if (next is not null) json.WriteString("next", next);
        json.Date("at", at);
        json.List("rights", rights, held => json.Map(() =>
        {
            var right = held.Right;
            json.WriteString("holder", held.Holder.ToString());
            json.WriteString("contract", held.Contract.ToString());
            json.WriteString("clause", right.Clause);
            json.WriteString("right", Word(right.Kind));
            json.Date("from", right.From);
            json.Date("through", held.Through);
            json.WriteBoolean("open", right.IsOpen(at));
            if (right.Gpus is { } gpus) json.WriteNumber("gpus", gpus.Count); else json.WriteNull("gpus");
            if (right.Amount is { } amount) json.WriteNumber("amount", amount); else json.WriteNull("amount");
            json.WriteString("amount-is", right.Amount is null ? null : Words.Of(Words.Amounts, right.AmountOf));
            json.WriteString("currency", held.Currency.Code);
            json.WriteString("does", right.Does);
        }));
    });
}
