using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Tests.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class RecordConditionsTests
{
    static readonly NodeCondition Seen = NodeHoursTests.Seen("n1", "xid-79", 0, null) with { Contract = null };
    static readonly Instant Later = Seen.From + Duration.FromHours(5);

    [Fact]
    public void Each_reason_to_refuse()
    {
        Refuses(Seen with { Pool = Slug.Of("elsewhere") }, RefusalCode.NotFound, "pool");
        Refuses(Seen with { Contract = Slug.Of("nobody") }, RefusalCode.NotFound, "contract");
        Refuses(Seen with { Gpus = new(220_001) }, RefusalCode.OutOfRange, "gpus");
        Refuses(Seen with { Gpus = Gpus.Zero }, RefusalCode.OutOfRange, "gpus");
        Refuses(Seen with { End = Seen.From }, RefusalCode.DatesUpsideDown, "to");
        Refuses(Seen with { From = Later + Duration.FromSeconds(1) }, RefusalCode.InTheFuture, "from");
        Refuses(Seen with { End = Later + Duration.FromSeconds(1) }, RefusalCode.InTheFuture, "to");
        Refuses(Seen with { Noticed = Later }, RefusalCode.DatesUpsideDown, "noticed");
        Ready.Refuses(Later, new RecordConditions([]), RefusalCode.OutOfRange, "conditions");
        Ready.Refuses(Later, new RecordConditions([Seen, Seen with { Id = "b", Gpus = Gpus.Zero }]), RefusalCode.OutOfRange, "conditions[1].gpus");

        static void Refuses(NodeCondition condition, RefusalCode code, string field) => Ready.Refuses(Later, new RecordConditions([condition]), code, field);
    }

    [Fact]
    public void It_is_said_once_and_ends_by_being_said_again_under_its_id()
    {
        var began = Ready.Told(Later, new RecordConditions([Seen]));
        began.Refuses(Later, new RecordConditions([Seen]), RefusalCode.AlreadyExists, "condition");
        var ended = began.Told(Later, new RecordConditions([Seen, Seen with { End = Later }]));
        Assert.Equal((Later, began.Position + 1), (ended.Conditions[Seen.Id].End, ended.Position));
    }
}
