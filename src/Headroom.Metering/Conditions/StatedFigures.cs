using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Journal;
using Headroom.Journal.Keeping;

namespace Headroom.Metering.Conditions;

/// <summary>
/// What buyers measured of their availability, as CSV: the columns <c>contract,clause,month,down-minutes,evidence</c> and, where wanted, <c>excluded-minutes</c>; one row a month
/// of a clause. A row that cannot be one is set aside under its line, and so is one that the book refuses.
/// </summary>
public sealed record StatedFigures(ImmutableArray<(string Place, StateAvailability Row)> Rows, ImmutableArray<(string Place, Refusal Why)> SetAside)
{
    /// <summary>The longest file, in bytes.</summary>
    public const int MostBytes = 16 << 20;

    /// <summary>The figures in the file; a fault when it is not such a file.</summary>
    public static Parsed<StatedFigures> Read(Stream stream) =>
        CsvItems.Read(stream, ["contract", "clause", "month", "down-minutes", "evidence"], ["excluded-minutes"],
            fields => new StateAvailability(fields.Id("contract"), ConditionFormat.Availability(fields)))
            .Then<StatedFigures>(read => new StatedFigures(read.Rows, read.SetAside));

    /// <summary>Says every row to the book, each for itself.</summary>
    /// <param name="key">The idempotency key of a row by its place, or null.</param>
    public StatedNews Record(Bookkeeper keeper, Slug actor, string? why, Func<int, RequestKey?> key)
    {
        var (recorded, known, aside) = (ImmutableArray.CreateBuilder<StateAvailability>(), 0, SetAside.ToBuilder());
        foreach (var ((place, row), i) in Rows.Select((row, i) => (row, i)))
            switch (keeper.Execute(row, actor, key(i), why: why))
            {
                case Outcome.Refused { Refusal.Code: RefusalCode.AlreadyExists }: known++; break;
                case Outcome.Refused refused: aside.Add((place, refused.Refusal)); break;
                default: recorded.Add(row); break;
            }
        return new(recorded.DrainToImmutable(), known, aside.DrainToImmutable(), keeper.CatchUp());
    }
}

/// <summary>What became of figures that were read.</summary>
/// <param name="Recorded">Those that were new.</param>
/// <param name="Known">How many were recorded just so.</param>
/// <param name="SetAside">What was not recorded, and why.</param>
/// <param name="Book">The book afterwards.</param>
public sealed record StatedNews(ImmutableArray<StateAvailability> Recorded, int Known, ImmutableArray<(string Place, Refusal Why)> SetAside, Book Book)
{
    /// <summary>The dispute that is open over the figures of a row; null when none is.</summary>
    public string? DisputeOf(StateAvailability row) =>
        Book.Contracts[row.Contract].Stated.LastOrDefault(stated => stated.Clause == row.Stated.Clause && stated.Month == row.Stated.Month)?.Dispute;

    /// <summary>How many are new and known, the new ones with the dispute that is open over each, and what was set aside with its reason; into a map that is open.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("new", Recorded.Length);
        json.WriteNumber("known", Known);
        json.List("recorded", Recorded, row => json.Map(() =>
        {
            json.WriteString("contract", row.Contract.ToString());
            json.WriteString("clause", row.Stated.Clause);
            json.WriteString("month", Json.Text(row.Stated.Month));
            json.WriteString("dispute", DisputeOf(row));
        }));
        json.List("set-aside", SetAside, aside => json.Map(() =>
        {
            json.WriteString("place", aside.Place);
            json.WriteString("field", aside.Why.Field);
            json.WriteString("reason", aside.Why.Says);
        }));
        json.WriteNumber("position", Book.Position);
    }
}
