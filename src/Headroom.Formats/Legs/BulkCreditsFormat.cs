using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Legs;

/// <summary><c>credits: NAME</c>, packs of a meter's units bought ahead, each good through a date.</summary>
static class BulkCreditsFormat
{
    const int MostPacks = 120;

    public static LegFormat Format { get; } = LegFormat.Of("credits", Read, Write);

    static BulkCredits Read(Fields leg, LocalDate from, IReadOnlyDictionary<string, Assumption> assumptions)
    {
        var packs = leg.List("packs", MostPacks).Select(pack =>
        {
            var read = new CreditPack(pack.Date("on"), pack.Decimal("units", 0, Quantity.Most, "units"),
                Assumptions.Value(pack, "price", assumptions, 0, Money.Most, "a unit"), pack.Date("through"));
            pack.Done();
            return read;
        });
        return new BulkCredits(leg.Text("credits", 60), leg.Text("meter", 60), [.. packs],
            Assumptions.Value(leg, "beyond", assumptions, 0, Money.Most, "a unit"), leg.WordOr("at-end", false, ("lost", false), ("refunded", true)));
    }

    static void Write(Utf8JsonWriter json, BulkCredits credits)
    {
        json.WriteString("credits", credits.Name);
        json.WriteString("meter", credits.Meter);
        json.List("packs", credits.Packs, pack => json.Map(() =>
        {
            json.Date("on", pack.On);
            json.WriteNumber("units", pack.Units);
            json.WriteNumber("price", pack.Price);
            json.Date("through", pack.Through);
        }));
        json.WriteNumber("beyond", credits.Beyond);
        if (credits.Refunds) json.WriteString("at-end", "refunded");
    }
}
