using System.Text.Json;
using Headroom.Formats;

namespace Headroom.Metering.Conditions;

/// <summary>What became of conditions that were read, as JSON.</summary>
public static class ConditionNewsJson
{
    /// <summary>How many are new, known and set aside; every gap; and every one set aside with its reason.</summary>
    public static void Write(Utf8JsonWriter json, ConditionsRead read, ConditionNews news)
    {
        json.WriteNumber("new", news.New);
        json.WriteNumber("known", news.Known);
        json.List("set-aside", news.SetAside, aside => json.Map(() =>
        {
            json.WriteString("place", aside.Place);
            json.WriteString("field", aside.Why.Field);
            json.WriteString("reason", aside.Why.Says);
        }));
        json.List("gaps", read.Gaps, gap => json.Map(() => { json.Time("from", gap.From); json.Time("to", gap.End); }));
    }
}
