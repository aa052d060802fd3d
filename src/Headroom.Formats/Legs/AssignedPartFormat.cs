using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Legs;

/// <summary><c>assigned-part: CONTRACT</c>: which part of everything is another contract's from a day on, and which of the two these terms are.</summary>
static class AssignedPartFormat
{
    public static LegFormat Format { get; } = LegFormat.Of(
        "assigned-part",
        (leg, _, _) => new AssignedPart(leg.Id("assigned-part").ToString(), leg.Date("from"), leg.Whole("part", 1, Gpus.Most, "parts"), leg.Whole("of", 2, Gpus.Most, "parts"),
            leg.Word("holds", Words.DividedParts)),
        (json, leg) =>
        {
            json.WriteString("assigned-part", leg.Name);
            json.Date("from", leg.From);
            json.WriteNumber("part", leg.Part);
            json.WriteNumber("of", leg.Of);
            json.WriteString("holds", Words.Of(Words.DividedParts, leg.Holds));
        });
}
