using Headroom.Core.Commands;
using Headroom.Formats.Facts;

namespace Headroom.Formats.Scenarios;

/// <summary>What is judged in the accounts, read from the fields of a step.</summary>
static class AccountingSteps
{
    /// <summary>The words of the steps.</summary>
    public static string[] Kinds { get; } = ["accounting-policy", "lease-test"];

    public static Command Read(Fields f, string kind)
    {
        if (kind == "lease-test") return new AssessLease(f.Id(kind), AccountingFormat.Lease(f));
        var fields = f.Map(kind);
        var policy = AccountingFormat.Policy(fields);
        fields.Done();
        return new StateAccountingPolicy(policy);
    }
}
