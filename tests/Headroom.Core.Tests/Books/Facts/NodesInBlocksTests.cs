using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Tests.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Books;

public sealed class NodesInBlocksTests
{
    static readonly Slug First = Slug.Of("row-1"), Second = Slug.Of("row-2"), Google = Slug.Of("google-colossus");
    static readonly NodeStates Table = NodeHoursTests.States with { SharedGpus = new(1_000) };
    static readonly Sla Judged = JudgedReadingsTests.Judged with { States = Table };
    static readonly Terms Small = With(new Reserve(Colossus, null, [new(Start, new(100))]), Fee((Start, 1000m)), Judged);
    static readonly Window Weeks = new(At(2026, 5, 1), At(2026, 5, 1) + Duration.FromHours(200));

    // Two contracts of 100 GPUs each, two rows of 64.
    static readonly Book Ground = Ready.Told(At(2026, 4, 20), new SignContract(Small), new SignContract(Small with { Contract = Google, Buyer = Other }),
        new NameBlock(new(First, Colossus, new(64), ["n[1-8]"], null)), new NameBlock(new(Second, Colossus, new(64), ["m1"], null)));

    static Instant Hour(int hour) => Weeks.From + Duration.FromHours(hour);

    static MoveBlock Move(Slug row, BlockState to, int hour, Slug? contract = null) =>
        new(row, new(to, Hour(hour), contract, to == BlockState.Revalidating ? "17" : null, ""));

    static RecordConditions Seen(string id, string node, int from, int? to, Slug? contract = null) =>
        new([new NodeCondition(id, Colossus, node, new(8), Slug.Of("xid-79"), Hour(from), to is { } end ? Hour(end) : null) { Contract = contract }]);

    static decimal Down(Book book, Slug contract) =>
        NodeHours.Of(Table, contract, book.Contracts[contract].Conditions.Values, JudgedReadings.Reserved(book.Contracts[contract], Colossus), Weeks).Down.ToDecimal();

    // Law: whatever becomes of two rows, and in whatever order moves and conditions are said, the hours down by contract and those in which nobody was served are the hours of the
    // conditions.
    [Fact]
    public void Hours_by_contract_through_blocks_and_those_that_served_nobody_are_the_hours_of_the_nodes() =>
        Prop.ForAll((from moves in (from second in Gen.Elements(false, true)
                                    from to in Gen.Choose(0, 7)
                                    from mine in Gen.Elements(false, true)
                                    select (second, to, mine)).ArrayOf(30)
                     from seen in (from second in Gen.Elements(false, true)
                                   from start in Gen.Choose(0, 150)
                                   from length in Gen.Choose(1, 50)
                                   select (second, start, length)).ArrayOf(3)
                     from early in Gen.Elements(false, true)
                     select (moves, seen, early)).ToArbitrary(), said =>
        {
            Book Told(Book book) => said.seen.Select((each, i) => (each, i))
                .Aggregate(book, (known,
                    one) => known.Asked(At(2026, 7, 1), Seen($"c{one.i}", one.each.second ? "m1" : $"n{one.i + 1}", one.each.start, one.each.start + one.each.length)));
            var moved = said.moves.Select((move, i) =>
                Move(move.second ? Second : First, (BlockState)move.to, i * 6, move.to == (int)BlockState.Assigned ? move.mine ? Id : Google : null))
                .Aggregate(said.early ? Told(Ground) : Ground, (book, move) => book.Asked(At(2026, 7, 1), move));
            var book = said.early ? moved : Told(moved);
            // Hour by hour: the nodes of a row that are down, whichever contract the row serves.
            var nobody = Enumerable.Range(0, 200).Sum(hour => Nodes(said.seen, hour).Count(node => Serves(book, node.StartsWith('m') ? Second : First, Hour(hour)) is null)) * 8m;
            var all = Enumerable.Range(0, 200).Sum(hour => Nodes(said.seen, hour).Count()) * 8m;
            return Down(book, Id) + Down(book, Google) + nobody == all;
        }).Check(Laws.Seeded.WithMaxTest(1000));

