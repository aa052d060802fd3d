using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Facts;

/// <summary>Reads and writes what is judged in the accounts: accounting policies of classes of contracts, and assessments whether a contract is a lease.</summary>
public static class AccountingFormat
{
    /// <summary>The kinds that stand here.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["accounting-policy.stated.v1", "lease.assessed.v1"];

    internal static FactBody? Read(string kind, Fields f) => kind switch
    {
        "accounting-policy.stated.v1" => new AccountingPolicyStated(Policy(f)),
        "lease.assessed.v1" => new LeaseAssessed(f.Id("contract"), Lease(f)),
        _ => null,
    };

    internal static bool Write(Utf8JsonWriter json, FactBody body)
    {
        switch (body)
        {
            case AccountingPolicyStated fact: Write(json, fact.Policy); return true;
            case LeaseAssessed fact:
                json.WriteString("contract", fact.Contract.ToString());
                Write(json, fact.Assessment);
                return true;
            default: return false;
        }
    }

    /// <summary>A policy, in files and requests as in facts.</summary>
    public static AccountingPolicy Policy(Fields f) => new(
        f.IdOrNone("class"), f.Date("from"), f.Has("revenue") ? f.Word("revenue", Words.Policies) : null, Elections(f), f.Id("preparer"), f.Text("note", 500))
    {
        ExpectedBreakage = f.Has("breakage") ? f.Share("breakage") : null,
    };

    /// <summary>An assessment, in files and requests as in facts.</summary>
    public static LeaseAssessment Lease(Fields f) => new(
        f.Date("on"), f.Word("identified-by", Words.Identifications), f.Word("substitution", Words.SubstitutionRights), f.Word("use-directed-by", Words.UsesDirected),
        f.Word("operated-by", Words.Sides), f.Share("share-of-output"), f.Word("concluded", Words.LeaseConclusions), f.Id("assessor"),
        f.Text("reason", "", LeaseAssessment.MostReason));

    /// <summary>A policy as it is stored and shown.</summary>
    public static void Write(Utf8JsonWriter json, AccountingPolicy policy)
    {
        if (policy.Class is { } name) json.WriteString("class", name.ToString());
        json.Date("from", policy.From);
        if (policy.Revenue is { } revenue) json.WriteString("revenue", Words.Of(Words.Policies, revenue));
        json.WriteString("elections", string.Join(", ", policy.Elections.Select(election => Words.Of(Words.RpoElections, election))));
        if (policy.ExpectedBreakage is { } breakage) json.WriteNumber("breakage", breakage);
        json.WriteString("preparer", policy.Preparer.ToString());
        json.WriteString("note", policy.Note);
    }

    /// <summary>An assessment as it is stored and shown.</summary>
    public static void Write(Utf8JsonWriter json, LeaseAssessment lease)
    {
        json.Date("on", lease.On);
        json.WriteString("identified-by", Words.Of(Words.Identifications, lease.Identified));
        json.WriteString("substitution", Words.Of(Words.SubstitutionRights, lease.Substitution));
        json.WriteString("use-directed-by", Words.Of(Words.UsesDirected, lease.Directs));
        json.WriteString("operated-by", Words.Of(Words.Sides, lease.Operates));
        json.WriteNumber("share-of-output", lease.ShareOfOutput);
        json.WriteString("concluded", Conclusion(lease.Concluded));
        json.WriteString("assessor", lease.Assessor.ToString());
        json.WriteString("reason", lease.Reason);
    }

    /// <summary>The word of a conclusion.</summary>
    public static string Conclusion(bool isLease) => Words.LeaseConclusions.First(word => word.Meaning == isLease).Word;

    // Words with commas between them, as a person writes them and a command line hands them over.
    static ImmutableArray<RpoElection> Elections(Fields f)
    {
        var elections = ImmutableArray.CreateBuilder<RpoElection>();
        foreach (var word in f.Text("elections", "", 200).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Words.RpoElections.Any(known => known.Word == word)) elections.Add(Words.RpoElections.First(known => known.Word == word).Meaning);
            else f.Fault("elections", RefusalCode.Malformed, $"'{Fields.Short(word)}' is not one of {string.Join(", ", Words.RpoElections.Select(known => known.Word))}.");
        }
        return elections.ToImmutable();
    }
}
