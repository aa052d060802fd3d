using System.Collections.Immutable;
using System.Text;
using Headroom.Core.Books;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Server.Http;

namespace Headroom.Server.Console;

/// <summary>What the page of facts shows: the latest first.</summary>
/// <param name="Before">The position before which the next page goes on; 0 when there is none.</param>
public sealed record JournalModel(Surroundings Around, ImmutableArray<(Fact Fact, string Body)> Facts, long Before)
{
    const int MostRows = 50;

    internal static JournalModel? Of(Asked asked)
    {
        var before = asked.Input.Whole("before", 1, long.MaxValue / 2, "(position)", asked.Shown.Head.Position + 1);
        if (asked.Input.Faults.Count > 0) return null;
        var last = Math.Min(before - 1, asked.Shown.Head.Position);
        var first = Math.Max(0, last - MostRows);
        var facts = asked.Desk.Keeper.Facts(first, last).Reverse()
            .Select(fact => (fact, Encoding.UTF8.GetString(Json.Bytes(json => FactWriter.Write(json, fact.Body), indented: true))));
        return new(Surroundings.Of(asked), [.. facts], first > 0 ? first + 1 : 0);
    }
}
