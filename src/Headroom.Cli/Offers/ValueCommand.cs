using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Formats.Terms;
using Headroom.Formats.Valuation;
using Headroom.Server;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>value</c>: what a contract that either side may leave is worth, of the book or of a file of terms.</summary>
static class ValueCommand
{
    public static Command Build(IClock clock) =>
        Common.Of("value", "What a contract that either side may leave is worth: an estimate, with its survival, what it bills, when each side leaves, and what it hangs on.",
            clock, Run,
        new Argument<string?>("contract") { Description = "The contract's id in the book; or give --terms.", Arity = ArgumentArity.ZeroOrOne },
        Common.Text("--terms", "Value this file of terms; no book is needed."),
        Common.Text("--market",
            "The outlook: market, own use and costs of leaving, such as examples/colossus/market.yaml. Default: multiples of the contract's fee, which say so."),
        Common.Text("--variant", "The variant of the outlook's assumptions, and of the terms' where they have it."),
        Common.Text("--at", "The date of the valuation. Default: the book's today, or the first day of the term."),
        Common.Text("--method", "fitting (exact for one uncertain quantity, simulation for two), exact or simulation. Default: fitting."),
        Common.Text("--paths", $"Simulated paths, 1 to {Simulation.MostPaths}. Default: {SolverInput.UsualPaths}."),
        Common.Text("--seed", "Seeds the paths; the same seed gives the same answer on any number of cores. Default: 1."),
        Common.Option("--bounds", "Also bound the value of a simulation, which takes about a second more."),
        Common.Position());

    static int Run(Session session)
    {
        var input = session.Input;
        if (input.Has("terms") == input.Has("contract"))
            return session.Output.Refuse([new Refusal(RefusalCode.Malformed, "contract", "Name either a contract of the book or a file of terms with --terms.")]);
        return input.Has("terms") ? OfTerms(session) : session.View((keeper, book) => session.Contract(book) is { } contract
            ? Value(session, contract, input.DateOrNone("at") ?? LocalDate.Max(book.Calendar.DateOf(keeper.Now(book)), contract.Versions[0].Terms.From)) : Output.Refused);
    }

    static int OfTerms(Session session)
    {
        var input = session.Input;
        var (file, variant) = (input.Text("terms", 1000), input.Has("variant") ? input.Text("variant", 60) : null);
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        var read = TextFile.Read(file,
            node => TermsReader.Read(node, variant) is { Faults.Count: > 0 } && variant is not null ? TermsReader.Read(node) : TermsReader.Read(node, variant));
        if (read.Faults.Count > 0) return session.Output.Refuse(read.Faults);
        var terms = read.Value!;
        var code = Value(session, new Contract(terms.Contract, [new TermsVersion(terms.From, terms, null)]), input.DateOrNone("at") ?? terms.From);
        return session.Faults.Count > 0 ? session.Output.Refuse(session.Faults) : code;
    }

    /// <summary>Prints the value; what stands in its way is noted among the faults, which whoever called tells.</summary>
    static int Value(Session session, Contract contract, LocalDate at)
    {
        var input = session.Input;
        var solver = SolverInput.Read(input, Simulation.MostPaths, AllCores.Spread);
        var outlook = input.Has("market") ? Outlook(session) : Core.Valuation.Outlook.Assumed(Subject.HighestMonth(contract, at), contract.Terms.Currency);
        if (session.Faults.Count > 0 || outlook is null) return Output.Refused;
        var (subject, refusal) = Subject.Of(contract, at, outlook);
        if (refusal is null) refusal = SolverInput.Refuse(solver, subject!);
        if (refusal is not null)
        {
            session.Faults.Add(refusal);
            return Output.Refused;
        }
        var value = ContractValue.Of(subject!, outlook, solver, session.Flag("bounds"));
        return session.Output.Print(json => ValuationJson.Write(json, value), console => ValueText.Write(console, value));
    }

    static Outlook? Outlook(Session session)
    {
        var (file, variant) = (session.Input.Text("market", 1000), session.Input.Has("variant") ? session.Input.Text("variant", 60) : null);
        if (session.Faults.Count > 0) return null;
        var read = TextFile.Read(file, node => OutlookReader.Read(node, variant));
        session.Faults.AddRange(read.Faults);
        return read.Value;
    }
}
