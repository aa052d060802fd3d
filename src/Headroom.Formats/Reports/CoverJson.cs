using System.Text.Json;
using Headroom.Core.Views;

namespace Headroom.Formats.Reports;

/// <summary>What a guarantor answers for, as JSON.</summary>
static class CoverJson
{
    public static void Write(Utf8JsonWriter json, Cover cover)
    {
        json.WriteString("contract", cover.Contract.ToString());
        json.WriteString("guarantor", cover.Guarantor.ToString());
        foreach (var (name, amount) in new[] { ("cap", cover.Cap), ("called", cover.Called), ("left", cover.Left), ("open", cover.Open), ("net-open", cover.NetOpen),
            ("enforceable", cover.Enforceable), ("net-enforceable", cover.NetEnforceable) })
            json.Amount(name, amount, cover.Currency);
        json.WriteString("currency", cover.Currency.Code);
    }
}
