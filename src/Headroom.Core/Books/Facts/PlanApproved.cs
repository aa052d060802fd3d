using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>A person approved one plan of changes to a scheduler, which touches more running work than a pass may by itself. It holds for that very plan, once.</summary>
/// <param name="Plan">SHA-256 of the plan's changes, 64 lower-case hexadecimal digits.</param>
public sealed record PlanApproved(Slug Cluster, string Plan) : FactBody
{
    public override string Kind => "plan.approved.v1";
    public override string About => Cluster.ToString();

    public override Book Apply(Book book, Fact fact)
    {
        var state = book.Clusters.GetValueOrDefault(Cluster, ClusterState.New);
        return book with { Clusters = book.Clusters.SetItem(Cluster, state with { Approved = state.Approved.Add(Plan) }) };
    }
}
