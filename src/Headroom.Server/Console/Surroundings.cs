using Headroom.Core.Units;
using Headroom.Formats.Reports;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Console;

/// <summary>What every page says around its content: whose book, whether it is a sandbox, its date, and where the journal stands.</summary>
/// <param name="Root">The journal's root at the position, 64 hexadecimal digits.</param>
/// <param name="Head">The journal's last position; greater than <paramref name="Position"/> when an earlier book is seen.</param>
public sealed record Surroundings(string Owner, bool Sandbox, LocalDate Today, long Position, string Root, long Head)
{
    /// <summary>The method of the book's forecasts, and which of them are not made of all that is allocated.</summary>
    public string Forecast { get; private init; } = "";

    /// <summary>Whether an earlier book is seen.</summary>
    public bool IsEarlier => Head > Position;

    /// <summary>The query that keeps an earlier book in view on the next page: empty, or <c>?position=12</c>.</summary>
    public string Kept => IsEarlier ? FormattableString.Invariant($"?position={Position}") : "";

    internal static Surroundings Of(Asked asked)
    {
        var head = asked.Shown.Head;
        return new(NameOf(asked, asked.Book.Owner), asked.Book.Opened!.Sandbox, asked.Today, head.Position, head.Root.ToString(), asked.Desk.Keeper.CatchUp().Position)
        { Forecast = DemandJson.MethodOf(asked.Book) };
    }

    /// <summary>A party's name, else who it is in law, or its id when neither is known.</summary>
    internal static string NameOf(Asked asked, Slug party) => asked.Desk.Keeper.NameOf(asked.Book, party);
}
