using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Units;
using Headroom.Schedulers.State;
using NodaTime;
using NodaTime.Text;

namespace Headroom.Schedulers.Dedicated;

/// <summary>Reads a block of an inventory. What it does not know of a block it leaves; what it cannot do without makes the inventory unusable.</summary>
static class BlockReading
{
    /// <exception cref="SchedulerUnavailable">The block lacks what everything else hangs on, or says it in other words than the contract's.</exception>
    public static BlockSeen Of(JsonElement block)
    {
        var name = HttpApi.Text(block, "Id");
        if (Slug.TryParse(name) is null) throw new SchedulerUnavailable("The inventory has a block without an id that the book could name it by.");
        return new(name, HttpApi.Text(block, "Pool"), Tag(block, name), Count(block, name, "Gpus"), Count(block, name, "GpusUp"), Needed(block, name, "PowerState") != "Off",
            Health(block, name), Word(block, "Tenant"))
        {
            Nodes = block.TryGetProperty("Nodes", out var nodes) ? Count(nodes, name, "Count") : 0,
            UnwellNodes = block.TryGetProperty("Nodes", out var unwell) ? Count(unwell, name, "Unwell") : 0,
            Isolation = Planes(block, "Wanted"),
            Holds = Planes(block, "Holds"),
            BorrowingNoticeMinutes = int.TryParse(HttpApi.Text(block, "BorrowingNoticeMinutes"), out var minutes) ? minutes : null,
            Certificate = block.TryGetProperty("SecureErase", out var erased) ? Word(erased, "Certificate") : null,
            ErasedAt = At(HttpApi.Text(block, "SecureErase", "At")),
            MustBeErased = IsTrue(block, "EraseRequired"),
            Firmware = HttpApi.Text(block, "Firmware", "Baseline"),
            IsCompliant = !block.TryGetProperty("Firmware", out var firmware) || IsTrue(firmware, "Compliant"),
            Tests = [.. List(block, "Tests").Select(Test).OfType<BlockTest>()],
            Task = HttpApi.Text(block, "Task", "@odata.id") is { Length: > 0 } task ? task : null,
        };
    }

    static BlockHealth Health(JsonElement block, string name) => HttpApi.Text(block, "Status", "Health") switch
    {
        "OK" => BlockHealth.Ok,
        "Warning" => BlockHealth.Warning,
        "Critical" => BlockHealth.Critical,
        var other => throw new SchedulerUnavailable($"The health of block '{name}' is '{other}'; OK, Warning or Critical is expected."),
    };

    static BlockTest? Test(JsonElement test) => At(HttpApi.Text(test, "At")) is { } at
        ? new(HttpApi.Text(test, "Name"), HttpApi.Text(test, "Result") == "Passed", at, HttpApi.Text(test, "Report")) : null;

    // It stands in commands that people may paste into a shell.
    static string Tag(JsonElement block, string name) => Needed(block, name, "@odata.etag") is var tag && tag.All(letter => letter is > ' ' and < '\x7f' and not '\'') ? tag
        : throw new SchedulerUnavailable($"Block '{name}' of the inventory has an entity tag that is none.");

    static string Needed(JsonElement block, string name, string field) =>
        HttpApi.Text(block, field) is { Length: > 0 } text ? text : throw new SchedulerUnavailable($"Block '{name}' of the inventory has no {field}.");

    static long Count(JsonElement within, string name, string field) =>
        within.ValueKind == JsonValueKind.Object && within.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var count)
        && count >= 0 ? count
        : throw new SchedulerUnavailable($"Block '{name}' of the inventory has no {field}.");

    static string? Word(JsonElement within, string field) => HttpApi.Text(within, field) is { Length: > 0 } text ? text : null;

    static bool IsTrue(JsonElement within, string field) => within.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.True;

    static ImmutableArray<string> Planes(JsonElement block, string field) => !block.TryGetProperty("Isolation", out var isolation) ? []
        : [.. List(isolation, field).Where(plane => plane.ValueKind == JsonValueKind.String).Select(plane => plane.GetString()!).Order(StringComparer.Ordinal)];

    static IEnumerable<JsonElement> List(JsonElement within, string field) =>
        within.ValueKind == JsonValueKind.Object && within.TryGetProperty(field, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    static Instant? At(string text) => InstantPattern.ExtendedIso.Parse(text).TryGetValue(default, out var at) ? at : null;
}
