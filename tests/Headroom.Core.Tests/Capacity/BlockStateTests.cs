using Headroom.Core.Capacity;

namespace Headroom.Core.Tests.Capacity;

public sealed class BlockStateTests
{
    // Law: from every state a block can get back to ready, and through use only by way of erasing or failure.
    [Fact]
    public void Every_state_leads_back_to_ready()
    {
        foreach (var state in Enum.GetValues<BlockState>()) Assert.Contains(BlockState.Ready, Reached(state));
    }

    [Fact]
    public void From_use_a_block_is_never_ready_without_being_revalidated()
    {
        Assert.DoesNotContain(BlockState.Ready, Reached(BlockState.InUse, without: BlockState.Revalidating));
        Assert.DoesNotContain(BlockState.Assigned, Reached(BlockState.InUse, without: BlockState.Revalidating));
    }

    [Fact]
    public void The_names_are_those_of_files()
    {
        Assert.Equal(["ready", "assigned", "in-use", "draining", "erasing", "revalidating", "burn-in", "failed"], Enum.GetValues<BlockState>().Select(state => state.Word()));
    }

    static HashSet<BlockState> Reached(BlockState from, BlockState? without = null)
    {
        var (reached, open) = (new HashSet<BlockState>(), new Queue<BlockState>([from]));
        while (open.TryDequeue(out var state))
            foreach (var next in state.Next())
                if (next != without && reached.Add(next)) open.Enqueue(next);
        return reached;
    }
}
