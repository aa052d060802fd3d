namespace Headroom.Cli.Tests;

/// <summary>Reclaims on the command line, on the example of deliveries, whose contract has such a clause.</summary>
public sealed class ReclaimTests
{
    [Fact]
    public void A_reclaim_is_asked_noticed_listed_and_shown()
    {
        using var terminal = new Terminal();
        var file = Path.Combine(terminal.Folder, "book.yaml");
        File.WriteAllText(file, """
            owner: us
            zone: UTC
            sandbox: true
            opens: 2026-01-01
            steps:
              - { site: hall, zone: UTC }
              - { pool: gpus, site: hall, block: 8, draw: { kilowatts: 1, per-gpus: 1 } }
              - { supply: first, pool: gpus, gpus: 1000, planned: 2026-01-01 }
              - { energise: first, on: 2026-01-01 }
              - { sign: deal.yaml, said: 2026-01-02 }
            """);
        File.WriteAllText(Path.Combine(terminal.Folder, "deal.yaml"), """
            contract: deal
            seller: us
            buyer: them
            zone: UTC
            currency: USD
            term: { from: 2026-02-01, through: 2026-07-31 }
            legs:
              - { reserve: gpus, steps: [{ from: 2026-02-01, gpus: 1000 }] }
              - { monthly: fee, steps: [{ from: 2026-02-01, amount: 28000 }] }
              - { reclaim: taking back, pool: gpus, most: 500, notice-days: 7, compensation: 10%, opt-in: true }
            """);
        Assert.Equal("", terminal.Run("load", terminal.Folder).Error);
        string[] ask = ["reclaim", "ask", "run-9", "--contract", "deal", "--clause", "taking back", "--gpus", "500", "--by", "2026-03-01", "--reason", "a larger model", "--at",
            "2026-02-01T00:00:00Z"];

        Assert.Contains("has not agreed", terminal.Run(ask).Error);
        Assert.Equal(0, terminal.Run("contract", "event", "deal", "reclaim-opted-in", "clause=taking back", "who=head of infrastructure", "evidence=letter of 1 February", "--on",
            "2026-02-01").Code);
        Assert.Equal(0, terminal.Run(ask).Code);
        Assert.Equal(0, terminal.Run("reclaim", "move", "run-9", "noticed", "--at", "2026-02-10T00:00:00Z", "--from", "2026-03-01").Code);
        var (list, shown) = (terminal.Json("reclaim", "list").GetProperty("reclaims")[0], terminal.Run("reclaim", "show", "run-9").Out);

        // Half of 28,000 for five months, and a tenth of it on top.
        Assert.Equal((70_000m, 7_000m, "noticed"),
            (list.GetProperty("fees-fall").GetDecimal(), list.GetProperty("compensation").GetDecimal(), list.GetProperty("stage").GetString()));
        Assert.Contains("compensation 7,000.00 USD; agreed head of infrastructure on 2026-02-01: letter of 1 February", shown);
        Assert.Contains("noticed", terminal.Run("reclaim", "list").Out);
        Assert.Equal(1, terminal.Run("reclaim", "show", "run-10").Code);
    }
}