    static IEnumerable<string> Nodes((bool second, int start, int length)[] seen, int hour) =>
        seen.Select((each, i) => (each, Node: each.second ? "m1" : $"n{i + 1}")).Where(one => one.each.start <= hour && hour < one.each.start + one.each.length)
        .Select(one => one.Node).Distinct();

    static Slug? Serves(Book book, Slug row, Instant at) =>
        new[] { Id, Google }.Where(contract => NodeStay.Of(book.Blocks[row], contract, book.Blocks.Values).Windows.Any(window => window.Contains(at)))
        .Select(contract => (Slug?)contract).SingleOrDefault();

    // By hand: row-1 is in use for the first from hour 10 to 100 and for the second from 150. Node n3 is down from 0 to 170: 90 hours are the first's, 20 the second's, 8 GPUs
    // each.
    [Fact]
    public void A_node_counts_for_the_contract_that_its_block_serves_at_that_hour()
    {
        var book = Ground.Told(At(2026, 7, 1), Seen("dcgm", "n3", 0, 170), Move(First, BlockState.Assigned, 5, Id), Move(First, BlockState.InUse, 10),
            Move(First, BlockState.Draining, 90), Move(First, BlockState.Erasing, 100),
            Move(First, BlockState.Revalidating, 110), Move(First, BlockState.BurnIn, 120), Move(First, BlockState.Ready, 130), Move(First, BlockState.Assigned, 140, Google),
            Move(First, BlockState.InUse, 150));
        Assert.Equal((720m, 160m), (Down(book, Id), Down(book, Google)));
    }

    // By hand: row-1 fails in use at hour 50; its node counts on, 8 GPUs to hour 80, where row-2 stands in for it.
    [Fact]
    public void A_block_that_failed_in_use_counts_until_another_stands_in()
    {
        var book = Ground.Told(At(2026, 7, 1), Move(First, BlockState.Assigned, 0, Id), Move(First, BlockState.InUse, 10), Move(First, BlockState.Failed, 50),
            Seen("dcgm", "n3", 40, null));
        Assert.Equal(160 * 8, Down(book, Id));
        Assert.Equal(40 * 8, Down(book.Told(At(2026, 7, 1), Move(Second, BlockState.Assigned, 70, Id), Move(Second, BlockState.InUse, 80)), Id));
    }

    // A share of 100 of 1,000 GPUs: a node outside of blocks counts 8 x 10 hours at a tenth for both; one in a block that serves nobody for neither; one that names its contract
    // for that alone.
    [Fact]
    public void Outside_of_blocks_the_agreed_share_holds_and_a_named_contract_before_all()
    {
        (decimal, decimal) Of(Book book) => (Down(book, Id), Down(book, Google));
        Assert.Equal((8m, 8m), Of(Ground.Told(At(2026, 7, 1), Seen("a", "elsewhere", 0, 10))));
        Assert.Equal((0m, 0m), Of(Ground.Told(At(2026, 7, 1), Seen("a", "n1", 0, 10))));
        Assert.Equal((80m, 0m), Of(Ground.Told(At(2026, 7, 1), Seen("a", "n1", 0, 10, Id))));
    }

    [Fact]
    public void A_block_that_is_named_later_takes_its_nodes_out_of_the_share()
    {
        var third = Slug.Of("row-3");
        var book = Ground.Told(At(2026, 7, 1), Seen("a", "k7", 0, 10), new NameBlock(new(third, Colossus, new(64), ["k[1-8]"], null)), Move(third, BlockState.Assigned, 0, Google),
            Move(third, BlockState.InUse, 4));
        Assert.Equal((0m, 48m), (Down(book, Id), Down(book, Google)));
    }
}
