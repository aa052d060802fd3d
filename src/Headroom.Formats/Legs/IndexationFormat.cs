using Headroom.Core.Contracts;

namespace Headroom.Formats.Legs;

/// <summary><c>indexation: NAME</c>, charges that follow a published index from a date on.</summary>
static class IndexationFormat
{
    public static LegFormat Format { get; } = LegFormat.Of("indexation", (leg, _, _) => Read(leg), (json, indexation) =>
    {
        json.WriteString("indexation", indexation.Name);
        json.WriteString("index", indexation.Index);
        json.WriteString("base", Json.Text(indexation.Base));
        json.Date("from", indexation.First);
        json.WriteString("every", $"{indexation.EveryMonths} months");
        json.WriteNumber("lag-months", indexation.LagMonths);
        json.WriteNumber("share", indexation.Share);
        if (indexation.Floor is { } floor) json.WriteNumber("floor", floor);
        if (indexation.Cap is { } cap) json.WriteNumber("cap", cap);
    });

    static Indexation Read(Fields leg) => new(
        leg.Text("indexation", 60), leg.Text("index", 60), leg.Month("base"), leg.Date("from"), Periods.Months(leg, "every"),
        (int)leg.Whole("lag-months", 0, 24, "months", 0), leg.Has("share") ? leg.Share("share", 0, 2) : 1,
        leg.Has("floor") ? leg.Share("floor", -0.5m, 1) : null, leg.Has("cap") ? leg.Share("cap", -0.5m, 1) : null);
}
