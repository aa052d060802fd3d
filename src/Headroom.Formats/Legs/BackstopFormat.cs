using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Legs;

/// <summary><c>backstop: NAME</c>: how many unsold GPUs of a pool the buyer may be required to take, when, and for what.</summary>
static class BackstopFormat
{
    public static LegFormat Format { get; } = LegFormat.Of("backstop", Read, Write);

    static Backstop Read(Fields leg, LocalDate from, IReadOnlyDictionary<string, Assumption> assumptions) => new(
        leg.Text("backstop", 60), leg.Id("pool"), leg.Gpus("most", low: 1), leg.Decimal("price", 0, Money.Most, "a GPU and month"),
        leg.DateOrNone("from") ?? from, leg.Date("through"), (int)leg.Whole("notice-days", 0, Exit.MostDays, "days"));

    static void Write(Utf8JsonWriter json, Backstop leg)
    {
        json.WriteString("backstop", leg.Name);
        json.WriteString("pool", leg.Pool.ToString());
        json.WriteNumber("most", leg.Most.Count);
        json.WriteNumber("price", leg.Price);
        json.Date("from", leg.From);
        json.Date("through", leg.Through);
        json.WriteNumber("notice-days", leg.NoticeDays);
    }
}
