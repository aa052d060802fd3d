using System.Collections.Immutable;
using Headroom.Core.Views;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Console;

/// <summary>What the page of rights that others hold shows.</summary>
public sealed record RightsModel(Surroundings Around, LocalDate At, ImmutableArray<HeldRight> Rights)
{
    internal static RightsModel Of(Asked asked) => new(Surroundings.Of(asked), asked.At, [.. HeldRight.Of(asked.Book, asked.At)]);
}
