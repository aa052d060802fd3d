using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Console;

/// <summary>What the page of indices shows, and the form by which it says a value.</summary>
/// <param name="Billed">The month that is billed next; null when none is.</param>
public sealed record IndicesModel(Surroundings Around, ImmutableArray<IndexUse> Uses, YearMonth? Billed, RecordedFacts Recorded)
{
    internal static IndicesModel? Of(Asked asked)
    {
        var (at, recorded, billed) = (asked.At, RecordedFacts.Of(asked), asked.Book.FirstOpen);
        return asked.Input.Faults.Count > 0 ? null : new(Surroundings.Of(asked), IndexUse.Of(asked.Book, at, billed), billed, recorded);
    }

    internal static void MapForm(IEndpointRouteBuilder site, Desk desk) =>
        site.MapPost("/indices", (Delegate)((HttpContext http) => PostedForm.Read(http, fields => Publish(fields, desk)))).ExcludeFromDescription();

    static IResult Publish(Fields fields, Desk desk)
    {
        var published = FactReader.Index(fields);
        fields.Done();
        return fields.Faults.Count > 0 ? Results.Empty : RecordedFacts.Say(desk, new PublishIndex(published), "/indices");
    }

    /// <summary>The values that the next invoices wait for, with who waits.</summary>
    public IEnumerable<(YearMonth Month, IndexFollower Follower)> Missing =>
        Uses.SelectMany(use => use.Followers).SelectMany(follower => follower.Missing.Select(month => (month, follower)));
}
