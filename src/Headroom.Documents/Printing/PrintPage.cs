using System.Text.Json.Nodes;
using Headroom.Documents.Paper;

namespace Headroom.Documents.Printing;

/// <summary>One page of the browser, without scripts and offline, into which documents are put one after another.</summary>
sealed class PrintPage
{
    static readonly TimeSpan OpeningTakes = TimeSpan.FromSeconds(15), PrintingTakes = TimeSpan.FromSeconds(60);

    readonly DevTools _tools;
    readonly string _session, _frame;

    PrintPage(DevTools tools, string session, string frame) => (_tools, _session, _frame) = (tools, session, frame);

    public static async Task<PrintPage> Open(DevTools tools)
    {
        var target = await tools.Ask("Target.createTarget", null, new() { ["url"] = "about:blank" }, OpeningTakes);
        var attached = await tools.Ask("Target.attachToTarget", null, new() { ["targetId"] = target.GetProperty("targetId").GetString(), ["flatten"] = true }, OpeningTakes);
        var session = attached.GetProperty("sessionId").GetString()!;
        await tools.Ask("Emulation.setScriptExecutionDisabled", session, new() { ["value"] = true }, OpeningTakes);
        await tools.Ask("Network.enable", session, [], OpeningTakes);
        await tools.Ask("Network.emulateNetworkConditions", session, new() { ["offline"] = true, ["latency"] = 0, ["downloadThroughput"] = 0, ["uploadThroughput"] = 0 },
            OpeningTakes);
        var tree = await tools.Ask("Page.getFrameTree", session, [], OpeningTakes);
        return new(tools, session, tree.GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString()!);
    }

    /// <summary>The HTML as a tagged PDF on the paper that its own style names.</summary>
    public async Task<byte[]> Print(string html)
    {
        // A fresh document each time: the policy of the one before would hold for this one too.
        await _tools.Ask("Page.navigate", _session, new() { ["url"] = "about:blank" }, PrintingTakes);
        await _tools.Ask("Page.setDocumentContent", _session, new() { ["frameId"] = _frame, ["html"] = html }, PrintingTakes);
        // The style's font is decoded beside the page; printed before that, the text would stand in another one.
        await _tools.Ask("Runtime.evaluate", _session,
            new() { ["expression"] = "document.fonts.ready.then(() => document.fonts.status)", ["awaitPromise"] = true, ["returnByValue"] = true }, PrintingTakes);
        var printed = await _tools.Ask("Page.printToPDF", _session, new() { ["printBackground"] = true, ["preferCSSPageSize"] = true, ["generateTaggedPDF"] = true },
            PrintingTakes);
        return printed.GetProperty("data").GetBytesFromBase64();
    }
}
