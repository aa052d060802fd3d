namespace Headroom.Cli.Tests;

/// <summary>What schedulers are to enforce, as people and programs see it.</summary>
public sealed class QuotasTests
{
    [Fact]
    public void Each_tenants_quota_is_shown_with_what_it_will_be()
    {
        using var loaded = Terminal.Loaded();

        var quotas = loaded.Json("quotas", "--at", "2026-05-02", "--pool", "colossus-1");

        Assert.Equal(["anthropic firm 110000 220000", "spacex-ai firm 110000 0", "spacex-ai interruptible 110000 220000"],
            quotas.GetProperty("quotas").EnumerateArray()
            .Select(line => $"{line.GetProperty("tenant")} {line.GetProperty("tier")} {line.GetProperty("gpus")} {line.GetProperty("next-gpus")}"));
        Assert.Equal("2026-07-01T05:00:00Z", quotas.GetProperty("next-change").GetString());
        Assert.Contains("interruptible (borrowed)", loaded.Text("quotas"));
    }

    [Fact]
    public void A_pool_that_is_not_there_is_refused_with_those_that_are()
    {
        using var loaded = Terminal.Loaded();

        var said = loaded.Run("quotas", "--pool", "colossus-9");

        Assert.Equal(1, said.Code);
        Assert.Contains("colossus-1, colossus-2", said.Error);
    }
}
