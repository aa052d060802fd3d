using System.Text.RegularExpressions;

namespace Headroom.Cli.Tests;

/// <summary>The whole on a real scheduler: book, quota, jobs, metering, invoices, wind-down.</summary>
public sealed partial class DemoTests
{
    [Fact]
    public void A_contract_lives_and_ends_on_real_Slurm()
    {
        var (output, error) = (new StringWriter(), new StringWriter());

        var code = Entry.Run(["demo", "slurm"], NodaTime.SystemClock.Instance, output, error);

        Assert.SkipWhen(code == 69 && Unable().IsMatch(error.ToString()), error.ToString());
        Assert.Equal((0, ""), (code, error.ToString()));
        var said = output.ToString();
        // Own work filled everything, the customer's quota arrived, and two of four own jobs gave way.
        Assert.Matches(@"account own +operator +gpus +32 +32 +32 +32", said);
        Assert.Contains("account acme (new): gpus none -> 16 GPUs, default-qos firm, qos firm", said, StringComparison.Ordinal);
        Assert.Matches(@"account acme +acme +gpus +16 +16 +16 +16", said);
        Assert.Equal(2, Preempted().Count(said));
        // What would be written is shown first, and what somebody changed by hand is mended.
        Assert.Contains("sacctmgr -i load /dev/stdin <<'END'", said, StringComparison.Ordinal);
        Assert.Matches("mended, read back and said at position [0-9]+: account acme: gpus 32 -> 16 GPUs", said);
        // What was metered is billed, to the cent, and after the notice the quota is gone.
        Assert.Matches(@"acme +acme-slurm +contract +0\.\d+", said);
        Assert.Matches(@"compute: \d{4}-\d\d +0\.\d\d", said);
        Assert.Matches(@"account acme +acme +gpus +0 +0 +0 +0", said);
        Assert.Contains("INV-0000002", said, StringComparison.Ordinal);
        Assert.Contains("clean: ", said, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateDirectories(Path.GetTempPath(), "headroom-demo-*"), folder => said.Contains(folder, StringComparison.Ordinal));
    }

    [GeneratedRegex("needs root|is missing; run:")]
    private static partial Regex Unable();

    [GeneratedRegex(@" own +own +PENDING")]
    private static partial Regex Preempted();
}
