using System.Text;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Metering.Events;

namespace Headroom.Metering.Tests.Events;

public sealed class UseEventsTests
{
    const string Good =
        """{"specversion":"1.0","type":"headroom.use.v1","source":"/one","id":"7","extension":"x","data":{"account":"a","from":"2026-06-01T00:00:00Z","to":"2026-06-01T01:00:00Z","units":8}}""";

    static IReadOnlyList<UseEvent> Read(string json) => Node.FromJson(Encoding.UTF8.GetBytes(json)).Then(node => UseEvents.Read(node, Slug.Of("slurm"))).Value!;

    [Fact]
    public void An_event_alone_and_one_in_a_batch_are_the_same_record()
    {
        var alone = Assert.Single(Read(Good)).Record;
        Assert.Equal(alone, Read($"[{Good},{Good}]")[1].Record);
        Assert.Equal(("slurm", "/one 7", "a", 8L, 3600L), (alone!.Source, alone.Id, alone.Account, alone.Units, alone.To - alone.From));
    }

    [Theory]
    [InlineData("\"1.0\"", "\"0.3\"", "specversion")]
    [InlineData("headroom.use.v1", "other", "type")]
    [InlineData("\"units\":8", "\"units\":-8", "units")]
    [InlineData("\"units\":8", "\"watts\":8", "units")]
    [InlineData("T01:00:00Z", "T01:00:00.5Z", "to")]
    [InlineData("2026-06-01T01", "2026-05-01T01", "to")]
    [InlineData("\"account\":\"a\"", "\"account\":\"a;b\"", "account")]
    [InlineData("\"7\"", "\"7\\u0001\"", "id")]
    [InlineData("\"/one\"", "\"/one\\n\"", "source")]
    [InlineData("\"units\":8", "\"units\":8,\"corrects\":\"\\u0000\"", "corrects")]
    public void What_cannot_be_read_is_refused_by_field_and_the_others_are_not(string good, string bad, string field)
    {
        var read = Read($"[{Good},{Good.Replace(good, bad)}]");
        Assert.NotNull(read[0].Record);
        Assert.Null(read[1].Record);
        Assert.EndsWith(field, read[1].Refusal!.Field);
    }
}
