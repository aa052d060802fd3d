using Headroom.Core.Contracts;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class NodeStatesTests
{
    static readonly NodeStates States = NodeHoursTests.States;

    [Fact]
    public void The_first_line_that_fits_holds()
    {
        var end = NodeHoursTests.Seen("n1", "xid-79", 0, 1).End!.Value;
        Assert.Equal(NodeState.Down, States.Judge(NodeHoursTests.Seen("n1", "xid-79", 0, 1), end));
        Assert.Equal(NodeState.Degraded, States.Judge(NodeHoursTests.Seen("n1", "xid-63", 0, 1), end));
        Assert.Equal(NodeState.Up, States.Judge(NodeHoursTests.Seen("n1", "xi", 0, 1), end));
    }

    [Fact]
    public void What_contradicts_itself_or_the_terms_is_refused()
    {
        Assert.Empty(States.Check(With(RampCapacity)));
        Check("pool", States with { Pool = Slug.Of("elsewhere") });
        Check("table", States with { Lines = [] });
        Check("table[1].condition", States with { Lines = [new(Slug.Of("xid-"), true, NodeState.Down, 0), new(Slug.Of("xid-79"), false, NodeState.Down, 0)] });
        Check("table[0].after-minutes", States with { Lines = [new(Slug.Of("xid-79"), false, NodeState.Down, StateLine.MostMinutes + 1)] });
        Check("degraded-weight", States with { DegradedWeight = 1.01m });
        Check("maintenance-notice-hours", States with { NoticeHours = 8785 });
        Check("shared-gpus", States with { SharedGpus = Gpus.Zero });

        static void Check(string field, NodeStates states) => Assert.Equal(field, Assert.Single(states.Check(With(RampCapacity))).Field);
    }

    const string Sentence =
        "nodes of 'colossus-1' are judged by what is seen of them: xid-79 down, xid-* degraded, not-responding down once it lasts 10 minutes and throttled degraded; a degraded node counts 50%; "
        + "left out is what the buyer causes and maintenance announced 48 hours before";

    [Fact]
    public void The_table_reads_as_a_person_would_tell_it() => Assert.Equal(Sentence, States.Says(With(RampCapacity)));

    [Fact]
    public void Beside_a_pro_rata_clause_it_says_whether_an_hour_is_compensated_once_or_twice()
    {
        var terms = With(RampCapacity, new ProRata(States.Pool, Day(2026, 6, 30)));
        Assert.Equal($"{Sentence}; an hour is compensated once: what is not delivered or out of use lowers the fee, and does not count here", States.Says(terms));
        Assert.StartsWith($"{Sentence}; an hour that is not delivered or out of use is compensated twice", (States with { BesideProRata = true }).Says(terms));
    }
}
