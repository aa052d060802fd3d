using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Core.Views.Disclosure;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using Headroom.Formats.Terms;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>accounting state|list</c>, <c>contract lease-test</c>, and the lines about policy under reports of revenue and backlog.</summary>
static class AccountingCommands
{
    public static Command Build(IClock clock) => Common.Group("accounting", "Accounting policies for classes of contracts.",
        Common.Of("state", "State how revenue of a class of contracts is recognised, and what is left out of the obligations disclosed, from a month on.", clock,
            session => session.Say(_ => new StateAccountingPolicy(AccountingFormat.Policy(session.Input)),
                done => LoadCommands.Done(session, done.Book.Position, Stated(done.Book))),
            Common.Text("--class", "The class that terms name. Default: every contract without a statement of its own."), Common.Text("--from", "The first of a month."),
            Common.Text("--revenue", $"One of {string.Join(", ", Words.Policies.Select(word => word.Word))}. Default: as each contract's terms say."),
            Common.Text("--elections", $"With commas between them: {string.Join(", ", Words.RpoElections.Select(word => word.Word))}. Default: none."),
            Common.Text("--breakage",
                "The share of committed units, or of units bought ahead, that is expected not to be used and earned in proportion to the use of the others, such as 10%. Default: breakage is earned when the right lapses."),
            Common.Text("--preparer", "Opaque id of who prepared it."), Common.Text("--note", "Why."), Common.Key()),
        Common.Of("list", "List the policies that were stated and the classes that there are.", clock, List, Framework(), Common.Position()));

    // A policy may be stated before the first contract of its class is signed; a misspelt class looks the same.
    static string Stated(Book book) => book.Accounting[^1] is not { Class: { } name } policy || book.Sold.Any(policy.IsAbout) ? "The policy is stated."
        : $"The policy is stated. No contract names the class '{name}' yet: it will hold for those that do. "
            + (book.Sold.Select(contract => contract.Terms.Class).OfType<Slug>().Distinct().Order().ToList() is { Count: > 0 } named
                ? $"Contracts name {string.Join(", ", named.Take(8))}." : "No contract names a class.");

    public static Command LeaseTest(IClock clock) => Common.Of("lease-test", "Keep the assessment whether a contract is a lease, with what was answered.", clock,
        session => session.Say(_ => new AssessLease(session.Input.Id("contract"), AccountingFormat.Lease(session.Input)),
            done => LoadCommands.Done(session, done.Book.Position, $"The assessment is kept: {done.Book.Contracts[session.Input.Id("contract")].Leases[^1].Finding}.")),
        Common.Argument("contract", "The contract's id."), Common.Text("--on", "The date on which it was made."), Common.Text("--identified-by", "serials or class."),
        Common.Text("--substitution", "The seller's right to substitute: none, not-substantive or substantive."),
        Common.Text("--use-directed-by", "buyer, seller or predetermined."),
        Common.Text("--operated-by", "seller or buyer."), Common.Text("--share-of-output", "The buyer's share of the site's output, such as 100%."),
        Common.Text("--concluded", "lease or service."), Common.Text("--assessor", "Opaque id of who concluded it."),
        Common.Text("--reason", "Why; needed where the conclusion is another than the answers come to."), Common.Key());

    public static Option<string?> Framework() => Common.Text("--framework", "The standards that the report is worded by: us-gaap or ifrs. Default: us-gaap.");

    public static Framework Framework(Session session) => session.Input.WordOr("framework", Core.Views.Disclosure.Framework.UsGaap, Words.Frameworks);

    /// <summary>On which policies a report stands: one line for each class and policy.</summary>
    public static void Policies(IAnsiConsole console, IEnumerable<Contract> contracts, LocalDate at, Framework framework)
    {
        Show.Line(console, $"Accounting policies under {Wordings.Of(framework)}:");
        foreach (var group in contracts.GroupBy(contract => (contract.Terms.Class, Policy: contract.RevenueOn(at), Stated: contract.PolicyOn(at)))
            .OrderBy(group => group.Key.Class?.ToString(), StringComparer.Ordinal))
        {
            var names = group.Key.Class is { } name
                ? $"class {name}" : string.Join(", ", group.Take(5).Select(contract => contract.Id)) + (group.Count() > 5 ? $" and {group.Count() - 5} more" : "");
            Show.Line(console, $"  {names}: {Words.Of(Words.Policies, group.Key.Policy)}: {Wordings.Of(group.Key.Policy, framework)}; "
                + (group.Key.Stated is { } stated ? $"stated by {stated.Preparer} from {Json.Text(stated.From)}" : "as the terms say, no policy is stated"));
            if (group.Key.Stated?.ExpectedBreakage is { } breakage) Show.Line(console, $"    breakage: {Wordings.OfBreakage(breakage, framework)}");
            foreach (var election in Rpo.Elected(group.Key.Stated?.Elections ?? [], framework)) Show.Line(console, $"    left out of RPO: {Wordings.Of(election, framework)}");
        }
    }

    static int List(Session session) => session.View((_, book) =>
    {
        var framework = Framework(session);
        return session.Faults.Count > 0 ? Output.Refused : session.Output.Print(json => AccountingJson.Policies(json, book, framework), console => Table(console, book, framework));
    });

    static void Table(IAnsiConsole console, Book book, Framework framework)
    {
        var table = Show.Table(console,
            book.Accounting.IsEmpty ? "No accounting policy is stated: each contract follows its terms" : $"Accounting policies under {Wordings.Of(framework)}", "class", "from",
            "holds for", "revenue", "left out of RPO", "breakage", "preparer", "note");
        foreach (var policy in book.Accounting)
            table.Row(policy.Class?.ToString() ?? "all others", Json.Text(policy.From),
                book.Sold.Count(policy.IsAbout) is > 0 and var count ? Show.Count(count, "contract") : "none yet",
                policy.Revenue is { } revenue ? Words.Of(Words.Policies, revenue) : "as the terms say",
                policy.Elections.IsEmpty ? "nothing" : string.Join(", ", policy.Elections.Select(election => Words.Of(Words.RpoElections, election))),
                policy.ExpectedBreakage is { } breakage ? $"{Show.Percent(breakage)}, with use" : "when the right lapses", policy.Preparer.ToString(), policy.Note);
        if (!book.Accounting.IsEmpty) console.Write(table);
    }
}
