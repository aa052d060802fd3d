using System.Text.Json.Nodes;

namespace Headroom.Agent;

/// <summary>The inventory as resources in the manner of Redfish (docs/formats/block-agent.md).</summary>
static class Resources
{
    /// <summary>The root: what speaks, and where things are.</summary>
    public static JsonObject Root() => new()
    {
        ["@odata.id"] = "/v1",
        ["Id"] = "block-agent",
        ["Name"] = "Headroom reference agent",
        ["ContractVersion"] = 1,
        ["Blocks"] = Link("/v1/Blocks"),
    };

    public static JsonObject Page(IReadOnlyList<Block> blocks, string? next) => new()
    {
        ["@odata.id"] = "/v1/Blocks",
        ["Members"] = new JsonArray([.. blocks.Select(Of)]),
        ["Members@odata.nextLink"] = next,
    };

    public static JsonNode Of(Block block) => new JsonObject
    {
        ["@odata.id"] = $"/v1/Blocks/{block.Id}",
        ["@odata.etag"] = block.ETag,
        ["Id"] = block.Id,
        ["Pool"] = block.Pool,
        ["Gpus"] = block.Gpus,
        ["GpusUp"] = block.GpusUp,
        ["Nodes"] = new JsonObject { ["@odata.id"] = $"/v1/Blocks/{block.Id}/Nodes", ["Count"] = block.Nodes, ["Unwell"] = block.Faults.Length },
        ["PowerState"] = block.IsOn ? "On" : "Off",
        ["Status"] = new JsonObject { ["Health"] = block.Health, ["State"] = block.Task is null ? "Enabled" : "Updating" },
        ["Tenant"] = block.Tenant,
        ["Isolation"] = new JsonObject { ["Wanted"] = Words(block.Isolation), ["Holds"] = Words(block.Holds) },
        ["BorrowingNoticeMinutes"] = block.BorrowingNoticeMinutes,
        ["SecureErase"] = block.SecureErase is { } erased
            ? new JsonObject { ["Certificate"] = erased.Certificate, ["Method"] = erased.Method, ["At"] = Text(erased.At), ["Sha256"] = erased.Sha256 } : null,
        ["EraseRequired"] = block.IsUsed && block.Tenant is null,
        ["Firmware"] = new JsonObject { ["Baseline"] = block.Firmware.Baseline, ["Compliant"] = block.Firmware.IsCompliant },
        ["Tests"] = new JsonArray(
            [.. block.Tests.Select(test =>
                new JsonObject { ["Name"] = test.Name, ["Result"] = test.IsPassed ? "Passed" : "Failed", ["At"] = Text(test.At), ["Report"] = test.Report })]),
        ["Task"] = block.Task is { } task ? Link($"/v1/Tasks/{task}") : null,
    };

    public static JsonObject Of(Work work, DateTimeOffset now) => new()
    {
        ["@odata.id"] = $"/v1/Tasks/{work.Id}",
        ["Id"] = work.Id,
        ["Name"] = work.Kind,
        ["Block"] = Link($"/v1/Blocks/{work.Block}"),
        ["TaskState"] = work.PercentAt(now) == 100 ? "Completed" : "Running",
        ["PercentComplete"] = work.PercentAt(now),
        ["StartTime"] = Text(work.From),
    };

    /// <summary>Nodes of a block from one on; those that are not listed as unwell are well.</summary>
    public static JsonObject Nodes(Block block, int first, int count) => new()
    {
        ["@odata.id"] = $"/v1/Blocks/{block.Id}/Nodes",
        ["Members"] = new JsonArray([.. Enumerable.Range(first, Math.Clamp(block.Nodes - first, 0, count)).Select(index => Node(block, $"{block.Id}-n{index + 1:0000}"))]),
        ["Members@odata.nextLink"] = first + count < block.Nodes ? $"/v1/Blocks/{block.Id}/Nodes?first={first + count}" : null,
    };

    public static JsonObject Error(Refused why) => new() { ["error"] = new JsonObject { ["code"] = why.Code, ["message"] = why.Message } };

    static JsonNode Node(Block block, string name)
    {
        var fault = block.Faults.FirstOrDefault(each => each.Node == name);
        return new JsonObject
        {
            ["Id"] = name,
            ["Gpus"] = block.GpusPerNode,
            ["GpusUp"] = block.GpusPerNode - (fault?.GpusDown ?? 0),
            ["PowerState"] = block.IsOn ? "On" : "Off",
            ["Status"] = new JsonObject { ["Health"] = fault?.Health ?? "OK" },
        };
    }

    static JsonObject Link(string path) => new() { ["@odata.id"] = path };

    static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(word => (JsonNode)word)]);

    static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
}
