namespace Headroom.Cli.Tests;

/// <summary>Blocks on the command line.</summary>
public sealed class BlockTests
{
    [Fact]
    public void A_block_is_named_moved_listed_and_shown()
    {
        using var terminal = Terminal.Loaded();
        int Run(params string[] words) => terminal.Run(words).Code;

        Assert.Equal(0, Run("block", "name", "row-1", "--pool", "colossus-1", "--gpus", "4608", "--nodes", "row-1-[1-288],row-1-[289-576]", "--isolation", "own fabric partition"));
        Assert.Equal(0, Run("block", "move", "row-1", "assigned", "--contract", "anthropic-colossus", "--at", "2026-05-01T06:00:00Z", "--evidence", "protocol 3"));
        var wrong = terminal.Run("block", "move", "row-1", "draining");
        var (list, shown) = (terminal.Json("block", "list").GetProperty("blocks")[0], terminal.Json("block", "show", "row-1"));

        Assert.Equal(1, wrong.Code);
        Assert.Contains("from there it can become in-use, ready, failed, and not draining", wrong.Error);
        Assert.Equal(("assigned", "2026-05-01T06:00:00Z", "anthropic-colossus"),
            (list.GetProperty("state").GetString(), list.GetProperty("since").GetString(), list.GetProperty("with").GetString()));
        Assert.Equal(("protocol 3", 2), (shown.GetProperty("moves")[0].GetProperty("evidence").GetString(), shown.GetProperty("nodes").GetArrayLength()));
        Assert.Contains("assigned", terminal.Run("block", "list").Out);
        Assert.Contains("nodes: row-1-[1-288], row-1-[289-576]", terminal.Run("block", "show", "row-1").Out);
        Assert.Equal(1, Run("block", "show", "row-2"));
    }
}
