using Headroom.Core.Demand;

namespace Headroom.Core.Books;

/// <summary>
/// Measured own demand of one workload was laid over what was known of it. The hours themselves are an exhibit named by its digest;
/// the journal holds the digest, the span and the number of rows, and whoever reads the fact fetches the hours.
/// </summary>
/// <param name="Exhibit">SHA-256 of the exhibit, 64 hexadecimal digits.</param>
public sealed record DemandRecorded(string Exhibit, History History) : FactBody
{
    /// <summary>The digest of the exhibit that holds how many of them were busy, or null where that was not measured.</summary>
    public string? BusyExhibit { get; init; }

    public override string Kind => "demand.recorded.v1";
    public override string About => History.Workload.ToString();

    public override Book Apply(Book book, Fact fact)
    {
        var demand = book.Demand.GetValueOrDefault(History.Workload) is { } known ? known.Known(known.History.Then(History))
            : new OwnDemand(History, [], book.Policy.Paths, book.Policy.Seed);
        return book with { Demand = book.Demand.SetItem(History.Workload, demand) };
    }
}
