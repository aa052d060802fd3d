using System.Collections.Immutable;
using Headroom.Agent;

namespace Headroom.Formats.Tests.Schemas;

/// <summary>What the reference agent answers is what the published schema of block agents describes.</summary>
public sealed class BlockAgentTests
{
    static readonly DateTimeOffset Now = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly Block Free = new("c1-01", "colossus-1", 2, 8);

    static readonly ImmutableArray<Block> Blocks =
    [
        Free, Free with { Tenant = "acme", Isolation = Block.Planes, Holds = ["network"], IsOn = true, IsUsed = true, Task = "1", BorrowingNoticeMinutes = 15,
            Faults = [new("c1-01-n0001", "Critical", 8)] },
        Free with { SecureErase = new("erase-1", "purge", Now, new string('a', 64)), Firmware = new("2026.04", false),
            Tests = [new("burn-in", true, Now, "report"), new("fabric", false, Now, "")] },
    ];

    [Fact]
    public void Its_resources_keep_to_the_schema()
    {
        Asked[] answers =
        [
            .. Blocks.Select(block => new Asked("block-agent", Resources.Of(block).ToJsonString(), IsJson: true)),
            new("block-agent-page", Resources.Page(Blocks, "/v1/Blocks?after=c1-01").ToJsonString(), IsJson: true),
            new("block-agent-task", Resources.Of(new Work("1", "erase", "c1-01", Now, Now.AddSeconds(10)), Now).ToJsonString(), IsJson: true),
            new("block-agent-refusal", Resources.Error(new(409, "Occupied", "It is.")).ToJsonString(), IsJson: true),
        ];
        Assert.All(Validator.Faults(answers), Assert.Empty);

        var wrong = Resources.Of(Free).ToJsonString();
        Assert.All(Validator.Faults(
            [new("block-agent", wrong.Replace("\"OK\"", "\"Fine\"", StringComparison.Ordinal), IsJson: true),
                new("block-agent", wrong.Replace("Tenant", "Holder", StringComparison.Ordinal), IsJson: true)]), Assert.NotEmpty);
    }
}
