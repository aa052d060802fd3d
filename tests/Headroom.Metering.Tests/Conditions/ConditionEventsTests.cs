using Headroom.Formats;
using Headroom.Metering.Conditions;

namespace Headroom.Metering.Tests.Conditions;

public sealed class ConditionEventsTests
{
    static string Event(string id, string data, string type = ConditionEvents.Type) =>
        $$$"""{"specversion":"1.0","type":"{{{type}}}","source":"/dcgm","id":"{{{id}}}","data":{"pool":"hall","node":"n1","gpus":8,"code":"xid-79","from":"2026-06-01T00:00:00Z"{{{data}}}}}""";

    static ConditionsRead Read(string json) => Node.FromJson(System.Text.Encoding.UTF8.GetBytes(json)).Then(ConditionEvents.Read).Value!;

    [Fact]
    public void A_later_event_about_the_same_condition_ends_it()
    {
        var read = Read($"[{Event("1", "")},{Event("2", ",\"condition\":\"1\",\"to\":\"2026-06-01T02:00:00Z\"")}]");
        Assert.Equal(["/dcgm 1", "/dcgm 1"], read.Conditions.Select(each => each.Condition.Id));
        Assert.Equal([false, true], read.Conditions.Select(each => each.Condition.End is not null));
    }

    [Fact]
    public void An_event_that_is_none_is_set_aside_by_itself()
    {
        var read = Read($"[{Event("1", ",\"to\":\"late\"")},{Event("2", "", "other")},{Event("3", "")}]");
        Assert.Equal(["/dcgm 1", "/dcgm 2"], read.SetAside.Select(each => each.Place));
        Assert.Equal("/dcgm 3", Assert.Single(read.Conditions).Condition.Id);
    }
}
