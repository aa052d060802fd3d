using System.Diagnostics;
using System.Reflection;
using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Journal.Keeping;
using Headroom.Journal.Tests.Store;
using NodaTime;

namespace Headroom.Journal.Tests.Keeping;

/// <summary>Two processes that sell one pool at the same time, on whichever store.</summary>
public abstract class SellingSuite(TestBook book) : IDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    // Law: the head is the lock. Whoever races, nothing is sold twice, and what was acknowledged is in the book once.
    [Fact]
    public void Two_processes_race_to_sell_one_pool_and_never_oversell_it()
    {
        using (var keeper = new Bookkeeper(book.Open(), new SetClock(Saying.NewYear))) keeper.Begin();
        using var left = Start("left", 1);
        using var right = Start("right", 2);
        string[] lines = [.. Told(left), .. Told(right)];

        using var after = new Bookkeeper(book.Open(), new SetClock(Saying.NewYear));
        var signed = after.Facts(0, long.MaxValue).Where(fact => fact.Body is ContractSigned).ToList();
        Assert.Equal(2 * Seller.Contracts, lines.Length);
        Assert.Equal(
            lines.Where(line => line.StartsWith("signed")).Order(),
            signed.Select(fact => $"signed {fact.Body.About} {fact.Position}").Order());
        Assert.All(lines.Where(line => !line.StartsWith("signed")), line => Assert.EndsWith($" {RefusalCode.Oversold}", line));
        Assert.All(new[] { "left", "right" }, name => Assert.Contains(signed, fact => fact.Actor == Slug.Of(name)));
        Assert.True(lines.Count(line => line.StartsWith("refused")) > 10, "the race was too easy");
        AssertWithinSupply([.. signed.Select(fact => ((ContractSigned)fact.Body).Terms)]);
        Assert.IsType<Verification.Clean>(after.Journal.Verify());
    }

    public void Dispose()
    {
        book.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The sum by hand, day by day, without any of the program's own views.</summary>
    static void AssertWithinSupply(IReadOnlyList<Core.Contracts.Terms> terms)
    {
        var most = 0L;
        for (var day = Saying.NewYear; day < Saying.NewYear.PlusYears(3); day = day.PlusDays(1))
        {
            var sold = terms.Where(contract => contract.From <= day && day <= contract.Through)
                .Sum(contract => contract.Legs.OfType<Core.Contracts.Reserve>().Single().Steps[0].Gpus.Count);
            Assert.True(sold <= Saying.Supply, $"{sold} GPUs are sold on {day}");
            most = Math.Max(most, sold);
        }
        Assert.True(most > Saying.Supply * 9 / 10, $"at most {most} GPUs were sold: too few to prove anything");
    }

    Process Start(string name, int seed)
    {
        // Run by `dotnet test.dll` the process is the host, which must be told the program again.
        var host = Environment.ProcessPath!;
        string[] self = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [host, Assembly.GetExecutingAssembly().Location] : [host];
        string[] words = [.. self, Seller.Word, book.Name, name, $"{seed}"];
        return Process.Start(new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true })!;
    }

    static string[] Told(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        Assert.True(process.WaitForExit(Limit), "the seller did not end");
        Assert.Equal(0, process.ExitCode);
        return output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
