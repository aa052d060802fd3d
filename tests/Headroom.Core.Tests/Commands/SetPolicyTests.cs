using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class SetPolicyTests
{
    [Fact]
    public void Each_bound()
    {
        Refused(Policy.Default with { Risk = 0.51m }, "risk");
        Refused(Policy.Default with { Risk = -0.01m }, "risk");
        Refused(Policy.Default with { HandoverDays = 91 }, "handover-days");
        Refused(Policy.Default with { HandoverDays = 5, Handover = [new(Core.Capacity.BlockState.Erasing, 2), new(Core.Capacity.BlockState.BurnIn, 2)] }, "handover");
        Refused(Policy.Default with { Paths = 99 }, "paths");
        Refused(Policy.Default with { Paths = 10_001 }, "paths");
    }

    [Fact]
    public void It_binds_from_now_on()
    {
        var policy = new Policy(0.1m, 14, 100, 7);

        Assert.Equal(policy, Ready.Told(At(2026, 3, 2), new SetPolicy(policy)).Policy);
    }

    static void Refused(Policy policy, string field) => Ready.Refuses(At(2026, 3, 2), new SetPolicy(policy), RefusalCode.OutOfRange, field);
}
