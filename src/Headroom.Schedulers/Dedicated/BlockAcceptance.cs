using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Schedulers.State;
using NodaTime;

namespace Headroom.Schedulers.Dedicated;

/// <summary>
/// The acceptance of a delivery tranche by the tests that its blocks passed, as their agent reports them. The tests are those of the contract's clause; the evidence names the
/// blocks and the digest of every test's time and report, so that whoever doubts it can ask the agent again.
/// </summary>
public static class BlockAcceptance
{
    const int MostCharacters = 500;

    /// <summary>The command that accepts a tranche, or why its blocks do not show it: one is not the contract's, one has not passed a test, or together they are too few.</summary>
    /// <param name="names">The blocks of the tranche.</param>
    /// <param name="on">The date of the acceptance.</param>
    public static (RecordEvent? Command, Refusal? Why) Of(Look look, Slug contract, string tranche, IReadOnlyCollection<Slug> names, LocalDate on)
    {
        if (!look.Book.Contracts.TryGetValue(contract, out var known)) return (null, new(RefusalCode.NotFound, "contract", $"There is no contract '{contract}'."));
        if (TrancheDelivery.Of(known, tranche, on) is not { } clause) return (null, new(RefusalCode.NotFound, "tranche", $"'{contract}' has no tranche '{tranche}' on {on:R}."));
        var held = look.Book.BlocksOf(contract, look.Now).Where(block => block.Pool == clause.Pool).Select(block => block.Id.ToString()).ToHashSet();
        if (names.FirstOrDefault(name => !held.Contains(name.ToString())) is { } other && names.Any(name => !held.Contains(name.ToString())))
            return (null, new(RefusalCode.NotFound, "blocks", $"'{other}' is not with '{contract}' in pool '{clause.Pool}'."));
        var blocks = look.Observed.Blocks.Where(block => names.Any(name => name.ToString() == block.Name)).ToList();
        return Shortfall(clause, names, blocks) is { } why ? (null, why)
            : (new(contract, new TrancheAccepted(on, tranche, [.. clause.Tests], Evidence(look.Observed.Version, blocks, clause.Tests))), null);
    }

    static Refusal? Shortfall(TrancheDelivery clause, IReadOnlyCollection<Slug> names, List<BlockSeen> blocks)
    {
        if (names.FirstOrDefault(name => blocks.All(block => block.Name != name.ToString())) is { } unseen && blocks.Count < names.Count)
            return new(RefusalCode.NotFound, "blocks", $"The agent does not know '{unseen}'.");
        foreach (var test in clause.Tests)
            if (blocks.FirstOrDefault(block => !block.Tests.Any(run => run.Name == test && run.IsPassed)) is { } failing)
                return new(RefusalCode.InvalidTerms, "tests", $"'{failing.Name}' has not passed '{test}', which the acceptance of '{clause.Name}' asks for.");
        var gpus = blocks.Sum(block => block.Gpus);
        return gpus >= clause.Gpus.Count ? null
            : new Refusal(RefusalCode.OutOfRange, "blocks", $"The blocks have {gpus} GPUs; tranche '{clause.Name}' is {clause.Gpus}.").With("gpus", gpus)
            .With("tranche_gpus", clause.Gpus.Count);
    }

    static string Evidence(string agent, List<BlockSeen> blocks, ImmutableArray<string> tests)
    {
        var runs = blocks.SelectMany(block => block.Tests.Where(run => tests.Contains(run.Name)).Select(run => $"{block.Name} {run.Name} {Json.Text(run.At)} {run.Report}"))
            .Order(StringComparer.Ordinal).ToList();
        var text =
            $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', runs))))} of {runs.Count} test reports of {agent}, blocks {string.Join(' ', blocks.Select(block => block.Name))}";
        return text.Length <= MostCharacters ? text : text[..MostCharacters];
    }
}
